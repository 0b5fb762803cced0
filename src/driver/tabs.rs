//! The lead among the browser's tabs, by Web Locks, and what they say to each other, by BroadcastChannel.
//!
//! Decides nothing: asks for the lead, reports what becomes of it, passes notes on. Where either is missing, or where
//! tabs may not share, this tab leads by itself.

use super::watching::{Watching, tell};
use crate::api::AbortOnDrop;
use crate::flow::tabs::Heard;
use crate::flow::watch::Event;
use crate::flow::wire;
use crate::json;
use crate::task::{Task, promise, turn};
use futures_channel::oneshot;
use gloo_events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &Function,
    ) -> Result<Promise, JsValue>;
}

/// This tab among the others.
pub(super) struct Tabs {
    name: Option<String>,
    organisation: Uuid,
    watching: Weak<Watching>,
    lock: RefCell<Option<Task>>,
    channel: RefCell<Option<Channel>>,
}

/// An open channel; dropped, it is closed.
struct Channel(
    BroadcastChannel,
    #[expect(dead_code, reason = "ends with the channel")] EventListener,
);

impl Tabs {
    /// A tab that has not spoken yet. `None` for a name lets it have nothing to do with others.
    pub(super) fn new(name: Option<String>, organisation: Uuid, watching: Weak<Watching>) -> Self {
        Self {
            name,
            organisation,
            watching,
            lock: RefCell::default(),
            channel: RefCell::default(),
        }
    }

    /// Asks for the lead and stays in the queue, or takes it. The watch hears what becomes of it.
    pub(super) fn lead(&self, take: bool) {
        let Some((locks, name)) = lock_manager().zip(self.name.clone()) else {
            return tell(&self.watching, Event::LeadGranted);
        };
        if self.channel.borrow().is_none() {
            let channel = self.open(&name);
            self.channel.replace(channel);
        }
        let lock = Task::start(seek(locks, name, take, self.watching.clone()));
        self.lock.replace(Some(lock));
    }

    /// Gives the lead back, or leaves the queue.
    pub(super) fn follow(&self) {
        drop(self.lock.take());
    }

    /// Tells the other tabs.
    pub(super) fn say(&self, heard: &Heard) {
        if let Some(Channel(channel, _)) = &*self.channel.borrow() {
            let message = wire::write(heard, self.organisation, js_sys::Date::now());
            // The others do without what cannot be sent.
            _ = channel.post_message(&json::js(&message));
        }
    }

    /// Closes the channel: a message to a page in the back/forward cache would throw it out.
    pub(super) fn hang_up(&self) {
        self.follow();
        drop(self.channel.take());
    }

    fn open(&self, name: &str) -> Option<Channel> {
        let channel = BroadcastChannel::new(name).ok()?;
        let (watching, organisation) = (self.watching.clone(), self.organisation);
        let listener = EventListener::new(&channel, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            let message = json::value(&data.unwrap_or_default());
            if let Some(heard) = wire::read(&message, organisation, js_sys::Date::now()) {
                tell(&watching, Event::Heard(heard));
            }
        });
        Some(Channel(channel, listener))
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.0.close();
    }
}

fn lock_manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// Holds the lead until it is lost or this future is dropped.
async fn seek(locks: LockManager, name: String, take: bool, watching: Weak<Watching>) {
    turn().await;
    let at_once = match take {
        true => "steal",
        false => "ifAvailable",
    };
    let options = Object::new();
    set(&options, at_once, &JsValue::TRUE);
    match hold(&locks, &name, &options, &watching).await {
        Some(true) => return,
        Some(false) => tell(&watching, Event::LeadRefused),
        // No locks in this place, such as a sandboxed frame: this tab leads by itself.
        None => return tell(&watching, Event::LeadGranted),
    }
    let Ok(abort) = AbortOnDrop::new() else {
        return;
    };
    let options = Object::new();
    set(&options, "signal", &abort.signal());
    hold(&locks, &name, &options, &watching).await;
}

/// Whether the lock was granted, if it was given or refused at all. If granted, it has been lost on return.
async fn hold(
    locks: &LockManager,
    name: &str,
    options: &Object,
    watching: &Weak<Watching>,
) -> Option<bool> {
    let (_keep, kept) = oneshot::channel::<()>();
    let outcome = Rc::new(Cell::new(None));
    let (decided, leader) = (outcome.clone(), watching.clone());
    let callback = Closure::once(move |lock: JsValue| -> JsValue {
        decided.set(Some(!lock.is_null()));
        if lock.is_null() {
            return JsValue::UNDEFINED;
        }
        tell(&leader, Event::LeadGranted);
        // The lock is held until this settles: when `_keep` is dropped.
        let until_dropped = async move {
            _ = kept.await;
            JsValue::UNDEFINED
        };
        promise(Box::pin(until_dropped)).into()
    });
    let granting = callback.as_ref().unchecked_ref();
    if let Ok(request) = locks.request(name, options, granting) {
        // Rejected when another tab takes the lock, or where locks are refused altogether.
        _ = JsFuture::from(request).await;
    }
    if outcome.get() == Some(true) {
        tell(watching, Event::LeadLost);
    }
    outcome.get()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a fresh object cannot fail.
    _ = Reflect::set(object, &name.into(), value);
}
