//! One mount, through its machine: a test that begins with an id is that row of the list of required behaviours
//! (B session and bridge, R retry, E errors, V visibility).

mod beginning;
mod form_failures;
mod forms;
mod leaving;
mod rig;
mod sessions;
mod state;
