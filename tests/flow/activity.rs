//! What a visit remembers of what it has told.

use crate::stage::{active, pending, secs};
use dolfin_payment_onboarding::account::change::Change;
use dolfin_payment_onboarding::flow::flow::{Event, Flow, FormPolicy, News};
use dolfin_payment_onboarding::flow::reading::Reading;

fn tell(flow: &mut Flow, seconds: u64, news: &News) {
    let account = if seconds.is_multiple_of(2) {
        active()
    } else {
        pending()
    };
    flow.step(Event::Watched(Box::new(Reading {
        account: Some(account),
        news: news.clone(),
        checked_at: Some(secs(seconds)),
        ..Reading::default()
    })));
}

#[test]
fn what_was_told_is_kept_with_its_time_and_once() {
    let mut flow = Flow::new(FormPolicy::Never);
    let told = News::Changes(vec![Change::Active]);
    tell(&mut flow, 1, &News::None);
    tell(&mut flow, 2, &told);
    tell(&mut flow, 3, &told);
    let activity = &flow.screen().activity;
    assert_eq!(activity.len(), 1);
    assert_eq!(
        (activity[0].at, &activity[0].changes[..]),
        (secs(2), &[Change::Active][..])
    );
}

#[test]
fn what_another_component_has_told_before_this_one_came_is_not_kept() {
    let mut flow = Flow::new(FormPolicy::Never);
    tell(&mut flow, 1, &News::Changes(vec![Change::Active]));
    assert!(flow.screen().activity.is_empty());
}

#[test]
fn of_a_long_visit_the_end_is_kept() {
    let mut flow = Flow::new(FormPolicy::Never);
    tell(&mut flow, 0, &News::None);
    for count in 1..100 {
        tell(
            &mut flow,
            count as u64,
            &News::Changes(vec![Change::Left(count)]),
        );
    }
    let activity = &flow.screen().activity;
    assert_eq!(activity.len(), 24);
    assert_eq!(activity[23].changes, [Change::Left(99)]);
}
