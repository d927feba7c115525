//! What is written of values for debugging names nobody, and no code, key or paper.

use portal::{
    counter::{Handed, Wanted},
    domain::{
        Millis,
        clinical::Identity,
        day::Day,
        dispense::Amount,
        id::{CollectorId, RecordId},
        pharmacy::Role,
        phone::Phone,
    },
    pharmacy::staff::{Listed, NewStaff},
    prescriptions::collector::Collecting,
};
use uuid::Uuid;

#[test]
fn nobody_is_named_at_a_counter() {
    let wanted = Wanted {
        record: RecordId(Uuid::nil()),
        version: 1,
        amount: Amount::of_thousandths(77_000),
        identity: Identity::of("Passport", "Z1234567"),
        substituted: None,
    };
    let handed = Handed { wanted: vec![wanted], collector: Some("Ravi Menon".to_owned()) };
    let day = Day::parse("2026-11-22").unwrap();
    let collecting =
        Collecting { id: CollectorId(Uuid::nil()), name: "Ravi Menon".to_owned(), day };
    let new = NewStaff {
        login: "lata.login",
        name: "Lata Menon",
        phone: Phone::parse("+919333300001", "91").unwrap(),
        role: Role::Pharmacist,
        pharmacy: "City",
    };
    let listed = Listed {
        login: "lata.login".to_owned(),
        name: "Lata Menon".to_owned(),
        role: Role::Pharmacist,
        pharmacy: "City".to_owned(),
        ended_at: Some(Millis(1)),
    };
    let written = format!("{handed:?} {collecting:?} {new:?} {listed:?}");
    for kept in ["Menon", "Passport", "4567", "77", "2026", "lata", "9333", "City"] {
        assert!(!written.contains(kept), "{kept}: {written}");
    }
    assert!(written.contains("Wanted") && written.contains("Pharmacist"), "{written}");
}
