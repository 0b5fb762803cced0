//! Plays Dolfin and Stripe offline, true to the contract of both; or forwards to a real Dolfin API, for development.
//!
//! The modules, in the order a request meets them:
//!
//! - [`server`]: the routes and the order of the layers;
//! - [`connection`]: the socket, and connections that can be reset on purpose;
//! - [`cors`], [`recorder`], [`fault_response`]: who may call, what is logged, what goes wrong on purpose;
//! - [`dolfin`], [`problem`], [`dialect`]: Dolfin's two endpoints, how they refuse, and how others would write them;
//! - [`sign_in`]: Dolfin's sign-in by code;
//! - [`stripe`]: what the stand-in Connect.js asks for;
//! - [`forward`], [`same_origin`], [`upstream`]: in place of all that, three routes of a real Dolfin API;
//! - [`control`], [`page`]: the control API, and the scenario page that uses it;
//! - [`caller`]: whose organisation and which token a request names;
//! - [`store`]: everything remembered, in memory;
//! - [`organisation`], [`settings`], [`form`], [`session`], [`scenario`], [`fault`], [`mod@log`]: plain rules and data, with the time
//!   as an argument.
//!
//! No two modules import each other, directly or by way of others; a test in `xtask` holds that.

pub mod caller;
pub mod connection;
pub mod control;
pub mod cors;
pub mod dialect;
pub mod dolfin;
pub mod fault;
pub mod fault_response;
pub mod form;
pub mod forward;
pub mod log;
pub mod organisation;
pub mod page;
pub mod problem;
pub mod recorder;
pub mod same_origin;
pub mod scenario;
pub mod server;
pub mod session;
pub mod settings;
pub mod sign_in;
pub mod store;
pub mod stripe;
pub mod upstream;
