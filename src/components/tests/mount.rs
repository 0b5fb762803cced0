//! A mount without a network: the real machine, told by the test what happens, and the view of it in a page.

use crate::clock::now;
use crate::components::slot::Slots;
use crate::components::view;
use crate::components::view_options::ViewOptions;
use crate::reactive::signal::RwSignal;
use crate::reactive::test_page::{Mutations, TestPage, settled};
use crate::runtime::handle::MountHandle;
use crate::translator::Translator;
use onboarding_core::account::document::Account;
use onboarding_core::account::problem::Problem;
use onboarding_core::config::BusinessType;
use onboarding_core::onboarding::events::{Command, Event, FormEvent, FormId, SessionId};
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::onboarding::machine::{FormPolicy, Onboarding};
use onboarding_core::onboarding::state::OnboardingState;
use onboarding_core::state_machine::StateMachine;
use onboarding_core::status::snapshot::{Content, StatusSnapshot};
use onboarding_core::text::{Phrase, wording};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};
use web_sys::{Element, HtmlElement};

/// One mount, and what it was told and asked.
pub(super) struct TestMount {
    machine: RefCell<Onboarding>,
    state: RwSignal<OnboardingState>,
    /// The form that was loaded last, and the session asked for.
    form: Cell<FormId>,
    pub(super) session: Cell<SessionId>,
    /// How far the mount's clock is before the page's.
    pub(super) ahead: Cell<Duration>,
    snapshot: RefCell<StatusSnapshot>,
    frame: RefCell<Option<HtmlElement>>,
    pub(super) told: RefCell<Vec<Event>>,
    pub(super) asked: RefCell<Vec<HostRequest>>,
    /// Whether the host sees to what it is asked.
    pub(super) host_helps: Cell<bool>,
    /// What the host does while it is asked.
    pub(super) while_asked: RefCell<Option<Box<dyn Fn()>>>,
    pub(super) business: Cell<BusinessType>,
    pub(super) slots: RefCell<Slots>,
}

impl TestMount {
    fn new(policy: FormPolicy) -> Rc<Self> {
        Rc::new(Self {
            machine: RefCell::new(Onboarding::new(policy)),
            state: RwSignal::new_local(OnboardingState::default()),
            form: Cell::default(),
            session: Cell::default(),
            ahead: Cell::default(),
            snapshot: RefCell::default(),
            frame: RefCell::default(),
            told: RefCell::default(),
            asked: RefCell::default(),
            host_helps: Cell::default(),
            while_asked: RefCell::default(),
            business: Cell::default(),
            slots: RefCell::default(),
        })
    }

    /// The machine takes an event in, and shows what comes of it.
    pub(super) fn happens(&self, event: Event) {
        let commands = self
            .machine
            .borrow_mut()
            .step(event, now() + self.ahead.get(), 0.5);
        for command in commands {
            match command {
                Command::LoadForm(id) => self.form.set(id),
                Command::RequestSession(id) => self.session.set(id),
                _ => {}
            }
        }
        self.state.set(self.machine.borrow().state().clone());
    }

    /// Something happens to the form that was loaded last.
    pub(super) fn form_event(&self, event: FormEvent) {
        self.happens(Event::Form(self.form.get(), event));
    }

    /// The status query knows something else.
    pub(super) fn knows(&self, change: impl FnOnce(&mut StatusSnapshot)) {
        change(&mut self.snapshot.borrow_mut());
        let snapshot = Rc::new(self.snapshot.borrow().clone());
        self.happens(Event::SnapshotChanged(snapshot));
    }

    /// A read has succeeded.
    pub(super) fn reads(&self, account: Account) {
        self.knows(|snapshot| {
            snapshot.content = Content::Loaded {
                account: Rc::new(account),
                checked_at: now() + self.ahead.get(),
                problem: None,
            };
        });
    }

    /// The person leaves the form a second from now.
    pub(super) fn leaves(&self) {
        self.ahead.set(self.ahead.get() + Duration::from_secs(1));
        self.form_event(FormEvent::Exited);
    }

    /// A read has failed.
    pub(super) fn fails(&self, problem: Problem) {
        self.knows(|snapshot| match &mut snapshot.content {
            Content::Loaded { problem: shown, .. } => *shown = Some(problem),
            content => *content = Content::Failed(problem),
        });
    }

    /// A read that was asked for at that moment has brought the same again.
    pub(super) fn reads_again(&self, at: Duration) {
        self.knows(|snapshot| {
            if let Content::Loaded { checked_at, .. } = &mut snapshot.content {
                *checked_at = at;
            }
        });
    }

    pub(super) fn now(&self) -> OnboardingState {
        self.state.with_untracked(Clone::clone)
    }
}

impl MountHandle for TestMount {
    fn state(&self) -> RwSignal<OnboardingState> {
        self.state
    }

    fn tell(&self, event: Event) {
        self.told.borrow_mut().push(event.clone());
        self.happens(event);
    }

    fn business(&self) -> BusinessType {
        self.business.get()
    }

