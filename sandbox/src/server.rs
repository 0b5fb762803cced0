//! The routes, the order of the layers, and the server that runs them.
//!
//! Decides which path leads to which handler. Nothing here is a security boundary: it listens on loopback only.

use std::io;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};

use crate::{
    connection::{LoopbackListener, ResetHandle},
    control, cors, dolfin, page, recorder, sign_in,
    store::{SharedStore, Store},
    stripe,
};

/// Serves for ever; `app` is where the app is served, which the scenario page links to.
///
/// # Errors
/// None in practice: accepting is retried.
pub async fn serve(listener: LoopbackListener, app: &str) -> io::Result<()> {
    let router = routes(Store::new(app));
    axum::serve(
        listener,
        router.into_make_service_with_connect_info::<ResetHandle>(),
    )
    .await
}

fn routes(store: SharedStore) -> Router {
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
        .route("/stripe/onboarding/exit", post(stripe::exit))
        .route("/stripe/logout", post(stripe::logout))
        .nest("/control", control::routes())
        .merge(page::routes())
        .layer(from_fn_with_state(store.clone(), recorder::record))
        .layer(from_fn(cors::cors))
        .with_state(store)
}
