//! What a host says of the view alone, whoever the host is.

use crate::reactive::signal::RwSignal;

/// What a host says of the view alone, for as long as it lives.
#[derive(Clone, Copy, Default)]
pub(crate) struct ViewOptions {
    /// Whether the account is a test one.
    pub(crate) is_test: bool,
    /// The level of the topmost heading.
    pub(crate) heading_level: HeadingLevel,
    /// While true, nothing is drawn yet.
    pub(crate) is_waiting: Option<RwSignal<bool>>,
}

/// The level of the topmost heading, from 1 to 6; those below it follow, down to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeadingLevel(u8);

impl HeadingLevel {
    /// That level. What is no level of HTML's becomes the nearest.
    pub(crate) fn new(level: u8) -> Self {
        Self(level.clamp(1, 6))
    }

    /// The element for a heading so many levels below the topmost.
    pub(super) fn tag(self, below: u8) -> &'static str {
        ["h1", "h2", "h3", "h4", "h5", "h6"]
            .get(usize::from(self.0 + below).saturating_sub(1))
            .unwrap_or(&"h6")
    }
}

impl Default for HeadingLevel {
    /// 2: the page around a component has the first.
    fn default() -> Self {
        Self(2)
    }
}
