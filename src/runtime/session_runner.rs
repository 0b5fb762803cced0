//! The session of one mount's form: the request for it, its secret until somebody takes it, and Stripe's calls that wait
//! for one.
//!
//! Decides nothing: when a session is asked for, and who gets the secret, is commanded. The secret stays a value of
//! JavaScript.

use super::mount::Mount;
use crate::dolfin::ClientSecret;
use crate::reactive::task::Task;
use futures_channel::oneshot::{self, Receiver, Sender};
use onboarding_core::account::problem::Endpoint;
use onboarding_core::account::problem::classify;
use onboarding_core::onboarding::events::{Event, SessionId};
use std::{
    cell::RefCell,
    collections::VecDeque,
    mem,
    rc::{Rc, Weak},
};

/// Reports what happened to the mount, or to nobody once it is gone.
pub(super) type Report = Rc<dyn Fn(Event)>;

/// What there is of a session.
pub(super) struct SessionRunner {
    me: Weak<Self>,
    mount: Rc<Mount>,
    report: Report,
    held: RefCell<Held>,
}

#[derive(Default)]
struct Held {
    request: Option<Task>,
    secret: Option<ClientSecret>,
    /// Stripe's calls that wait for a secret, the oldest first.
    calls: VecDeque<Sender<ClientSecret>>,
}

impl SessionRunner {
    pub(super) fn new(mount: Rc<Mount>, report: Report) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            mount,
            report,
            held: RefCell::default(),
        })
    }

    /// Asks Dolfin for a session, and keeps its secret. The request leaves within this call.
    pub(super) fn request(&self, id: SessionId) {
        let (me, mount) = (self.me.clone(), Rc::clone(&self.mount));
        let request = Task::start(async move {
            let answer = mount.api.session(mount.organisation).await;
            let Some(session) = me.upgrade() else { return };
            (session.report)(match answer {
                Ok((secret, made)) => {
                    session.held.borrow_mut().secret = Some(secret);
                    Event::SessionArrived(id, made.lifetime)
                }
                Err(failure) => Event::SessionFailed(id, classify(Endpoint::Session, &failure)),
            });
        });
        let before = self.held.borrow_mut().request.replace(request);
        drop(before);
    }

    /// Lets a call of Stripe's wait for a secret. What comes back is empty-handed once the form is gone.
    pub(super) fn wait(&self) -> Receiver<ClientSecret> {
        let (call, answered) = oneshot::channel();
        self.held.borrow_mut().calls.push_back(call);
        answered
    }

    /// Gives the secret to the call that has waited longest.
    pub(super) fn hand_over(&self) {
        let (secret, call) = {
            let mut held = self.held.borrow_mut();
            (held.secret.take(), held.calls.pop_front())
        };
        if let (Some(secret), Some(call)) = (secret, call) {
            // A page that has let go of the promise has let go of the secret.
            _ = call.send(secret);
        }
    }

    /// Lets go of the secret.
    pub(super) fn forget(&self) {
        let lapsed = self.held.borrow_mut().secret.take();
        drop(lapsed);
    }

    /// Sends Stripe's calls away empty-handed.
    pub(super) fn dismiss_calls(&self) {
        let calls = mem::take(&mut self.held.borrow_mut().calls);
        drop(calls);
    }

    /// Lets go of everything.
    pub(super) fn clear(&self) {
        drop(self.held.take());
    }
}
