//! What pages, people, hosts and the server do: one choice a step. What Stripe does is `stripe`.

use crate::mount::Mount;
use crate::tab::{Outcome, Sight, Tab};
use crate::world::{World, ms};
use onboarding_core::account::document::Code;
use onboarding_core::onboarding::events::Event;
use onboarding_core::onboarding::machine::FormPolicy;
use onboarding_core::status::query;

type Played = Result<(), String>;

impl World {
    /// One step: half of the time what is due next happens, else somebody does something.
    pub fn step(&mut self, word: u64) -> Played {
        self.chance = fastrand::Rng::with_seed(word);
        if self.chance.bool() {
            return self.let_time_pass(ms(400_000));
        }
        let pause = self.one_of(&[0, 0, 20, 300, 2000, 6000]);
        self.now += ms(pause);
        let at = self.chance.usize(..3);
        match self.chance.u8(..50) {
            0..=1 => self.open(at),
            2 => self.close(at),
            3..=5 => self.hide(at),
            6..=9 => self.show(at),
            10 => self.freeze(at),
            11 => self.network(at, false),
            12..=13 => self.network(at, true),
            14 => self.mount(at),
            15 => self.unmount(at),
            16..=17 => self.pause(at),
            18..=19 => self.person(at, Event::CheckRequested),
            20 => self.person(at, Event::RetryRequested),
            21 => self.person(at, Event::SignInPromised),
            22 => self.person(at, Event::FormRequested),
            23 => self.person(
                at,
                Event::QuestionRequested(vec![Code::new("external_account")]),
            ),
            24 => self.person(at, Event::RefreshRequested),
            25..=40 => self.form(at),
            41 => self.late(at),
            42..=43 => {
                self.version += 1;
                self.tell(|world| {
                    format!(
                        "the server goes to {:?}",
                        world.account(world.version).state
                    )
                });
                Ok(())
            }
            44..=45 => self.begin_fault(),
            46..=47 => {
                self.fault = None;
                self.tell(|_| "the fault ends".into());
                Ok(())
            }
            48 => {
                self.now += ms(8 * 3_600_000);
                self.tell(|_| "eight hours of sleep".into());
                Ok(())
            }
            // Something goes on and on, such as a host that refreshes at every change.
            _ => (0..20).try_for_each(|_| {
                self.person(at, Event::RefreshRequested)?;
                self.let_time_pass(ms(500))
            }),
        }
    }

    fn begin_fault(&mut self) -> Played {
        let seconds = self.chance.u32(..300);
        self.fault = Some(self.one_of(&[
            Outcome::Unreachable,
            Outcome::Garbage,
            Outcome::Status(401, None),
            Outcome::Status(403, None),
            Outcome::Status(429, Some(seconds)),
            Outcome::Status(409, None),
            Outcome::Status(502, None),
        ]));
        self.tell(|_| "a fault begins".into());
        Ok(())
    }

    fn open(&mut self, at: usize) -> Played {
        if self.tabs[at].is_some() {
            return Ok(());
        }
        self.tabs[at] = Some(Box::new(Tab::new()));
        if self.chance.u8(..8) == 0 {
            self.network(at, false)?;
        }
        if self.chance.u8(..8) == 0 {
            self.mounted(at, 0, Event::Paused)?;
        }
        self.mounted(at, 0, Event::Mounted)
    }

    fn close(&mut self, at: usize) -> Played {
        self.tabs[at] = None;
        self.tell(|_| format!("tab {at} is closed"));
        Ok(())
    }

    /// Whether that is news to the tab.
    fn comes(&mut self, at: usize, sight: Sight) -> bool {
        let is_news = |tab: &mut Tab| {
            let before = std::mem::replace(&mut tab.sight, sight);
            match sight {
                // A frozen tab is out of sight already.
                Sight::Hidden if before == Sight::Frozen => {
                    tab.sight = before;
                    false
                }
                _ => before != sight,
            }
        };
        self.tab(at, is_news)
    }

    fn hide(&mut self, at: usize) -> Played {
        match self.comes(at, Sight::Hidden) {
            true => self.query(at, query::Event::BecameHidden),
            false => Ok(()),
        }
    }

    pub fn show(&mut self, at: usize) -> Played {
        match self.comes(at, Sight::Visible) {
            true => self.query(at, query::Event::BecameVisible),
            // From another window.
            false => self.query(at, query::Event::Focused),
        }
    }

    fn freeze(&mut self, at: usize) -> Played {
        match self.comes(at, Sight::Frozen) {
            true => self.query(at, query::Event::Froze),
            false => Ok(()),
        }
    }

    pub fn network(&mut self, at: usize, online: bool) -> Played {
        let now = self.now;
        self.tab(at, |tab| {
            tab.offline_since = match online {
                true => None,
                false => tab.offline_since.or(Some(now)),
            };
        });
        self.query(
            at,
            match online {
                true => query::Event::WentOnline,
                false => query::Event::WentOffline,
            },
        )
    }

    fn mount(&mut self, at: usize) -> Played {
        let is_new = self.tab(at, |tab| {
            let is_new = tab.mounts.len() == 1 && tab.sight == Sight::Visible;
            if is_new {
                tab.mounts.push(Mount::new(FormPolicy::OnRequest));
            }
            is_new
        });
        match is_new {
            true => {
                self.hand_over_snapshot(at, 1)?;
                self.mounted(at, 1, Event::Mounted)
            }
            false => Ok(()),
        }
    }

    /// The first of two mounts leaves the page, or its person signs out and it stays.
    fn unmount(&mut self, at: usize) -> Played {
        if self.mounts(at) != 2 {
            return Ok(());
        }
        if self.chance.bool() {
            return self.mounted(at, 0, Event::SignedOut);
        }
        self.mounted(at, 0, Event::Unmounted)?;
        self.tab(at, |tab| drop(tab.mounts.remove(0)));
        Ok(())
    }

    fn pause(&mut self, at: usize) -> Played {
        let event = self.tab(at, |tab| {
            Some(match tab.mounts[0].is_paused {
                true => Event::Unpaused,
                false => Event::Paused,
            })
        });
        event.map_or(Ok(()), |event| self.mounted(at, 0, event))
    }

    /// Somebody who sees the page, or its host, wants something.
    pub fn person(&mut self, at: usize, event: Event) -> Played {
        let is_refresh = event == Event::RefreshRequested;
        let can = self.tab(at, |tab| {
            let can = is_refresh || tab.sight == Sight::Visible;
            let checks = matches!(event, Event::CheckRequested | Event::RetryRequested);
            tab.is_asked |= can && checks && tab.request.is_none() && !tab.is_paused();
            can && tab.sight != Sight::Frozen
        });
        if !can {
            return Ok(());
        }
        // One that is over hears it too, and does nothing.
        let is_over = self.tab(at, |tab| tab.mounts[0].is_over);
        self.mounted(at, 0, event.clone())?;
        match is_over {
            true => self.mounted(at, 1, event),
            false => Ok(()),
        }
    }
}
