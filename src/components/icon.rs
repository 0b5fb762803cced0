//! The few pictures: drawn as nodes, so that no markup string and no image request is involved.

use crate::reactive::element::{El, svg};

/// What an icon stands for. It is never alone: words beside it say the same, though not always to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    /// A tick in a circle: done, on.
    Done,
    /// A circle, not yet filled: open.
    Open,
    /// A clock: somebody else is at work.
    Waiting,
    /// An exclamation mark in a triangle.
    Attention,
    /// A cross in a circle: off, refused.
    Stopped,
    /// A person: it is their turn.
    Person,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Icon::Done => "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M8 12.5l2.7 2.7L16 9.5",
            Icon::Open => "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0",
            Icon::Waiting => "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M12 6.5V12l3.5 2",
            Icon::Attention => "M12 3 2 20.5h20zM12 10v4.5M12 17.5v.1",
            Icon::Stopped => "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0M15 9l-6 6M9 9l6 6",
            Icon::Person => "M16 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0M4 21c0-4 3.6-6 8-6s8 2 8 6",
        }
    }
}

/// Draws an icon that assistive technology passes over.
pub(super) fn icon(icon: Icon) -> El {
    frame(svg("path").attr("d", icon.path()))
}

/// An icon that stays at what `which` says.
pub(super) fn live_icon(which: impl Fn() -> Icon + 'static) -> El {
    frame(svg("path").attr("d", move || which().path()))
}

fn frame(path: El) -> El {
    svg("svg")
        .class("dolfin-icon")
        // Its size without the style sheet, too.
        .attr("width", "20")
        .attr("height", "20")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(path)
}
