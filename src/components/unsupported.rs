//! What will keep Stripe's form from working here, told before it is opened, with the way out.

use super::ViewContext;
use super::copy::copy;
use super::icon::{Icon, icon};
use super::localised::Localised;
use super::notice::button;
use super::slot::Slot;
use crate::reactive::element::{El, el};
use onboarding_core::onboarding::{environment::Unsupported, machine::Event};
use onboarding_core::text::Phrase;

/// The notice that stands where the form would.
pub(super) fn notice(cx: ViewContext, obstacle: Unsupported) -> El {
    let translator = cx.translator;
    let (head, text) = match obstacle {
        Unsupported::Insecure => (Phrase::ObstacleInsecureHead, Phrase::ObstacleInsecureText),
        Unsupported::NoPopups => (Phrase::ObstacleNoPopupsHead, Phrase::ObstacleNoPopupsText),
        Unsupported::InApp => (Phrase::ObstacleInAppHead, Phrase::ObstacleInAppText),
        Unsupported::Isolated => (Phrase::ObstacleIsolatedHead, Phrase::ObstacleIsolatedText),
    };
    let way_out = match obstacle {
        Unsupported::Insecure => secure_page(cx),
        Unsupported::NoPopups | Unsupported::InApp => Some(copy_link(cx)),
        // Only whoever serves the page can change it.
        Unsupported::Isolated => None,
    };
    let insist = || {
        let insist = move || cx.tell(Event::OverrideRequested);
        button("quiet", "insist", insist).phrase(translator, Phrase::ObstacleInsist)
    };
    let told = cx.slot(Slot::Unsupported(obstacle), |slot| {
        slot.child(el("p").class("dolfin-alert-title").phrase(translator, head))
            .child(el("p").phrase(translator, text))
    });
    let told = el("div").class("dolfin-alert-text").child(told);
    el("div")
        .class("dolfin-alert")
        .attr("role", "status")
        .attr("data-testid", "obstacle")
        .attr("data-obstacle", obstacle.name())
        .attr("data-tone", "warning")
        .child(icon(Icon::Attention))
        .child(told)
        .child(
            el("div")
                .class("dolfin-alert-ways")
                .child(way_out)
                .child(obstacle.can_override().then(insist)),
        )
}

/// The same page over TLS.
fn secure_page(cx: ViewContext) -> Option<El> {
    let address = address()?;
    let rest = address.strip_prefix("http:")?;
    let link = el("a")
        .class("dolfin-button")
        .attr("href", ["https:", rest].concat().as_str())
        .phrase(cx.translator, Phrase::ObstacleInsecureWay);
    Some(link)
}

/// Puts the page's address on the clipboard.
fn copy_link(cx: ViewContext) -> El {
    let button = ("secondary", "copy-link", Phrase::ObstacleCopy);
    copy(cx.translator, button, || {
        address().unwrap_or_default().into()
    })
}

fn address() -> Option<String> {
    web_sys::window()?.location().href().ok()
}
