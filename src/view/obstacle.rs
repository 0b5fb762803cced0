//! What will keep Stripe's form from working here, told before it is opened, with the way out.

use super::Panel;
use super::copy::copy;
use super::dom::{El, el};
use super::icon::{Icon, icon};
use super::notice::button;
use super::slot::Slot;
use crate::flow::{flow::Event, obstacle::Obstacle};
use crate::words::Phrase;

/// The notice that stands where the form would.
pub(super) fn notice(panel: Panel, obstacle: Obstacle) -> El {
    let words = panel.words;
    let (head, text) = match obstacle {
        Obstacle::Insecure => (Phrase::ObstacleInsecureHead, Phrase::ObstacleInsecureText),
        Obstacle::NoPopups => (Phrase::ObstacleNoPopupsHead, Phrase::ObstacleNoPopupsText),
        Obstacle::InApp => (Phrase::ObstacleInAppHead, Phrase::ObstacleInAppText),
        Obstacle::Isolated => (Phrase::ObstacleIsolatedHead, Phrase::ObstacleIsolatedText),
    };
    let way_out = match obstacle {
        Obstacle::Insecure => secure_page(panel),
        Obstacle::NoPopups | Obstacle::InApp => Some(copy_link(panel)),
        // Only whoever serves the page can change it.
        Obstacle::Isolated => None,
    };
    let insist = || {
        let insist = move || panel.tell(Event::FormInsisted);
        button("quiet", "insist", insist).say(words, Phrase::ObstacleInsist)
    };
    let told = panel.slot(Slot::Obstacle(obstacle), |slot| {
        slot.child(el("p").class("dolfin-alert-title").say(words, head))
            .child(el("p").say(words, text))
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
                .maybe(way_out)
                .maybe(obstacle.can_be_passed().then(insist)),
        )
}

/// The same page over TLS.
fn secure_page(panel: Panel) -> Option<El> {
    let address = address()?;
    let rest = address.strip_prefix("http:")?;
    let link = el("a")
        .class("dolfin-button")
        .attr("href", &["https:", rest].concat())
        .say(panel.words, Phrase::ObstacleInsecureWay);
    Some(link)
}

/// Puts the page's address on the clipboard.
fn copy_link(panel: Panel) -> El {
    let button = ("secondary", "copy-link", Phrase::ObstacleCopy);
    copy(panel.words, button, || address().unwrap_or_default().into())
}

fn address() -> Option<String> {
    web_sys::window()?.location().href().ok()
}
