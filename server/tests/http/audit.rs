//! `medseal audit`: what an operator and a witness do with the log.

use crate::process::{Place, a_bundle, ends};
use portal::{
    audit,
    domain::Millis,
    import::{self, Mode},
};
use server::{
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use std::{sync::Arc, time::Duration};
use store::{Db, leaf};
use testkit::Hand;

/// How many events are in the log of a place with a patient: the import, the password, and the notice.
const EVENTS: u32 = 3;

/// Writes to the first event, as somebody does who has the database alone.
async fn meddle(place: &Place) -> String {
    let url = format!("sqlite:{}", place.home().join("medseal.db").display());
    let db = Db::open(&url).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let first = leaf::standing(&mut tx, None, 1).await.unwrap().remove(0);
    leaf::forget(&mut tx, first.id, [7; 32]).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    first.id.to_string()
}

#[tokio::test]
async fn the_log_is_verified_and_its_head_is_witnessed() {
    let place = Place::with_a_patient().await;
    let fresh = place.run(&["audit", "verify"], &[]);
    assert_eq!(fresh.code, 0, "{}", fresh.err);
    assert!(
        fresh.out.starts_with(&format!("0 events under 0 signed checkpoints; {EVENTS} more wait")),
        "{}",
        fresh.out
    );

    let head = place.run(&["audit", "checkpoint"], &[]);
    assert_eq!(head.code, 0, "{}", head.err);
    let key = place.run(&["audit", "key"], &[]);
    let name = key.out.split('+').next().unwrap();
    assert!(head.out.starts_with(&format!("{name}\n{EVENTS}\n")), "{} {}", head.out, key.out);
    assert!(head.out.contains(&format!("\n\n\u{2014} {name} ")), "{}", head.out);
    assert_eq!(place.run(&["audit", "checkpoint"], &[]).out, head.out, "nothing happened since");

    let file = place.file("head", head.out.as_bytes());
    let file = file.to_str().unwrap();
    assert_eq!(place.run(&["keys", "rotate", "code"], &[]).code, 0);
    place.run(&["audit", "checkpoint"], &[]);
    let since = place.run(&["audit", "verify", "--since", file], &[]);
    assert_eq!(since.code, 0, "{}{}", since.out, since.err);
    let extends = format!("extends the checkpoint over {EVENTS} events");
    assert!(since.out.contains(&extends), "{}", since.out);
    assert!(since.out.ends_with("The log is as it was sealed.\n"), "{}", since.out);

    let forged = head.out.replacen(&format!("\n{EVENTS}\n"), "\n1\n", 1);
    for (text, part) in [(forged.as_str(), "no checkpoint that the key"), ("", "no checkpoint")] {
        let other = place.file("other", text.as_bytes());
        let said = place.run(&["audit", "verify", "--since", other.to_str().unwrap()], &[]);
        assert_eq!(said.code, 1, "{}", said.out);
        assert!(said.err.contains(part), "{}", said.err);
    }

    let event = meddle(&place).await;
    let said = place.run(&["audit", "verify"], &[]);
    assert_eq!(said.code, 5, "{}{}", said.out, said.err);
    assert!(said.out.contains(&format!("changed: event {event} at place 0")), "{}", said.out);
    assert!(said.out.contains("NOT as it was sealed"), "{}", said.out);
}

#[tokio::test]
async fn what_waits_for_too_long_and_what_was_emptied_too_early_are_told() {
    const VERIFY: [&str; 2] = ["audit", "verify"];
    let place = Place::none();
    let clock = Arc::new(Hand::default());
    // 2020-01-01T00:00:00Z: seven years ago, or more.
    clock.set(Millis(1_577_836_800_000));
    let nature = Nature { clock: clock.clone(), chance: Nature::of_the_machine().chance };
    let home = Home::at(place.home());
    let wiring = Wiring::open(&home, Config::default(), &nature).await.unwrap();
    import::bundle(&wiring.portal, &a_bundle(), Mode::AllOrNothing).await.unwrap();
    let waits = "0 events under 0 signed checkpoints; 1 more waits for its own";
    ends(&place.run(&VERIFY, &[]), 5, &[waits, "stalled: 1 event without a place"]);
    ends(&place.run(&["audit", "checkpoint"], &[]), 0, &[]);
    let sealed = "1 event under 1 signed checkpoint; 0 more wait for theirs";
    ends(&place.run(&VERIFY, &[]), 0, &[sealed]);
    clock.pass(Duration::from_hours(24 * 366 * 4));
    assert_eq!(audit::forget(&wiring.portal, Duration::ZERO).await.unwrap(), 1);
    wiring.db.close().await;
    ends(&place.run(&VERIFY, &[]), 0, &[sealed]);
    let longer = [("MEDSEAL_RETENTION_AUDIT_DAYS", "36500")];
    ends(&place.run(&VERIFY, &longer), 5, &["emptied: what event "]);
}

#[test]
fn verifying_makes_nothing() {
    let place = Place::none();
    for command in [["audit", "verify"], ["audit", "key"]] {
        let said = place.run(&command, &[]);
        assert_eq!(said.code, 1, "{}", said.out);
        assert!(said.err.contains("there are no keys"), "{}", said.err);
    }
    assert!(!place.home().exists());
}

#[tokio::test]
async fn a_serving_portal_seals_by_itself() {
    let place = Place::with_a_patient().await;
    let whole = format!("{EVENTS} events under 1 signed checkpoint; 0 more wait for theirs");
    let mut medseal = place.serve(&[]).await;
    // It looks at once, and then every few seconds; each look of ours takes a while.
    let sealed = (0..200).any(|_| {
        let said = place.run(&["audit", "verify"], &[]);
        said.out.starts_with(&whole)
    });
    medseal.kill();
    assert!(sealed, "{}", place.run(&["audit", "verify"], &[]).out);
}
