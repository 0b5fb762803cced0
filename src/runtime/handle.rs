//! What a view needs of its mount.

use crate::reactive::signal::RwSignal;
use onboarding_core::config::BusinessType;
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::onboarding::{events::Event, state::OnboardingState};
use web_sys::HtmlElement;

/// What a view needs of its mount: one at work, or the playground's fake.
pub(crate) trait MountHandle {
    /// What to show.
    fn state(&self) -> RwSignal<OnboardingState>;
    /// Takes in what the person chose.
    fn tell(&self, event: Event);
    /// What kind of business it is, as far as the host has said.
    fn business(&self) -> BusinessType;
    /// Passes on to the host what only it can do. Whether it will.
    fn ask_host(&self, request: HostRequest) -> bool;
    /// Where Stripe's element is or will be.
    fn frame(&self) -> Option<HtmlElement>;
    /// Takes in what the view stands in: what Stripe's form is to look like is read there.
    /// A fake has no use for it.
    fn set_root(&self, _root: HtmlElement) {}
    /// Takes in where the view wants Stripe's element.
    fn set_frame(&self, frame: HtmlElement);
}
