use crate::stage::*;
use dolfin_payment_onboarding::account::document::{
    self, Account, Capabilities, Code, DisabledReason, State,
};
use dolfin_payment_onboarding::account::timestamp::Timestamp;
use dolfin_payment_onboarding::account::value::Value;
use dolfin_payment_onboarding::flow::tabs::{Heard, Note};
use dolfin_payment_onboarding::flow::watch::{Command, Event};
use dolfin_payment_onboarding::flow::wire;
use uuid::Uuid;

const ORGANISATION: Uuid = Uuid::from_u128(0x3f25_04e0_4f89_41d3_9a0c_0305_e82c_3301);
const WALL: f64 = 1_700_000_000_000.0;

/// A tab that another one leads.
fn follower() -> Stage {
    let mut stage = Stage::empty();
    stage.tell(Event::Mounted { online: true });
    stage.tell(Event::LeadRefused);
    stage.answer(pending());
    stage
}

fn full() -> Account {
    Account {
        capabilities: Some(Capabilities {
            charges_enabled: Some(false),
            payouts_enabled: None,
            details_submitted: Some(true),
            currently_due: vec![Code::new("company.tax_id"), Code::new("company.tax_id")],
            past_due: vec![Code::new("external_account")],
            disabled_reason: Some(DisabledReason::PastDue),
        }),
        enabled_at: Some(Timestamp(1_699_999_999_123)),
        ..account(State::Unknown("Paused".into()))
    }
}

fn note(account: Option<Account>) -> Heard {
    Heard::Note(Note {
        account,
        age: ms(340),
        next: Some(secs(30)),
        waiting: secs(130),
        hold: secs(0),
    })
}

#[test]
fn m01_a_follower_leaves_the_clock_to_the_leader() {
    let mut stage = follower();
    let from = stage.now;
    for _ in 0..20 {
        stage.wait(secs(25));
        stage.hear(Some(pending()), ms(100), Some(secs(25)));
    }
    assert_eq!(stage.sent_since(from), 1, "its own first read");
    assert!(stage.reading().checked_at > Some(secs(400)));
}

#[test]
fn m01_the_tab_that_takes_over_goes_on_with_the_same_watch() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::BecameHidden);
    stage.wait(secs(60));
    stage.hear(Some(pending()), ms(100), Some(secs(30)));
    stage.wait(secs(20));
    stage.tell(Event::Heard(Heard::Leaving));
    stage.tell(Event::BecameVisible);
    stage.tell(Event::LeadGranted);
    stage.wait(ms(9900));
    assert_eq!(stage.sent.len(), 1, "the person has not been away");
    stage.wait(ms(100));
    assert_eq!(stage.sent.len(), 2, "when the other tab would have");
}

#[test]
fn m01_a_return_after_both_tabs_were_out_of_sight_is_a_return() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::BecameHidden);
    stage.wait(secs(60));
    stage.hear(Some(pending()), ms(100), Some(secs(300)));
    stage.tell(Event::Heard(Heard::Leaving));
    stage.wait(secs(100));
    stage.tell(Event::BecameVisible);
    stage.tell(Event::LeadGranted);
    stage.wait(ms(250));
    assert_eq!(stage.sent.len(), 2);
}

#[test]
fn m02_when_the_leader_goes_the_next_keeps_its_promise() {
    let mut stage = follower();
    stage.hear(Some(pending()), ms(0), Some(secs(25)));
    stage.wait(secs(10));
    stage.tell(Event::LeadGranted);
    assert_eq!(stage.until_alarm(), secs(15));
}

#[test]
fn m03_a_silent_leader_is_superseded_within_two_intervals() {
    let mut stage = follower();
    let from = stage.now;
    stage.wait(secs(60));
    assert_eq!(stage.sent_since(from), 2);
    assert!(stage.commands.contains(&Command::Lead { take: true }));
}

#[test]
fn m03_the_tab_where_something_happens_leads() {
    let mut stage = follower();
    stage.tell(Event::FormOpened);
    stage.tell(Event::FormExited);
    assert!(stage.commands.contains(&Command::Lead { take: true }));
    stage.answer(pending());
    assert_eq!(stage.until_alarm(), ms(300));
}

#[test]
fn m04_only_a_tab_in_sight_leads() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::BecameHidden);
    assert!(
        stage
            .commands
            .ends_with(&[Command::TellLeaving, Command::Follow, Command::SleepOn])
    );
    stage.tell(Event::LeadLost);
    assert!(!matches!(stage.commands.last(), Some(Command::Lead { .. })));
}

#[test]
fn m05_other_organisations_apis_and_persons_have_other_names() {
    let other = Uuid::from_u128(7);
    let names = [
        wire::name("https://a.example", ORGANISATION, "ann"),
        wire::name("https://b.example", ORGANISATION, "ann"),
        wire::name("https://a.example", other, "ann"),
        wire::name("https://a.example", ORGANISATION, "bob"),
        wire::name("https://a.example", ORGANISATION, ""),
        wire::name("https://a.exampl", ORGANISATION, "eann"),
    ];
    for (index, name) in names.iter().enumerate() {
        assert!(!names[..index].contains(name));
        assert!(!name.contains("ann"));
    }
}

