//! Two pages under the host's own router, both for the organisation in the address.

use dolfin_payment_onboarding::{
    Api, PaymentAccountOnboarding, Slot, Slots, config, config::ConfigError, use_payment_account,
};
use dolfin_payment_onboarding::{HostRequest, account::diff::Change};
use leptos::prelude::*;
use leptos_router::{
    components::{A, Route, Router, Routes},
    hooks::use_params_map,
    path,
};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <main>
                <Routes fallback=|| "There is no such page.">
                    <Route path=path!("/books/:organisation") view=Overview />
                    <Route path=path!("/books/:organisation/payments") view=Payments />
                </Routes>
            </main>
        </Router>
    }
}

// ANCHOR: configuration
/// What the component is told, from the address and from the app's own configuration.
fn organisation() -> Result<uuid::Uuid, ConfigError> {
    let params = use_params_map();
    config::organisation(
        &params.with_untracked(|params| params.get("organisation").unwrap_or_default()),
    )
}

fn api() -> Result<Api, ConfigError> {
    Ok(Api::at(config::ApiBase::parse("/api")?))
}
// ANCHOR_END: configuration

// ANCHOR: headless
/// The account in the host's own words: no interface of ours.
#[component]
fn Overview() -> impl IntoView {
    let (Ok(organisation), Ok(api)) = (organisation(), api()) else {
        return view! { <p>"These books do not exist."</p> }.into_any();
    };
    let account = use_payment_account(organisation, api);
    let state = move || {
        account.account.with(|account| match account {
            Some(account) => account.state.name().to_owned(),
            None => "Looking".to_owned(),
        })
    };
    let questions = move || {
        account.requirements.with(|due| {
            due.groups
                .iter()
                .map(|group| group.questions.len())
                .sum::<usize>()
        })
    };
    view! {
        <h1>"Your books"</h1>
        <p id="state">{state}</p>
        <p id="questions">{questions} " questions of Stripe's are open."</p>
        <button id="refresh" on:click=move |_| account.refresh()>"Look again"</button>
        <A href="payments">"Get paid"</A>
    }
    .into_any()
}
// ANCHOR_END: headless

// ANCHOR: component
/// The component, in the host's theme.
#[component]
fn Payments() -> impl IntoView {
    let (Ok(organisation), Ok(api), Ok(publishable_key)) = (
        organisation(),
        api(),
        config::PublishableKey::parse("pk_test_leptos"),
    ) else {
        return view! { <p>"These books do not exist."</p> }.into_any();
    };
    let asked = RwSignal::new(None);
    let on_request = move |request: HostRequest| {
        asked.set(Some(request.name()));
        request != HostRequest::Reset
    };
    let is_paid = RwSignal::new(false);
    let on_change = move |change| is_paid.update(|paid| *paid |= change == Change::PayoutsOn);
    let slots = Slots::default()
        .with(
            Slot::Waiting,
            || view! { <p id="wait">"Fetching Stripe's form…"</p> },
        )
        .with(
            Slot::Complete,
            || view! { <p id="done">"Put the kettle on."</p> },
        );
    view! {
        <h1>"Get paid"</h1>
        <nav><A href="..">"Back to the books"</A></nav>
        <p id="asked">{asked}</p>
        <p id="paid">{move || is_paid.get().then_some("Money can reach you now.")}</p>
        <div class="payments">
            <PaymentAccountOnboarding organisation publishable_key api on_request on_change slots />
        </div>
    }
    .into_any()
}
// ANCHOR_END: component
