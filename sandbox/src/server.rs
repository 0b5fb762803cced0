//! The socket, the routes, and the order of the layers.
//!
//! Decides which path leads where, and that everything is on loopback only.

use std::io;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};

pub use crate::line::Door;
use crate::{
    control, cors, dolfin,
    line::Cut,
    page, record, sign_in, stripe,
    world::{Sandbox, Shared},
};

/// What can be chosen at the start.
pub struct Options {
    /// Where the app is served: what the scenario page links to.
    pub app: String,
}

/// Opens a port on 127.0.0.1; 0 takes any free one.
///
/// # Errors
/// The operating system's: taken, not allowed.
pub async fn open(port: u16) -> io::Result<Door> {
    Door::open(port).await
}

/// Serves for ever.
///
/// # Errors
/// None in practice: accepting is retried.
pub async fn serve(door: Door, options: Options) -> io::Result<()> {
    let router = routes(Sandbox::new(options.app));
    axum::serve(door, router.into_make_service_with_connect_info::<Cut>()).await
}

fn routes(sandbox: Shared) -> Router {
    Router::new()
        .route(
            "/organisations/{id}/payment-account/session",
            post(dolfin::session),
        )
        .route(
            "/organisations/{id}/payment-account/status",
            get(dolfin::status),
        )
        .route("/auth/exchange", post(sign_in::exchange))
        .route("/stripe/account_sessions/claim", post(stripe::claim))
        .route("/stripe/onboarding", get(stripe::onboarding))
        .route("/stripe/onboarding/steps/{step}", post(stripe::complete))
        .route("/stripe/onboarding/submit", post(stripe::submit))
        .route("/stripe/logout", post(stripe::logout))
        .nest("/control", control::routes())
        .merge(page::routes())
        .layer(from_fn_with_state(sandbox.clone(), record::record))
        .layer(from_fn(cors::cors))
        .with_state(sandbox)
}
