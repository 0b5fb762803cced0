//! The whole view: the root element with its `data-` attributes for hosts and tests, and the layout of the parts.

use super::context::ViewContext;
use super::localised::Localised;
use super::slot::{Slot, Slots};
use super::view_options::ViewOptions;
use super::{card, focus, form, requirements, theme};
use crate::reactive::effect::Effect;
use crate::reactive::element::{El, el};
use crate::runtime::handle::MountHandle;
use crate::runtime::mount_runner::HAS_FORM;
use crate::translator::Translator;
use onboarding_core::account::situation::Situation;
use onboarding_core::text::Phrase;
use std::rc::Rc;

/// The status alone. `elsewhere` is called for an action that needs Stripe's form.
pub(crate) fn status(
    mount: Rc<dyn MountHandle>,
    slots: Slots,
    elsewhere: Option<Rc<dyn Fn()>>,
    options: ViewOptions,
    translator: Translator,
) -> El {
    component(ViewContext::new(
        mount, slots, elsewhere, options, translator,
    ))
}

/// The status, and Stripe's form.
pub(crate) fn onboarding(
    mount: Rc<dyn MountHandle>,
    slots: Slots,
    options: ViewOptions,
    translator: Translator,
) -> El {
    let cx = ViewContext::new(mount, slots, None, options, translator).with_form();
    follow_exit(cx);
    component(cx)
}

/// All of it, from top to bottom. The form precedes the list of what is due, so that on a phone nobody scrolls past a
/// list to reach what the list is about; where the component is wide, it stands beside both (`style/layout.css`).
fn component(cx: ViewContext) -> El {
    let root = root(cx);
    let element = root.element().cloned();
    root.show(
        move || !cx.is_waiting(),
        move || {
            theme::check_later(element.clone());
            contents(cx)
        },
    )
}

fn contents(cx: ViewContext) -> El {
    let status = el("div").class("dolfin-status").child(card::card(cx)).show(
        move || cx.situation() == Some(Situation::Active),
        move || cx.slot(Slot::Complete, |slot| slot),
    );
    let layout = el("div")
        .class("dolfin-layout")
        .child(status)
        .child((HAS_FORM && cx.has_form).then(|| form::form(cx)))
        .child(requirements::requirements(cx));
    el("div")
        .class("dolfin-contents")
        .child(cx.fill(Slot::Header))
        .child(layout)
        .child(cx.fill(Slot::Footer))
}

/// The element of the whole component.
fn root(cx: ViewContext) -> El {
    let state = move || {
        let is_known = !cx.is_waiting() && cx.assessment().is_some();
        cx.state.with(|state| match state.account() {
            _ if state.signed_out => "signed-out".to_owned(),
            _ if !is_known => "loading".to_owned(),
            Some(account) => account.state.name().to_owned(),
            None => "error".to_owned(),
        })
    };
    let turn = move || match (cx.is_over(), cx.assessment()) {
        (true, _) => "nobody",
        (false, Some(assessment)) => assessment.turn.name(),
        (false, None) => "unknown",
    };
    let is_busy = move || cx.assessment().is_none() && !cx.is_over();
    let root = el("section").class("dolfin");
    cx.show_root(root.element());
    root.attr("lang", move || cx.translator.locale().tag())
        .attr("dir", move || cx.translator.locale().direction())
        .aria_label(cx.translator, Phrase::ProductName)
        .attr("hidden", move || cx.is_waiting().then_some(""))
        .attr("data-testid", "payment-account-status")
        .attr("aria-busy", move || is_busy().then_some("true"))
        .attr("data-state", state)
        .attr("data-turn", turn)
}

/// Brings somebody back whose place went with the form, once the headline says what is next. Whoever is elsewhere on
/// the page stays there.
fn follow_exit(cx: ViewContext) {
    let mut had_left = false;
    Effect::new(move || {
        let has_left = cx.has_left();
        if has_left && !had_left && focus::is_lost() {
            cx.go_to_headline();
        }
        had_left = has_left;
    });
}
