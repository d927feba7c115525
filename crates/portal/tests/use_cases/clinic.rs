//! Patients who are signed in and have reports.

use crate::people::browser;
use portal::{
    Caller, Principal, Refusal,
    challenge::Pending,
    domain::{
        Millis,
        id::{ChallengeId, RecordId},
    },
    reports::{self, Opened},
};
use serde_json::Value;
use testkit::{Person, Result as Measured, TestPortal, bundle, observation, patient, report};

pub const GLUCOSE: (&str, &str) = ("1558-6", "Glucose fasting");
pub const UREA: (&str, &str) = ("22664-7", "Blood urea");

/// A report of a day, such as `2025-06-01`, that shows one result in mg/dL.
pub fn measured(
    person: &Person,
    day: &str,
    analyte: (&'static str, &'static str),
    value: f64,
) -> [Value; 2] {
    let result = format!("{}-{}-{day}", person.number, analyte.0);
    let shown = [result.as_str()];
    let name = format!("{}-{day}", person.number);
    [
        observation(&result, person, day, &Measured { analyte, value }),
        report(&name, person, day, "final", &shown),
    ]
}

/// Imports a patient with a report of each of these days, and signs them in, in the first browser. The first
/// day's report says 91 mg/dL of glucose, the second's 92, and so on.
pub async fn signed_in(it: &TestPortal, person: &Person, days: &[&str]) -> Principal {
    let mut resources = vec![patient(person)];
    for (value, day) in (91_u8..).zip(days) {
        resources.extend(measured(person, day, GLUCOSE, value.into()));
    }
    it.import(&bundle(&resources)).await;
    Principal { patient: it.patient(person.number).await, caller: browser(1) }
}

/// The same patient in another browser.
pub fn elsewhere(who: &Principal, caller: Caller) -> Principal {
    Principal { caller, ..*who }
}

/// The reports of a patient, newest first.
pub async fn reports_of(it: &TestPortal, who: &Principal) -> Vec<RecordId> {
    reports::list(&it.portal, who).await.unwrap().iter().map(|line| line.id).collect()
}

/// The only report of a patient.
pub async fn report_of(it: &TestPortal, who: &Principal) -> RecordId {
    let [report] = reports_of(it, who).await.try_into().unwrap();
    report
}

/// The challenge that waits for a report's code.
pub async fn waiting(it: &TestPortal, who: &Principal, report: RecordId) -> Pending {
    reports::pending(&it.portal, who, report).await.unwrap().unwrap()
}

/// Asks for a report's code.
pub async fn asked(it: &TestPortal, who: &Principal, report: RecordId) -> ChallengeId {
    reports::ask(&it.portal, who, report).await.unwrap();
    waiting(it, who, report).await.id
}

/// Types a code for a report.
pub async fn typed(
    it: &TestPortal,
    who: &Principal,
    report: RecordId,
    challenge: ChallengeId,
    code: &str,
) -> Result<(), Refusal> {
    reports::answer(&it.portal, who, report, challenge, code).await
}

/// Opens a report by its code.
pub async fn open(it: &TestPortal, who: &Principal, report: RecordId) {
    let challenge = asked(it, who, report).await;
    typed(it, who, report, challenge, &it.code_of(challenge)).await.unwrap();
}

/// What a person reads in a report.
pub async fn read(it: &TestPortal, who: &Principal, report: RecordId) -> Result<Opened, Refusal> {
    reports::read(&it.portal, who, report).await
}

/// Until when a report is open.
pub async fn open_until(it: &TestPortal, who: &Principal, report: RecordId) -> Option<Millis> {
    read(it, who, report).await.ok().map(|opened| opened.until)
}
