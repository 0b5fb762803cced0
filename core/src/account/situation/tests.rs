//! Whose turn it is: the rows of the conventions, one by one, and what holds for every account there can be.

mod every;
mod problems;
mod rows;

use super::{Assessment, Facts, FormOutcome, assess};
use crate::account::document::Account;

fn assessed(account: &Account) -> Assessment {
    assess(&Facts {
        account: Some(account),
        problem: None,
        form: FormOutcome::NotOpened,
    })
}
