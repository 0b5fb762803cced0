//! Connect.js played by a few lines of JavaScript, for the tests of this crate.
//!
//! It writes down what it is asked, in `fake.log`, and can be made to call any of its callbacks from within any of its
//! methods: Stripe may. Evaluated as a text: the test runner's server does not take many modules at a time well.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

const SCRIPT: &str = r#"
    if (window.install) return;
    const TAG = "stripe-connect-account-onboarding";
    const SETTERS = ["FullTermsOfServiceUrl", "RecipientTermsOfServiceUrl", "PrivacyPolicyUrl",
        "SkipTermsOfServiceCollection", "CollectionOptions", "OnExit", "OnStepChange", "OnLoadError", "OnLoaderStart"];
    const PAYLOADS = { OnStepChange: [{ step: "summary" }], OnLoadError: [{ error: { type: "authentication_error" } }] };
    let fake;
    globalThis.fake = new Proxy({}, { get: (_, name) => fake?.[name], set: (_, name, value) => ((fake[name] = value), true) });

    class Onboarding extends HTMLElement {
        connectedCallback() { fake?.calls("connected", this); }
        disconnectedCallback() { fake?.calls("disconnected", this); }
    }
    if (!customElements.get(TAG)) customElements.define(TAG, Onboarding);
    const { prototype } = customElements.get(TAG);

    window.install = (options) => {
        const { privately = false, without = [], chatter = null, throwing = null } = options ?? {};
        const given = {};
        fake = {
            log: [],
            trapped: [],
            given,
            params: null,
            element: null,
            secrets: [],
            // One of its methods was called: it may throw, and may call back before it returns.
            calls(method, detail) {
                fake.log.push(detail === undefined || detail instanceof Node ? method : `${method} ${detail}`);
                if (chatter?.within === method) fake.call(chatter.callback);
                if (throwing === method) throw new Error(method);
            },
            call(callback) {
                const reached = callback === "fetchClientSecret" ? fake.params?.fetchClientSecret : given[callback];
                try {
                    const answer = reached?.(...(PAYLOADS[callback] ?? []));
                    if (callback === "fetchClientSecret" && answer) fake.secrets.push(answer);
                } catch (error) {
                    // What a trap throws would otherwise be swallowed by whoever called this method.
                    fake.trapped.push(`${callback}: ${error}`);
                }
            },
        };
        const bound = () => { fake.element = document.querySelector(TAG) ?? fake.element; };
        for (const name of SETTERS) {
            for (const suffix of ["", "InternalOnly"]) delete prototype[`set${name}${suffix}`];
            if (without.includes(name)) continue;
            prototype[`set${name}${privately ? "InternalOnly" : ""}`] = function (value) {
                given[name] = value;
                fake.element = this;
                fake.calls(`set${name}`, typeof value === "function" ? "function" : JSON.stringify(value));
            };
        }
        prototype.setConnector = function () {
            fake.element = this;
            fake.calls("setConnector");
        };
        window.StripeConnect = {
            init(params) {
                fake.params = params;
                fake.log.push(`init ${JSON.stringify(params)}`);
                fake.calls("init");
                const instance = {
                    connect: {},
                    update: (changes) => fake.calls("update", JSON.stringify(changes)),
                    logout: () => {
                        fake.calls("logout");
                        return Promise.reject(new Error("nobody may see this"));
                    },
                };
                if (!privately) {
                    instance.create = (component) => {
                        fake.calls("create", component);
                        return document.createElement(`stripe-connect-${component}`);
                    };
                }
                return instance;
            },
        };
        bound();
    };
    window.uninstall = () => {
        delete window.StripeConnect;
        fake = undefined;
    };
"#;

/// Puts it in the place of Stripe's global, by options written as JavaScript: `privately` as Stripe's npm package knows
/// it, `without` these setters, `throwing` from one method, calling back by `chatter: { within, callback }`.
pub(crate) fn install_with(options: &str) {
    run(SCRIPT);
    run(&format!("install({options})"));
}

/// Takes it out of the page again.
pub(crate) fn uninstall() {
    run(SCRIPT);
    run("uninstall()");
}

/// What an expression comes to in the page.
pub(crate) fn evaluate(expression: &str) -> JsValue {
    run(&format!("return ({expression})"))
}

fn run(script: &str) -> JsValue {
    let script = Function::new_no_args(script);
    script.call0(&JsValue::UNDEFINED).unwrap()
}

/// Whether an expression is true in the page.
pub(crate) fn holds(expression: &str) -> bool {
    evaluate(expression).is_truthy()
}

/// What `fake.log` says, a line a call.
pub(crate) fn log() -> Vec<String> {
    let log = evaluate("fake.log.join('\\n')").as_string();
    log.unwrap_or_default().lines().map(str::to_owned).collect()
}
