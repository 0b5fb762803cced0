//! Plays Dolfin and Stripe offline, honest to the contract of both.
//!
//! The files, in the order a request meets them:
//!
//! - [`server`]: the socket, the routes and the order of the layers;
//! - [`mod@line`]: a TCP connection that can be cut on purpose;
//! - [`cors`], [`record`], [`fault`]: who may call, what was called, what goes wrong on purpose;
//! - [`dolfin`], [`problem`]: Dolfin's two endpoints and how they refuse;
//! - [`sign_in`]: Dolfin's sign-in by code;
//! - [`stripe`]: what the stand-in Connect.js asks for;
//! - [`control`]: the same controls for tests and for the scenario page;
//! - [`world`]: everything remembered, in memory;
//! - [`organisation`], [`form`], [`session`], [`scenario`]: pure rules, with time as an argument.
//!
//! Nothing here is a security boundary: it listens on loopback only, and the data is made up.

pub mod control;
pub mod cors;
pub mod dolfin;
pub mod fault;
pub mod form;
pub mod line;
pub mod organisation;
pub mod page;
pub mod problem;
pub mod record;
pub mod scenario;
pub mod server;
pub mod session;
pub mod sign_in;
pub mod stripe;
pub mod world;
