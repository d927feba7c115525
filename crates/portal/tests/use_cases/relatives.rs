//! What somebody who knows a patient's number and birth date cannot do to them: others know these too.

use crate::{
    activation::{ASHA, BORN, arrive, born},
    people::{PASSWORD, browser, minutes, seconds},
};
use portal::{
    Refusal, account,
    domain::{
        audit::Event,
        challenge::Wrong,
        id::{ChallengeId, PatientId},
        identifier::Identifier,
    },
    forgotten, notice, sign_in,
};
use testkit::{TestPortal, on_both};

async fn asha(it: &TestPortal) -> PatientId {
    let asha = arrive(it, &ASHA).await;
    it.set_password(asha, PASSWORD).await;
    notice::accepted_on_paper(&it.portal, asha).await.unwrap();
    asha
}

async fn claim(it: &TestPortal, from: u8) -> Result<(), Refusal> {
    let readings = Identifier::readings(ASHA.number, "91").unwrap();
    forgotten::begin(&it.portal, &browser(from), &readings, &born(it, BORN)).await
}

async fn claimed(it: &TestPortal, from: u8) -> ChallengeId {
    claim(it, from).await.unwrap();
    it.deliver().await;
    forgotten::pending(&it.portal, &browser(from)).await.unwrap().unwrap().id
}

async fn guess(it: &TestPortal, from: u8, challenge: ChallengeId) -> Result<(), Refusal> {
    let wrong = it.wrong_code_of(challenge);
    forgotten::answer(&it.portal, &browser(from), challenge, &wrong).await
}

async fn failures(it: &TestPortal, patient: PatientId) -> i64 {
    let mut tx = it.db.read().await.unwrap();
    store::claim::failures(&mut tx, patient).await.unwrap()
}

on_both! {
    async fn their_wrong_codes_stand_in_the_way_of_claims_alone(it: TestPortal) {
        let patient = asha(&it).await;
        let challenge = claimed(&it, 1).await;
        refused!(guess(&it, 1, challenge).await, Refusal::Wrong(Wrong::Guess { left: 4 }));
        assert_eq!((failures(&it, patient).await, it.credential(patient).await.failures), (1, 0));
        let mut tx = it.db.begin().await.unwrap();
        for _ in 0..99 {
            store::claim::fail(&mut tx, patient).await.unwrap();
        }
        tx.commit().await.unwrap();
        let texts = it.texts(ASHA.phone).await;
        claimed(&it, 2).await;
        assert_eq!(it.texts(ASHA.phone).await, texts, "staff must help with claims");
        it.sign_in(browser(3), &ASHA, PASSWORD).await;
        assert_eq!(failures(&it, patient).await, 0, "whoever knows the password and holds the phone clears them");
        store_failures(&it, patient).await;
        account::forgive(&it.portal, patient).await.unwrap();
        assert_eq!(failures(&it, patient).await, 0, "and so do staff");
    }

    async fn they_use_up_a_share_of_the_codes_of_a_number(it: TestPortal) {
        asha(&it).await;
        for from in 1..=3 {
            claimed(&it, from).await;
            it.pass(seconds(61));
        }
        let texts = it.texts(ASHA.phone).await;
        claimed(&it, 4).await;
        assert_eq!(it.texts(ASHA.phone).await, texts, "nothing is sent, and that is not told");
        it.sign_in(browser(5), &ASHA, PASSWORD).await;
        it.pass(minutes(61));
        let texts = it.texts(ASHA.phone).await;
        claimed(&it, 6).await;
        assert!(it.texts(ASHA.phone).await > texts);
    }

    async fn whoever_claims_too_often_is_told_whether_or_not_there_is_such_a_patient(it: TestPortal) {
        asha(&it).await;
        for known in [true, false] {
            let first = it.now();
            let readings = Identifier::readings(if known { ASHA.number } else { "MED-9999" }, "91").unwrap();
            let begin = async || {
                let date = born(&it, BORN);
                forgotten::begin(&it.portal, &browser(1), &readings, &date).await
            };
            for _ in 0..3 {
                begin().await.unwrap();
                it.pass(seconds(61));
            }
            refused!(begin().await, Refusal::Limited(until) if until == first.after(minutes(60)));
            it.pass(minutes(61));
        }
    }

    async fn their_pause_is_a_pause_of_claims(it: TestPortal) {
        asha(&it).await;
        for from in 1..=3 {
            let challenge = claimed(&it, from).await;
            for _ in 0..5 {
                guess(&it, from, challenge).await.unwrap_err();
            }
            it.pass(seconds(61));
        }
        sign_in::begin(&it.portal, &browser(4), ASHA.number, PASSWORD).await.unwrap();
        let texts = it.texts(ASHA.phone).await;
        assert_eq!(texts, 4, "a code to whoever knows the password");
    }

    async fn beyond_what_is_looked_at_an_answer_leaves_no_trace(it: TestPortal) {
        asha(&it).await;
        let challenge = claimed(&it, 1).await;
        for _ in 0..100 {
            guess(&it, 1, challenge).await.unwrap_err();
        }
        let noted = it.events(Event::CodeFailed).await;
        refused!(guess(&it, 1, challenge).await, Refusal::Wrong(Wrong::Expired));
        assert_eq!(it.events(Event::CodeFailed).await, noted);
    }

    async fn their_answered_code_is_worth_nothing_once_the_password_was_changed(it: TestPortal) {
        let patient = asha(&it).await;
        for by_staff in [true, false] {
            let challenge = claimed(&it, 1).await;
            let code = it.code_of(challenge);
            forgotten::answer(&it.portal, &browser(1), challenge, &code).await.unwrap();
            if by_staff {
                it.set_password(patient, PASSWORD).await;
            } else {
                let own = claimed(&it, 2).await;
                let code = it.code_of(own);
                forgotten::answer(&it.portal, &browser(2), own, &code).await.unwrap();
                forgotten::finish(&it.portal, &browser(2), own, None, "", "nine green lamps").await.unwrap();
            }
            let again = "two red boats";
            let late = forgotten::finish(&it.portal, &browser(1), challenge, None, "", again).await;
            refused!(late, Refusal::Lapsed);
            it.pass(minutes(61));
        }
    }
}

async fn store_failures(it: &TestPortal, patient: PatientId) {
    let mut tx = it.db.begin().await.unwrap();
    store::claim::fail(&mut tx, patient).await.unwrap();
    tx.commit().await.unwrap();
}
