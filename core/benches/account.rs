//! How long it takes to read and understand a status document: 40 codes, as a company has them, and 2,000, as
//! many as are kept. Growth must be close to linear. `cargo bench --bench account`

#[cfg(target_family = "wasm")]
fn main() {}

#[cfg(not(target_family = "wasm"))]
fn main() {
    native::benches();
    criterion::Criterion::default()
        .configure_from_args()
        .final_summary();
}

#[cfg(not(target_family = "wasm"))]
#[allow(
    clippy::indexing_slicing,
    missing_docs,
    reason = "a benchmark is no component in a page"
)]
mod native {
    use std::hint::black_box;

    use criterion::{BenchmarkId, Criterion, Throughput, criterion_group};
    use onboarding_core::account::{
        diff::changes,
        document::{self, Account},
        progress::Progress,
        requirement::{QuestionList, Seen},
        situation::{Facts, FormOutcome, assess},
    };
    use serde_json::{Value, json};
    use uuid::Uuid;

    /// A document with so many codes: persons with twenty each, every second code past due as well.
    fn body(codes: usize) -> Value {
        const FIELDS: [&str; 20] = [
            "address.city",
            "address.line1",
            "address.postal_code",
            "dob.day",
            "dob.month",
            "dob.year",
            "email",
            "first_name",
            "id_number",
            "last_name",
            "nationality",
            "phone",
            "political_exposure",
            "relationship.percent_ownership",
            "relationship.title",
            "ssn_last_4",
            "verification.additional_document",
            "verification.document",
            "verification.proof_of_liveness",
            "documents.passport.files",
        ];
        let code = |n: usize| format!("person_1QpmE2S1bA2P7J{:04}.{}", n / 20, FIELDS[n % 20]);
        let list = |step| (0..codes).step_by(step).map(code).collect::<Vec<_>>();
        json!({
            "provider": "Stripe",
            "status": "Restricted",
            "capabilities": {
                "detailsSubmitted": true,
                "chargesEnabled": true,
                "payoutsEnabled": false,
                "currentlyDue": list(1),
                "pastDue": list(2),
            }
        })
    }

    fn understand(account: &Account) {
        black_box(assess(&Facts {
            account: Some(account),
            problem: None,
            form: FormOutcome::NotOpened,
        }));
        black_box(QuestionList::of(account));
    }

    fn account(criterion: &mut Criterion) {
        let mut group = criterion.benchmark_group("account");
        for codes in [40, 200, 2_000] {
            let body = body(codes);
            group.throughput(Throughput::Elements(codes as u64));
            group.bench_function(BenchmarkId::new("read and understand", codes), |bencher| {
                bencher.iter(|| {
                    document::read(black_box(&body), Uuid::nil())
                        .map(|account| understand(&account))
                });
            });
            let Ok(account) = document::read(&body, Uuid::nil()) else {
                continue;
            };
            group.bench_function(
                BenchmarkId::new("tell two readings apart", codes),
                |bencher| {
                    let progress = Progress::first(&account);
                    let seen = Seen::of(&account);
                    bencher.iter(|| {
                        (
                            changes(&seen, black_box(&account), &account),
                            progress.next(&account),
                        )
                    });
                },
            );
        }
        group.finish();
    }

    criterion_group!(benches, account);
}
