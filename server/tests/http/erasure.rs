//! Answering requests to be erased, and retiring keys, by the command line.

use crate::{
    people::ASHA,
    process::{Place, ends},
};
use portal::{
    domain::{Chance, Clock, Millis, id::PatientId, identifier::Identifier},
    erasure, profile,
};
use server::{
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use std::sync::Arc;
use testkit::Person;

/// A clock that is far ahead.
pub struct Ahead;

impl Clock for Ahead {
    fn now(&self) -> Millis {
        Millis(4_102_444_800_000)
    }
}

/// The portal of a place by this clock, and Asha.
pub async fn wiring(place: &Place, clock: Option<Arc<dyn Clock>>) -> (Wiring, Option<PatientId>) {
    let home = Home::at(place.home());
    let nature = Nature::of_the_machine();
    let clock = clock.unwrap_or_else(|| Arc::clone(&nature.clock));
    let chance: Arc<dyn Chance> = Arc::clone(&nature.chance);
    let config = Config::load(&home.config(), std::iter::empty()).unwrap();
    let wiring = Wiring::open(&home, config, &Nature { clock, chance }).await.unwrap();
    let identifier = Identifier::parse(ASHA.number, "91").unwrap();
    let found = profile::find(&wiring.portal, &identifier).await.unwrap();
    (wiring, found.first().copied())
}

/// Notes that somebody asked to be erased.
pub async fn ask_for(place: &Place, person: &Person) {
    let (wiring, _) = wiring(place, None).await;
    let identifier = Identifier::parse(person.number, "91").unwrap();
    let patient = profile::find(&wiring.portal, &identifier).await.unwrap().first().copied();
    let mut tx = wiring.db.begin().await.unwrap();
    assert!(store::erasure::ask(&mut tx, patient.unwrap(), wiring.portal.now()).await.unwrap());
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_clinic_answers_and_older_copies_are_shut() {
    let place = Place::with_a_patient().await;
    let of = ["--patient", ASHA.number];
    ends(&place.run(&["erasure", "list"], &[]), 0, &["0 request(s)"]);
    let none = place.run(&["erasure", "confirm", of[0], of[1]], &[]);
    ends(&none, 1, &["no request of this patient waits"]);
    ask_for(&place, &ASHA).await;
    ends(&place.run(&["erasure", "list"], &[]), 0, &["1 request(s)", "waits for your answer"]);
    let years = |years| [("MEDSEAL_RETENTION_RECORD_YEARS", years)];
    let kept = "the account goes, and younger records stay sealed until 2055-";
    for (number, says) in [("0", "everything goes"), ("30", kept)] {
        ends(&place.run(&["erasure", "list"], &years(number)), 0, &[says]);
    }
    let why = ["erasure", "refuse", of[0], of[1], "--reason"];
    assert_eq!(place.run(&[&why[..], &["mood"]].concat(), &[]).code, 2);
    ends(&place.run(&[&why[..], &["treatment"]].concat(), &[]), 0, &["Refused"]);
    ask_for(&place, &ASHA).await;
    let confirmed = place.run(&["erasure", "confirm", of[0], of[1]], &years("30"));
    ends(&confirmed, 0, &["Confirmed", "may stop it", kept]);
    ends(&place.run(&["erasure", "list"], &[]), 0, &["is confirmed, and done on"]);
    ends(&place.run(&["keys", "retire"], &[]), 0, &["no older key"]);

    let (wiring, _) = wiring(&place, Some(Arc::new(Ahead))).await;
    assert_eq!(erasure::run(&wiring.portal).await.unwrap(), 1);
    drop(wiring);
    let doctor = place.run(&["doctor"], &[]);
    assert!(doctor.out.contains("WARN erasures   1 people were erased"), "{}", doctor.out);
    let retired = place.run(&["keys", "retire", "--destroy"], &[]);
    ends(&retired, 0, &["wraps patients' keys from now on", "Nothing was destroyed yet"]);
    let doctor = place.run(&["doctor"], &[]);
    assert!(doctor.out.contains("WARN erasures"), "{}", doctor.out);
    let destroyed = place.run(&["keys", "retire", "--destroy"], &[]);
    ends(&destroyed, 0, &["1 key(s) were destroyed: wrap-", "medseal keys adopt"]);
    assert_eq!(crate::process::rights(&place.home().join("keys/keyring.toml")), 0o600);
    let doctor = place.run(&["doctor"], &[]);
    assert!(doctor.out.contains("ok   erasures"), "{}", doctor.out);
    ends(&place.run(&["audit", "verify"], &[]), 0, &[]);
}
