//! What the tests of erasing have in common.

use crate::clinic::{GLUCOSE, measured};
use portal::{
    Portal, Principal,
    domain::{id::PatientId, sealed::Kind},
    erasure,
};
use serde_json::json;
use std::time::Duration;
use store::{Db, patient, record, wrapping};
use testkit::{Person, TestPortal, bundle};
use uuid::Uuid;

pub const NOTICE: Duration = Duration::from_hours(24 * 30);

/// What a patient's records say, which is said nowhere else.
pub const WORDS: &str = "a word of the laboratory";

/// A patient with a report of a day, which has words and a paper, signed in.
pub async fn with_report(it: &TestPortal, person: &Person, day: &str) -> Principal {
    let who = crate::clinic::signed_in(it, person, &[]).await;
    let [result, mut report] = measured(person, day, GLUCOSE, 137.25);
    report["conclusion"] = WORDS.into();
    report["presentedForm"] =
        json!([{ "contentType": "application/pdf", "data": "JVBERi0xLjQgb25l" }]);
    it.import(&bundle(&[result, report])).await;
    who
}

/// Asks for everything to be erased, and types the code.
pub async fn ask(it: &TestPortal, who: &Principal) {
    erasure::ask(&it.portal, who).await.unwrap();
    let challenge = erasure::pending(&it.portal, who).await.unwrap().unwrap().id;
    erasure::answer(&it.portal, who, challenge, &it.code_of(challenge)).await.unwrap();
}

/// Asks, has it confirmed, and waits until the notice is over.
pub async fn due(it: &TestPortal, who: &Principal) {
    ask(it, who).await;
    erasure::confirm(&it.portal, who.patient).await.unwrap();
    it.pass(NOTICE);
}

/// Copies the patients and their records into another database, as a backup has them.
pub async fn backed_up(from: &Db, to: &Db) {
    let mut after = PatientId(Uuid::nil());
    let (mut from, mut to) = (from.read().await.unwrap(), to.begin().await.unwrap());
    loop {
        let page = wrapping::page(&mut from, after, 9).await.unwrap();
        let Some((last, _)) = page.last() else { break };
        after = *last;
        for (id, _) in page {
            let row = patient::get(&mut from, id).await.unwrap().unwrap();
            patient::insert(&mut to, &row).await.unwrap();
            for kind in Kind::ALL {
                for head in record::list(&mut from, id, kind).await.unwrap() {
                    let row = record::get(&mut from, head.id).await.unwrap().unwrap();
                    record::insert(&mut to, &[row]).await.unwrap();
                }
            }
        }
    }
    to.commit().await.unwrap();
}

/// What a patient's name is, as far as it can be read.
pub async fn name(portal: &Portal, patient: PatientId) -> Option<String> {
    portal::profile::person(portal, patient).await.ok().map(|person| person.name)
}
