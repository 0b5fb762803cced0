//! Says before Stripe's form is opened that it will not work in this browser, with the way out.

use super::alert::button;
use super::context::ViewContext;
use super::copy_button::copy_button;
use super::icon::{Icon, icon};
use super::localised::Localised;
use super::slot::Slot;
use crate::reactive::element::{El, el};
use onboarding_core::onboarding::{environment::Unsupported, events::Event};
use onboarding_core::text::Phrase;

/// The notice that stands where the form would.
pub(super) fn notice(cx: ViewContext, unsupported: Unsupported) -> El {
    let translator = cx.translator;
    let (head, text) = match unsupported {
        Unsupported::Insecure => (
            Phrase::UnsupportedInsecureHead,
            Phrase::UnsupportedInsecureText,
        ),
        Unsupported::NoPopups => (
            Phrase::UnsupportedNoPopupsHead,
            Phrase::UnsupportedNoPopupsText,
        ),
        Unsupported::Sandboxed => (
            Phrase::UnsupportedSandboxedHead,
            Phrase::UnsupportedSandboxedText,
        ),
        Unsupported::InApp => (Phrase::UnsupportedInAppHead, Phrase::UnsupportedInAppText),
        Unsupported::Isolated => (
            Phrase::UnsupportedIsolatedHead,
            Phrase::UnsupportedIsolatedText,
        ),
    };
    let way_out = match unsupported {
        Unsupported::Insecure => secure_page(cx),
        Unsupported::NoPopups | Unsupported::Sandboxed | Unsupported::InApp => Some(copy_link(cx)),
        // Only whoever serves the page can change it.
        Unsupported::Isolated => None,
    };
    let go_on = || {
        let go_on = move || cx.tell(Event::OverrideRequested);
        button("quiet", "insist", go_on).phrase(translator, Phrase::UnsupportedInsist)
    };
    let told = cx.slot(Slot::Unsupported(unsupported), |slot| {
        slot.child(el("p").class("dolfin-alert-title").phrase(translator, head))
            .child(el("p").phrase(translator, text))
    });
    let told = el("div")
        .class("dolfin-alert-text")
        .attr("role", "status")
        .child(told);
    el("div")
        .class("dolfin-alert")
        .attr("data-testid", "unsupported")
        .attr("data-unsupported", unsupported.name())
        .attr("data-tone", "warning")
        .child(icon(Icon::Attention))
        .child(told)
        .child(
            el("div")
                .class("dolfin-alert-actions")
                .child(way_out)
                .child(unsupported.can_override().then(go_on)),
        )
}

/// The same page over TLS.
fn secure_page(cx: ViewContext) -> Option<El> {
    let address = address()?;
    let rest = address.strip_prefix("http:")?;
    let link = el("a")
        .class("dolfin-button")
        .attr("href", ["https:", rest].concat().as_str())
        .phrase(cx.translator, Phrase::UnsupportedInsecureWay);
    Some(link)
}

/// Puts the page's address on the clipboard.
fn copy_link(cx: ViewContext) -> El {
    let button = ("secondary", "copy-link", Phrase::UnsupportedCopy);
    copy_button(cx.translator, button, || {
        address().unwrap_or_default().into()
    })
}

fn address() -> Option<String> {
    web_sys::window()?.location().href().ok()
}
