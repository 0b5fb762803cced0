//! The account without our interface, as signals.
//!
//! What is known and what it means, kept up to date as the components keep it; how it looks is the host's. No form is
//! opened and no session asked for.

use crate::account::{
    document::Account, problem::Problem, progress::Progress, requirement::Group, standing::Standing,
};
use crate::api::Api;
use crate::driver::{Driver, Mount};
use crate::flow::flow::{Mark, Screen};
use crate::view::Stage;
use crate::watched::Watched;
use leptos::prelude::*;
use std::rc::Rc;
use uuid::Uuid;

/// An organisation's payment account. Ends with the reactive owner it was asked for under.
#[derive(Clone, Copy)]
pub struct PaymentAccount {
    /// The newest answer. A later failure never takes it away.
    pub account: Memo<Option<Account>>,
    /// Where things stand and whose turn it is; `None` before anything is known.
    pub standing: Memo<Option<Standing>>,
    /// How far along it is.
    pub progress: Memo<Option<Progress>>,
    /// What Stripe still asks, as questions, the overdue first.
    pub requirements: Memo<Vec<Group>>,
    /// What went wrong with the newest reads, until one succeeds.
    pub problem: Memo<Option<Problem>>,
    /// How far what is known can be relied on.
    pub freshness: Memo<Mark>,
    driver: StoredValue<Rc<Driver>, LocalStorage>,
}

impl PaymentAccount {
    /// Reads the status now: the host has heard of a change.
    pub fn refresh(&self) {
        self.driver.try_with_value(|driver| driver.refresh());
    }
}

/// Watches an organisation's payment account for as long as the current owner lives. Components of the same page that
/// show the same account share its reads.
pub fn use_payment_account(organisation: Uuid, api: Api) -> PaymentAccount {
    let driver = Driver::start(Mount::new(organisation, api));
    let screen = driver.screen();
    PaymentAccount {
        account: slice(screen, |screen| screen.account.clone()),
        standing: slice(screen, Screen::standing),
        progress: slice(screen, |screen| screen.progress.clone()),
        requirements: slice(screen, Screen::due),
        problem: slice(screen, |screen| screen.trouble().cloned()),
        freshness: slice(screen, |screen| screen.mark),
        driver: StoredValue::new_local(driver),
    }
}

fn slice<T: PartialEq + Default + Send + Sync + 'static>(
    screen: Watched<Screen>,
    part: fn(&Screen) -> T,
) -> Memo<T> {
    Memo::new(move |_| screen.with(part))
}
