//! The query, row by row: a test that begins with an id is that row of the list of required behaviours (P polling,
//! R retry, O order, V visibility, N network).

mod asking;
mod intervals;
mod leaving;
mod network;
mod order;
mod retry;
mod rig;
mod sharing;
mod visibility;