    fn ask_host(&self, request: HostRequest) -> bool {
        self.asked.borrow_mut().push(request);
        self.while_asked.borrow().iter().for_each(|act| act());
        self.host_helps.get()
    }

    fn frame(&self) -> Option<HtmlElement> {
        self.frame.borrow().clone()
    }

    fn set_frame(&self, frame: HtmlElement) {
        self.frame.replace(Some(frame));
    }
}

/// A component in a page.
pub(super) struct Shown {
    pub(super) page: TestPage,
    pub(super) mount: Rc<TestMount>,
}

/// The component with Stripe's form, in the state that `before` brings it to.
pub(super) fn onboarding(before: impl FnOnce(&TestMount)) -> Shown {
    with_options(FormPolicy::AtOnce, ViewOptions::default(), before)
}

/// The status alone.
pub(super) fn status(before: impl FnOnce(&TestMount)) -> Shown {
    with_options(FormPolicy::Never, ViewOptions::default(), before)
}

pub(super) fn with_options(
    policy: FormPolicy,
    options: ViewOptions,
    before: impl FnOnce(&TestMount),
) -> Shown {
    let mut mount = None;
    let page = TestPage::new(|| {
        let made = TestMount::new(policy);
        made.happens(Event::Mounted);
        before(&made);
        let slots = made.slots.borrow().clone();
        let translator = Translator::english();
        let view = match policy {
            FormPolicy::Never => view::status(made.clone(), slots, None, options, translator),
            _ => view::onboarding(made.clone(), slots, options, translator),
        };
        mount = Some(made);
        view
    });
    Shown {
        page,
        mount: mount.unwrap(),
    }
}

impl Shown {
    pub(super) fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.page.find(selector)
    }

    /// What carries this hook.
    pub(super) fn hook(&self, hook: &str) -> Option<HtmlElement> {
        self.find(&format!("[data-testid={hook}]"))
    }

    pub(super) fn all(&self, selector: &str) -> Vec<Element> {
        self.page.all(selector)
    }

    /// The texts of what fits, in order.
    pub(super) fn texts(&self, selector: &str) -> Vec<String> {
        let text = |element: &Element| element.text_content().unwrap();
        self.all(selector).iter().map(text).collect()
    }

    pub(super) fn attr(&self, name: &str) -> Option<String> {
        self.page.root.get_attribute(name)
    }

    /// Presses what carries this hook, and waits for what comes of it.
    pub(super) async fn press(&self, hook: &str) {
        self.hook(hook)
            .unwrap_or_else(|| panic!("no {hook}"))
            .click();
        settled().await;
    }

    /// What is written to the page when the same state comes again: as a signal that is set, and as an answer.
    pub(super) async fn written_by_the_same_again(&self) -> Vec<String> {
        settled().await;
        let mutations = Mutations::of(&self.page.root);
        self.mount.state.set(self.mount.now());
        settled().await;
        self.mount.knows(|_| {});
        mutations.records().await
    }

    /// What holds in every state. `name` says which one it is.
    pub(super) fn is_sound(&self, name: &str) {
        let state = self.mount.now();
        let assessment = state.assessment();
        let turn = assessment.map_or("unknown", |assessment| assessment.turn.name());
        assert_eq!(self.attr("data-turn").as_deref(), Some(turn), "{name}");
        assert_eq!(self.attr("aria-label").as_deref(), Some("Payments"));
        let headline = assessment.map_or(Phrase::LoadingHead, |at| wording::headline(at.situation));
        assert_eq!(
            self.texts(".dolfin-headline"),
            [headline.english()],
            "{name}"
        );
        let busy = assessment.is_none().then_some("true");
        assert_eq!(self.attr("aria-busy").as_deref(), busy, "{name}");

        for button in self.all("button, a, summary") {
            let name_of = button
                .get_attribute("aria-label")
                .or_else(|| button.text_content());
            assert_ne!(name_of.unwrap().trim(), "", "{name}: a button has no name");
        }
        let live = ":is([role=alert], [role=status], [role=progressbar])";
        let controls = format!("{live} :is(button, a, input, summary)");
        assert_eq!(
            self.texts(&controls),
            [""; 0],
            "{name}: read out with a live region"
        );
        let plain = "ul:not([role=list]), svg:not([aria-hidden=true]), li:not(ul > li)";
        assert!(self.all(plain).is_empty(), "{name}");
        for bar in self.all("[role=progressbar]") {
            assert!(bar.has_attribute("aria-label") && bar.has_attribute("aria-valuetext"));
        }
        let mut level = 1;
        for heading in self.all("h1, h2, h3, h4, h5, h6") {
            let next: u32 = heading.tag_name()[1..].parse().unwrap();
            assert!(next <= level + 1, "{name}: h{next} after h{level}");
            level = next;
        }
        let text = self.page.text();
        for code in self.codes() {
            assert!(!text.contains(&code), "{name}: {code} is shown");
        }
    }

    /// The requirement codes in the page, in order.
    pub(super) fn codes(&self) -> Vec<String> {
        let code = |node: &Element| node.get_attribute("data-code").unwrap();
        let codes = self.all("[data-testid=requirement]");
        codes.iter().map(code).collect()
    }
}
