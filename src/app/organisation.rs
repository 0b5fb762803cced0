//! An organisation's two pages: where its account stands, and the whole job.

use super::message::{message, mistake};
use super::router::{self, Router};
use super::settings::Settings;
use super::sign_in::{Access, SignIn};
use crate::components::localised::Localised;
use crate::components::slot::Slots;
use crate::components::view;
use crate::components::view_options::ViewOptions;
use crate::components::waiting::wait_for_answer;
use crate::reactive::element::{El, el};
use crate::reactive::signal::{RwSignal, getter};
use crate::runtime::handle::MountHandle;
use crate::runtime::{mount::Mount, mount_runner::MountRunner};
use crate::translator::Translator;
use onboarding_core::config;
use onboarding_core::onboarding::machine::FormPolicy;
use onboarding_core::text::Phrase;
use std::{cell::Cell, rc::Rc};
use uuid::Uuid;

/// How an organisation's account stands, with the way into onboarding.
pub(super) fn home(
    translator: Translator,
    id: &str,
    sign_in: &SignIn,
    to: Router,
    is_waiting: RwSignal<bool>,
) -> El {
    organisation_page(translator, id, sign_in, Page::Home, move |id, settings| {
        let open: Rc<dyn Fn()> = Rc::new(move || to.go(&router::onboarding(id)));
        let runner = MountRunner::start(Mount::new(id, settings.api));
        if settings.is_under_way {
            wait_for_answer(runner.state(), is_waiting);
        }
        let options = ViewOptions {
            is_waiting: Some(is_waiting),
            ..ViewOptions::default()
        };
        view::status(runner, Slots::default(), Some(open), options, translator)
    })
}

/// The whole job: status and Stripe's form.
pub(super) fn onboarding(
    translator: Translator,
    id: &str,
    sign_in: &SignIn,
    locale: RwSignal<String>,
    is_waiting: RwSignal<bool>,
) -> El {
    organisation_page(
        translator,
        id,
        sign_in,
        Page::Onboarding,
        move |id, settings| {
            let mount = Mount {
                key: Some(settings.key),
                script: settings.script,
                form: FormPolicy::AtOnce,
                locale: getter(locale),
                ..Mount::new(id, settings.api)
            };
            let options = ViewOptions {
                is_test: mount.key.as_ref().is_some_and(|key| key.is_test()),
                is_waiting: Some(is_waiting),
                ..ViewOptions::default()
            };
            let runner = MountRunner::start(mount);
            if settings.is_under_way {
                wait_for_answer(runner.state(), is_waiting);
            }
            view::onboarding(runner, Slots::default(), options, translator)
        },
    )
}

/// Which of an organisation's two pages.
#[derive(Clone, Copy, PartialEq)]
enum Page {
    Home,
    Onboarding,
}

/// What both pages share: the way between them, the title, who is signed in, and `content` for a usable id and
/// configuration.
fn organisation_page(
    translator: Translator,
    id: &str,
    sign_in: &SignIn,
    page: Page,
    content: impl FnOnce(Uuid, Settings) -> El + 'static,
) -> El {
    let heading = match page {
        Page::Home => Phrase::HomeTitle,
        Page::Onboarding => Phrase::OnboardingTitle,
    };
    let usable = config::organisation(id).and_then(|id| Ok((id, Settings::of_page(sign_in, id)?)));
    match usable {
        Ok((id, settings)) => {
            // Its requests leave before anything is drawn.
            let content = for_members(translator, id, sign_in, move || content(id, settings));
            let title = el("h1").class("page-title").focus_fallback();
            el("div")
                .child(bar(translator, id, page))
                .child(title.phrase(translator, heading))
                .child(content)
        }
        Err(error) => mistake(translator, error),
    }
}

/// `content` under who is signed in and for which organisation; in its place, why it is not for them.
fn for_members(
    translator: Translator,
    id: Uuid,
    sign_in: &SignIn,
    content: impl FnOnce() -> El + 'static,
) -> El {
    let (signed_in, content) = (sign_in.clone(), Cell::new(Some(content)));
    let shown = el("div").show_keyed(
        move || signed_in.access(id),
        move |access| match access {
            Access::Open => content.take().map(|content| content()),
            Access::CodeRefused => Some(message(
                translator,
                Phrase::CodeRefusedTitle,
                Phrase::CodeRefusedHint,
                "alert",
            )),
            Access::NotAMember => Some(message(
                translator,
                Phrase::NotAMemberTitle,
                Phrase::NotAMemberHint,
                "alert",
            )),
        },
    );
    let signed_in = sign_in.clone();
    let identity = el("div").attr("role", "status").show_keyed(
        move || signed_in.identity(id),
        move |identity| {
            let (person, organisation) = identity.clone()?;
            let text = move || match (person.as_str(), organisation.as_str()) {
                // The answer lacks one of them: the other stands alone.
                ("", known) | (known, "") => known.to_owned(),
                (person, organisation) => {
                    let (person, organisation) = (isolate(person), isolate(organisation));
                    let values = [("person", &*person), ("organisation", &*organisation)];
                    translator.fill(Phrase::SignedInAs, &values)
                }
            };
            let line = el("p").class("page-identity");
            Some(line.attr("data-testid", "signed-in").child(text))
        },
    );
    el("div").child(identity).child(shown)
}

/// Keeps the direction in which `text` is written from reordering the sentence around it.
fn isolate(text: &str) -> String {
    ["\u{2068}", text, "\u{2069}"].concat()
}

fn bar(translator: Translator, id: Uuid, here: Page) -> El {
    let link = |page: Page, hook: &str, path: &str, label: Phrase| {
        let link = el("a")
            .attr("data-nav", hook)
            .attr("href", path)
            .phrase(translator, label);
        if page == here {
            link.attr("aria-current", "page")
        } else {
            link
        }
    };
    let links = el("nav")
        .class("page-nav")
        .aria_label(translator, Phrase::NavLabel)
        .child(link(Page::Home, "home", &router::home(id), Phrase::NavHome))
        .child(link(
            Page::Onboarding,
            "onboarding",
            &router::onboarding(id),
            Phrase::NavOnboarding,
        ));
    el("header")
        .class("page-bar")
        .child(
            el("span")
                .class("page-name")
                .phrase(translator, Phrase::ProductName),
        )
        .child(links)
}
