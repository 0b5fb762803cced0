//! Where the app is, and how it gets about without a reload.
//!
//! The address is leptos_router's business: links, back and forward, the history, the place on the page. Which page an
//! address asks for is said here, for three of them: the router's own components nest, match and type any tree of
//! routes, and were 24 KB of the download (brotli 11). All of them stand below the path at which the app is served.

use crate::reactive::effect::Effect;
use crate::reactive::signal::{Memo, StoredValue};
use leptos::prelude::{Set, With};
use leptos_router::location::{BrowserUrl, LocationChange, LocationProvider};
use std::rc::Rc;
use uuid::Uuid;
use web_sys::Url;

/// What an address asks for, with the organisation's id as it stands there.
#[derive(Clone, Default, PartialEq)]
pub(super) enum Route {
    Start,
    Home(String),
    Onboarding(String),
    #[default]
    Lost,
}

impl Route {
    fn of(path: &str) -> Self {
        // Of what is served elsewhere on the site this app knows nothing.
        let Some(path) = path.strip_prefix(&*base()) else {
            return Route::Lost;
        };
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match *parts {
            [] => Route::Start,
            ["organisations", id] => Route::Home(id.to_owned()),
            ["organisations", id, "payment-account"] => Route::Onboarding(id.to_owned()),
            _ => Route::Lost,
        }
    }
}

/// The way about the app, while its owner lives.
#[derive(Clone, Copy)]
pub(super) struct Router {
    url: StoredValue<Option<BrowserUrl>>,
    route: Memo<Route>,
}

impl Router {
    /// Takes the page's links over.
    pub(super) fn begin() -> Self {
        // No browser denies the page its own address.
        let url = BrowserUrl::new().ok();
        if let Some(url) = &url {
            url.init(None);
        }
        let here = url.clone();
        let route = move |_: Option<&Route>| {
            let here = here.as_ref();
            here.map_or(Route::Lost, |here| {
                here.as_url().with(|url| Route::of(url.path()))
            })
        };
        Self {
            url: StoredValue::new_local(url),
            route: Memo::new(route),
        }
    }

    /// The page to show; whoever asks follows it.
    pub(super) fn route(self) -> Route {
        self.route.get()
    }

    /// Goes to another page of the app.
    pub(super) fn go(self, path: &str) {
        self.url.with_value(|here| {
            let there = BrowserUrl::parse(path);
            if let (Some(here), Ok(there)) = (here, there) {
                here.as_url().set(there);
                here.complete_navigation(&LocationChange {
                    value: path.to_owned(),
                    replace: false,
                    ..LocationChange::default()
                });
            }
        });
    }

    /// Calls `arrived` whenever another page has come to stand. Begun after what shows the page, it comes after it.
    pub(super) fn follow(self, arrived: Rc<dyn Fn()>) {
        let mut is_first = true;
        Effect::new(move || {
            _ = self.route();
            // Only now is a link's address the page's.
            self.url
                .with_value(|here| here.iter().for_each(BrowserUrl::ready_to_complete));
            if !is_first {
                arrived();
            }
            is_first = false;
        });
    }
}

/// The path at which the app is served, without the slash at its end: that of the `<base>` which Trunk writes for
/// `--public-url`. Empty at a site's root.
pub(super) fn base() -> String {
    let path = || {
        let document = web_sys::window()?.document()?;
        // Without the element, the page's own address would be its base.
        let base = document.query_selector("base").ok()??.base_uri().ok()??;
        Some(Url::new(&base).ok()?.pathname())
    };
    path().unwrap_or_default().trim_end_matches('/').to_owned()
}

pub(super) fn start() -> String {
    base() + "/"
}

pub(super) fn home(id: Uuid) -> String {
    [&base(), "/organisations/", &id.to_string()].concat()
}

pub(super) fn onboarding(id: Uuid) -> String {
    [&home(id), "/payment-account"].concat()
}
