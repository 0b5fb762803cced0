//! The settings of one mount, in one place for the components, the custom elements and the standalone app.
//!
//! Decides nothing: [`MountRunner`](super::mount_runner::MountRunner) starts what is described here.

use crate::dolfin::Api;
use crate::reactive::signal::{Getter, fixed};
use crate::stripe::{loader::ConnectScript, options::FormOptions};
use onboarding_core::config::{BusinessType, PublishableKey};
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::onboarding::machine::FormPolicy;
use std::rc::Rc;
use uuid::Uuid;

/// What one mount is for.
pub(crate) struct Mount {
    pub(crate) organisation: Uuid,
    /// `None` in a mount without a form.
    pub(crate) key: Option<PublishableKey>,
    pub(crate) api: Api,
    pub(crate) script: ConnectScript,
    pub(crate) form: FormPolicy,
    pub(crate) options: Getter<FormOptions>,
    pub(crate) locale: Getter<String>,
    /// Told each step of the form by Stripe's name for it.
    pub(crate) on_step: Option<Rc<dyn Fn(String)>>,
    /// Told what only the host can do; answers whether it will.
    pub(crate) on_request: Option<RequestHandler>,
    pub(crate) poll: PollControl,
    /// True once the person has signed out of the host.
    pub(crate) signed_out: Getter<bool>,
    /// What kind of business it is, as far as the host has said.
    pub(crate) business: BusinessType,
}

impl Mount {
    /// One that knows how things stand, opens no form and asks nothing of the host.
    pub(crate) fn new(organisation: Uuid, api: Api) -> Self {
        Self {
            organisation,
            key: None,
            api,
            script: ConnectScript::default(),
            form: FormPolicy::Never,
            options: fixed(FormOptions::default()),
            locale: fixed(String::new()),
            on_step: None,
            on_request: None,
            poll: PollControl::default(),
            signed_out: fixed(false),
            business: BusinessType::default(),
        }
    }
}

/// How a host steers the reading of the status.
pub(crate) struct PollControl {
    /// Notified when the host has heard of a change: its webhook, its push.
    pub(crate) refresh: Option<Getter<()>>,
    /// Whether the host wants silence.
    pub(crate) paused: Getter<bool>,
}

impl Default for PollControl {
    fn default() -> Self {
        Self {
            refresh: None,
            paused: fixed(false),
        }
    }
}

/// Asks the host for what only it can do; answers whether it will.
pub(crate) type RequestHandler = Rc<dyn Fn(HostRequest) -> bool>;
