//! Which medicines are controlled.

use super::{super::Controlled, prescription};

#[test]
fn a_schedule_or_any_code_makes_a_medicine_controlled() {
    let listed = |schedules: &[&str], codes: &[&str]| Controlled {
        schedules: schedules.iter().map(|it| (*it).to_owned()).collect(),
        codes: codes.iter().map(|it| (*it).to_owned()).collect(),
    };
    let cases = [
        (Controlled::default(), Some("X"), true),
        (Controlled::default(), Some(" schedule x"), true),
        (Controlled::default(), Some("Narcotic"), true),
        (Controlled::default(), Some("Schedule H1, X"), true),
        (Controlled::default(), Some("Sch. X"), true),
        (Controlled::default(), Some("H1"), false),
        (Controlled::default(), None, false),
        (listed(&["Schedule H1"], &[]), Some("h1"), true),
        (listed(&["H1"], &[]), Some("H"), false),
        (listed(&[], &[]), Some("X"), false),
        (listed(&[], &["http://snomed.info/sct|109081006"]), None, true),
        (listed(&[], &["https://clinic.example/medicines|MET500"]), None, true),
        (listed(&[], &["http://snomed.info/sct|1"]), None, false),
    ];
    for (controlled, schedule, expected) in cases {
        let mut prescription = prescription(None);
        prescription.schedule = schedule.map(ToOwned::to_owned);
        assert_eq!(controlled.is(&prescription), expected, "{controlled:?} {schedule:?}");
    }
}
