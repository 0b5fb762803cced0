//! The one event loop: takes an event to its machine, has the commands carried out, shows what is different, and
//! reports when time has come.
//!
//! Everything outside may call back at any time, from within a command too: such an event waits its turn, and nothing is
//! borrowed while anything outside is called. Ends with its runner: later callbacks are ignored.

#[cfg(test)]
mod tests;

use crate::clock::{now, sleep};
use crate::reactive::task::Task;
use onboarding_core::state_machine::StateMachine;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Weak,
    time::Duration,
};

/// Carries out what a machine commands.
pub(crate) trait Runner<M: StateMachine>: Sized + 'static {
    /// Whether time passes. It does, but in the playground.
    const HAS_CLOCK: bool = true;

    /// The loop that drives it.
    fn events(&self) -> &EventLoop<M, Self>;

    /// Carries out one command. What that reports at once waits its turn.
    fn carry_out(&self, command: M::Command);

    /// All commands of an event have been carried out: hands on what is different now.
    fn settled(&self);
}

/// One machine at work.
pub(crate) struct EventLoop<M: StateMachine, R> {
    runner: Weak<R>,
    machine: RefCell<M>,
    inbox: RefCell<VecDeque<M::Event>>,
    is_running: Cell<bool>,
    timer_at: Cell<Option<Duration>>,
    timer: RefCell<Option<Task>>,
}

impl<M: StateMachine, R: Runner<M>> EventLoop<M, R> {
    /// The loop of `machine`, whose commands `runner` carries out.
    pub(crate) fn new(machine: M, runner: Weak<R>) -> Self {
        Self {
            runner,
            machine: RefCell::new(machine),
            inbox: RefCell::default(),
            is_running: Cell::default(),
            timer_at: Cell::default(),
            timer: RefCell::default(),
        }
    }

    /// Reads something of the machine. `look` must call nothing outside.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&M) -> T) -> T {
        look(&self.machine.borrow())
    }

    /// Takes in what happened, and everything that follows from it.
    pub(crate) fn tell(&self, event: M::Event) {
        self.inbox.borrow_mut().push_back(event);
        if self.is_running.replace(true) {
            return;
        }
        if let Some(runner) = self.runner.upgrade() {
            while let Some(event) = self.next() {
                self.step(event)
                    .into_iter()
                    .for_each(|command| runner.carry_out(command));
                runner.settled();
            }
            if R::HAS_CLOCK {
                self.set_timer();
            }
        }
        self.is_running.set(false);
    }

    /// What there is to do after the last event, for a runner that is being dropped.
    pub(crate) fn end(&self, event: M::Event) -> Vec<M::Command> {
        self.step(event)
    }

    fn next(&self) -> Option<M::Event> {
        self.inbox.borrow_mut().pop_front()
    }

    fn step(&self, event: M::Event) -> Vec<M::Command> {
        let (now, random) = (now(), js_sys::Math::random());
        self.machine.borrow_mut().step(event, now, random)
    }

    fn set_timer(&self) {
        let at = self.read(M::wakes_at);
        if self.timer_at.replace(at) == at {
            return;
        }
        let runner = self.runner.clone();
        let timer = at.map(|at| {
            // A browser counts whole milliseconds, and must not come early.
            let wait = at.saturating_sub(now()) + Duration::from_micros(999);
            Task::start(async move {
                sleep(wait).await;
                if let Some(runner) = runner.upgrade() {
                    runner.events().timer_fired();
                }
            })
        });
        self.timer.replace(timer);
    }

    fn timer_fired(&self) {
        self.timer_at.set(None);
        self.tell(M::timer_fired());
    }
}
