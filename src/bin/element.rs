//! The entry of the npm package: nothing but the exports of `element`.

#[cfg(target_family = "wasm")]
use dolfin_payment_onboarding as _;

fn main() {}
