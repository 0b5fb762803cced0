//! What a visit remembers of what it has told.

use crate::stage::{active, pending, secs};
use onboarding_core::account::diff::Change;
use onboarding_core::onboarding::machine::{Event, FormPolicy, Onboarding};
use onboarding_core::status::snapshot::ChangeNotice;
use onboarding_core::status::snapshot::StatusSnapshot;

fn tell(flow: &mut Onboarding, seconds: u64, notice: &ChangeNotice) {
    let account = if seconds.is_multiple_of(2) {
        active()
    } else {
        pending()
    };
    flow.step(Event::SnapshotChanged(std::rc::Rc::new(StatusSnapshot {
        account: Some(account),
        notice: notice.clone(),
        checked_at: Some(secs(seconds)),
        ..StatusSnapshot::default()
    })));
}

#[test]
fn what_was_told_is_kept_with_its_time_and_once() {
    let mut flow = Onboarding::new(FormPolicy::Never);
    let told = ChangeNotice::Changes(vec![Change::Active]);
    tell(&mut flow, 1, &ChangeNotice::None);
    tell(&mut flow, 2, &told);
    tell(&mut flow, 3, &told);
    let activity = &flow.state().activity;
    assert_eq!(activity.len(), 1);
    assert_eq!(
        (activity[0].at, &activity[0].changes[..]),
        (secs(2), &[Change::Active][..])
    );
}

#[test]
fn what_another_component_has_told_before_this_one_came_is_not_kept() {
    let mut flow = Onboarding::new(FormPolicy::Never);
    tell(&mut flow, 1, &ChangeNotice::Changes(vec![Change::Active]));
    assert!(flow.state().activity.is_empty());
}

#[test]
fn of_a_long_visit_the_end_is_kept() {
    let mut flow = Onboarding::new(FormPolicy::Never);
    tell(&mut flow, 0, &ChangeNotice::None);
    for count in 1..100 {
        tell(
            &mut flow,
            count as u64,
            &ChangeNotice::Changes(vec![Change::Left(count)]),
        );
    }
    let activity = &flow.state().activity;
    assert_eq!(activity.len(), 24);
    assert_eq!(activity[23].changes, [Change::Left(99)]);
}
