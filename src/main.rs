//! The standalone entry: what Trunk builds and ships.

fn main() {
    #[cfg(target_family = "wasm")]
    dolfin_payment_onboarding::app::run();
}