#[test]
fn m06_a_tab_that_hears_nobody_leads() {
    let mut stage = Stage::empty();
    stage.tell(Event::Mounted { online: true });
    stage.answer(pending());
    stage.run(secs(60), |_| Some(pending()));
    assert_eq!(stage.sent.len(), 3);
}

#[test]
fn m07_what_is_said_is_understood() {
    for heard in [
        note(Some(full())),
        note(None),
        note(Some(active())),
        Heard::Leaving,
    ] {
        let wire = wire::write(&heard, ORGANISATION, WALL);
        assert_eq!(wire::read(&wire, ORGANISATION, WALL), Some(heard));
    }
}

#[test]
fn m07_whatever_was_read_is_understood() {
    let text = |text: &str| Value::Text(text.into());
    let long = "x".repeat(5_000);
    for codes in [
        vec![],
        vec!["company.tax_id"],
        vec![
            "a\nb",
            "\n",
            "",
            " c ",
            "\r",
            "d\r\n",
            "\u{2028}e",
            "\"f\",\\n",
            "🧾",
            &long,
        ],
        vec!["external_account"; 3_000],
    ] {
        let due = Value::List(codes.into_iter().map(text).collect());
        let lists = ["currentlyDue", "pastDue"].map(|list| (list.into(), due.clone()));
        let document = Value::Object(vec![
            ("status".into(), text("Restricted")),
            ("capabilities".into(), Value::Object(lists.into())),
        ]);
        let heard = note(Some(document::read(&document, ORGANISATION).unwrap()));
        let wire = wire::write(&heard, ORGANISATION, WALL);
        assert_eq!(wire::read(&wire, ORGANISATION, WALL), Some(heard));
    }
}

#[test]
fn m07_a_message_that_waited_in_a_queue_is_as_old_as_it_is() {
    let wire = wire::write(&note(Some(full())), ORGANISATION, WALL);
    let Some(Heard::Note(late)) = wire::read(&wire, ORGANISATION, WALL + 60_000.0) else {
        panic!("a note");
    };
    assert_eq!(late.age, ms(60_340));
}

#[test]
fn m07_forged_messages_are_not_heard() {
    let good = wire::write(&note(Some(full())), ORGANISATION, WALL);
    let with = |name: &str, value: Value| {
        let Value::Object(mut members) = good.clone() else {
            panic!("an object");
        };
        members.retain(|(member, _)| member != name);
        members.push((name.into(), value));
        wire::read(&Value::Object(members), ORGANISATION, WALL)
    };
    assert_eq!(with("v", Value::Number(3.0)), None);
    assert_eq!(
        with("at", Value::Number(WALL + 60_000.0)),
        None,
        "from the future"
    );
    assert_eq!(with("at", Value::Number(f64::NAN)), None);
    assert_eq!(with("waiting", Value::Text("1".into())), None);
    assert_eq!(with("account", Value::Text("Active".into())), None);
    assert_eq!(with("account", Value::Object(Vec::new())), None);
    assert_eq!(
        wire::read(&good, Uuid::from_u128(7), WALL),
        None,
        "about another organisation"
    );
    for shape in [
        Value::Null,
        Value::Bool(true),
        Value::List(vec![good.clone()]),
    ] {
        assert_eq!(wire::read(&shape, ORGANISATION, WALL), None);
    }
    let patient = with("hold", Value::Number(1e300));
    let Some(Heard::Note(patient)) = patient else {
        panic!("a note");
    };
    assert!(patient.hold <= secs(400), "nobody is silenced for ever");
}

#[test]
fn m07_an_older_answer_of_another_tab_is_not_shown() {
    let mut stage = Stage::showing(active());
    stage.hear(Some(pending()), secs(1), Some(secs(30)));
    assert_eq!(stage.reading().account, Some(active()));
}

#[test]
fn m08_nothing_on_the_channel_names_a_person_a_token_or_an_account() {
    let wire = format!("{:?}", wire::write(&note(Some(full())), ORGANISATION, WALL));
    for word in ["acct", "secret", "ecret", "oken", "authorization"] {
        assert!(!wire.contains(word), "{word}");
    }
}

#[test]
fn m09_another_versions_format_is_not_heard_and_has_another_name() {
    let mut old = wire::write(&Heard::Leaving, ORGANISATION, WALL);
    if let Value::Object(members) = &mut old {
        members[0].1 = Value::Number(1.0);
    }
    assert_eq!(wire::read(&old, ORGANISATION, WALL), None);
    assert!(wire::name("", ORGANISATION, "").starts_with("dolfin-payment-account/2/"));
}

#[test]
fn r12_a_hold_heard_from_another_tab_holds_here_too() {
    let mut stage = follower();
    stage.tell(Event::Heard(Heard::Note(Note {
        account: None,
        age: ms(0),
        next: Some(secs(100)),
        waiting: secs(0),
        hold: secs(90),
    })));
    stage.tell(Event::RefreshAsked);
    let sent = stage.sent.len();
    stage.wait(secs(89));
    assert_eq!(stage.sent.len(), sent);
}
