//! An organisation's two pages: where its account stands, and the whole job.

use super::message::mistake;
use super::router::{self, Router};
use super::settings::Settings;
use crate::components::context::ViewOptions;
use crate::components::embed;
use crate::components::localised::Localised;
use crate::components::slot::Slots;
use crate::reactive::element::{El, el};
use crate::reactive::signal::{RwSignal, getter};
use crate::runtime::mount::Mount;
use crate::translator::Translator;
use onboarding_core::config;
use onboarding_core::onboarding::machine::FormPolicy;
use onboarding_core::text::Phrase;
use std::rc::Rc;
use uuid::Uuid;
/// How an organisation's account stands, with the way into onboarding.
pub(super) fn home(translator: Translator, id: &str, to: Router) -> El {
    organisation_page(translator, id, Page::Home, |id, settings| {
        let open = move || to.go(&router::onboarding(id));
        embed::status(
            Mount::new(id, settings.api),
            Slots::default(),
            Some(Rc::new(open)),
            None,
            ViewOptions::default(),
            translator,
        )
    })
}

/// The whole job: status and Stripe's form.
pub(super) fn onboarding(translator: Translator, id: &str, locale: RwSignal<String>) -> El {
    organisation_page(translator, id, Page::Onboarding, |id, settings| {
        let mount = Mount {
            key: Some(settings.key),
            script: settings.script,
            form: FormPolicy::AtOnce,
            locale: getter(locale),
            ..Mount::new(id, settings.api)
        };
        let options = ViewOptions {
            is_test: mount.key.as_ref().is_some_and(|key| key.is_test()),
            ..ViewOptions::default()
        };
        embed::onboarding(mount, Slots::default(), None, options, translator)
    })
}

/// Which of an organisation's two pages.
#[derive(Clone, Copy, PartialEq)]
enum Page {
    Home,
    Onboarding,
}

/// What both pages share: the way between them, the title, and `content` for a usable id and configuration.
fn organisation_page(
    translator: Translator,
    id: &str,
    page: Page,
    content: impl FnOnce(Uuid, Settings) -> El,
) -> El {
    let heading = match page {
        Page::Home => Phrase::HomeTitle,
        Page::Onboarding => Phrase::OnboardingTitle,
    };
    match (config::organisation(id), Settings::of_page()) {
        (Ok(id), Ok(settings)) => {
            // Its requests leave before anything is drawn.
            let content = content(id, settings);
            let title = el("h1").class("page-title").focus_fallback();
            el("div")
                .child(bar(translator, id, page))
                .child(title.phrase(translator, heading))
                .child(content)
        }
        (Err(error), _) | (_, Err(error)) => mistake(translator, error),
    }
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
