//! The standalone entry: what Trunk builds and ships.

fn main() {
    #[cfg(all(target_family = "wasm", feature = "app"))]
    dolfin_payment_onboarding::app::run();
}
