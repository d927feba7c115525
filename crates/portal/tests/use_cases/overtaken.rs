//! A sign-in, or a new password, that another new password or a wipe overtakes.

use crate::{
    accounts::{USHA, earn, enrol},
    activation::{ASHA, BORN, born},
    disowning::{disown, first_line},
    number::{NEW, leave, phone, take},
    people::{OTHER_PASSWORD, PASSWORD, answer, browser, minutes, seconds},
};
use portal::{
    Principal, Refusal,
    devices::{self, Which},
    domain::{
        Millis,
        audit::Event,
        challenge::Wrong,
        device::Look,
        id::{ChallengeId, PatientId},
        identifier::Identifier,
        password::Password,
    },
    forgotten, number, password, pin, rebind,
    sign_in::{self, Admission},
};
use std::sync::Arc;
use store::credential;
use testkit::{TestPortal, on_both};
use tokio::sync::Barrier;

/// Sets a password as a node does that could not see what was under way: its row, and nothing is ended.
async fn set_unseen(it: &TestPortal, patient: PatientId) {
    let row = credential::CredentialRow { changed_at: it.now(), ..it.credential(patient).await };
    let mut tx = it.db.begin().await.unwrap();
    credential::put(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
}

async fn begun(it: &TestPortal, number: u8) -> (portal::Caller, ChallengeId) {
    let caller = browser(number);
    sign_in::begin(&it.portal, &caller, ASHA.phone, PASSWORD).await.unwrap();
    let challenge = it.pending(&caller).await.id;
    it.pass(seconds(1));
    (caller, challenge)
}

on_both! {
    async fn no_code_signs_in_that_was_asked_for_before_the_password_was_set(it: TestPortal) {
        let asha = enrol(&it, &ASHA).await;
        let (caller, challenge) = begun(&it, 1).await;
        set_unseen(&it, asha).await;
        let (late, noted) =
            it.noted(answer(&it, &caller, challenge, &it.code_of(challenge))).await;
        refused!(late, Refusal::Wrong(Wrong::Expired));
        assert!(noted.is_empty());
        let (caller, challenge) = begun(&it, 2).await;
        answer(&it, &caller, challenge, &it.code_of(challenge)).await.unwrap();
    }

    async fn no_code_signs_in_that_was_asked_for_before_sessions_were_ended(it: TestPortal) {
        let asha = enrol(&it, &ASHA).await;
        let (caller, challenge) = begun(&it, 1).await;
        let mut tx = it.db.begin().await.unwrap();
        credential::end(&mut tx, asha, it.now()).await.unwrap();
        tx.commit().await.unwrap();
        let late = answer(&it, &caller, challenge, &it.code_of(challenge)).await;
        refused!(late, Refusal::Wrong(Wrong::Expired));
        let (caller, challenge) = begun(&it, 2).await;
        answer(&it, &caller, challenge, &it.code_of(challenge)).await.unwrap();
    }

    async fn whatever_ends_sessions_ends_what_has_none_yet(it: TestPortal) {
        let who = crate::number::asha(&it).await;
        let (portal, patient) = (&it.portal, who.patient);
        let look = Look::default();
        let device = devices::recognise(portal, patient, "cookie", &look).await.unwrap();
        for n in 0..7 {
            it.pass(minutes(61));
            match n {
                0 => devices::end_others(portal, &who).await.unwrap(),
                1 => devices::end(portal, &who, device).await.unwrap(),
                2 => drop(devices::wipe_by_clinic(portal, patient, Which::All).await.unwrap()),
                3 => pin::set_for_demo(portal, patient, "2580").await.unwrap(),
                4 => disown(&it, &who, first_line(&it, &who, Event::SignedIn).await).await.unwrap(),
                5 => {
                    let left = leave(&it, &who, NEW).await;
                    let taken = take(&it, &who, left).await;
                    let code = it.code_of(taken);
                    number::new::answer(portal, &who, taken, &code).await.unwrap();
                }
                _ => {
                    rebind::ask(portal, patient, &phone(ASHA.phone)).await.unwrap();
                    it.pass(rebind::HOLD);
                    assert_eq!(rebind::apply_due(portal).await.unwrap(), 1);
                }
            }
            let mut tx = it.db.begin().await.unwrap();
            // A sign-in that was answered just before has its session refused.
            let before = Millis(it.now().0 - 1);
            let late = store::session::may_begin(&mut tx, patient, None, before).await.unwrap();
            let new = store::session::may_begin(&mut tx, patient, None, it.now()).await.unwrap();
            assert_eq!((late, new), (false, true), "{n}");
        }
    }

    async fn nor_is_anybody_chosen_after_it(it: TestPortal) {
        let asha = enrol(&it, &ASHA).await;
        let usha = enrol(&it, &USHA).await;
        let (caller, challenge) = begun(&it, 1).await;
        let code = it.code_of(challenge);
        let admitted = sign_in::answer(&it.portal, &caller, challenge, &code).await.unwrap();
        let Admission::Several(patients) = admitted else { panic!("{admitted:?}") };
        set_unseen(&it, asha).await;
        for given in [None, Some("2580")] {
            let refusal = match given {
                None => sign_in::choose(&it.portal, &caller, challenge, &patients, asha).await.map(drop),
                Some(pin) => {
                    sign_in::give_pin(&it.portal, &caller, challenge, &patients, asha, pin)
                        .await
                        .map(drop)
                }
            };
            refused!(refusal, Refusal::Wrong(Wrong::Expired));
        }
        assert_eq!(it.events(Event::SignedIn).await, 0);
        // The other's password is what it was.
        sign_in::choose(&it.portal, &caller, challenge, &patients, usha).await.unwrap();
    }

    async fn no_code_signs_in_that_was_asked_for_before_a_wipe(it: TestPortal) {
        let asha = enrol(&it, &ASHA).await;
        let look = Look::of_agent("", None);
        let phone = devices::recognise(&it.portal, asha, "cookie", &look).await.unwrap();
        let (caller, challenge) = begun(&it, 1).await;
        let mut tx = it.db.begin().await.unwrap();
        assert!(store::device::ask_to_wipe(&mut tx, asha, phone, it.now()).await.unwrap());
        tx.commit().await.unwrap();
        let late = answer(&it, &caller, challenge, &it.code_of(challenge)).await;
        refused!(late, Refusal::Wrong(Wrong::Expired));
        it.pass(seconds(1));
        let (caller, challenge) = begun(&it, 2).await;
        answer(&it, &caller, challenge, &it.code_of(challenge)).await.unwrap();
    }

    async fn no_password_is_set_by_a_code_from_before_another_one(it: TestPortal) {
        let asha = enrol(&it, &ASHA).await;
        let (stranger, who) = (browser(3), Principal { patient: asha, caller: browser(4) });
        let forgot = earn(&it, &stranger, ASHA.number).await;
        password::ask(&it.portal, &who).await.unwrap();
        let change = password::pending(&it.portal, &who).await.unwrap().unwrap().id;
        password::answer(&it.portal, &who, change, &it.code_of(change)).await.unwrap();
        it.pass(seconds(1));
        set_unseen(&it, asha).await;
        let late = forgotten::finish(&it.portal, &stranger, forgot, None, "", OTHER_PASSWORD).await;
        refused!(late, Refusal::Lapsed);
        let late = password::change(&it.portal, &who, change, PASSWORD, OTHER_PASSWORD).await;
        refused!(late, Refusal::Lapsed);
    }

    async fn a_claim_that_is_begun_while_the_number_changes_goes_to_the_new_one(it: TestPortal) {
        let patient = crate::number::asha(&it).await.patient;
        let row = async || {
            let mut tx = it.db.read().await.unwrap();
            store::patient::get(&mut tx, patient).await.unwrap().unwrap()
        };
        let before = row().await;
        rebind::ask(&it.portal, patient, &phone(NEW)).await.unwrap();
        it.pass(rebind::HOLD);
        assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 1);
        let after = row().await;
        let mut tx = it.db.begin().await.unwrap();
        let old = store::patient::PatientRow { version: after.version + 1, ..before };
        assert!(store::patient::update(&mut tx, &old, it.now()).await.unwrap());
        tx.commit().await.unwrap();
        it.deliver().await;
        let texts = async || (it.texts(ASHA.phone).await, it.texts(NEW).await);
        let (at_old, at_new) = texts().await;
        // The change is under way, and not to be seen yet.
        let mut changing = it.db.begin().await.unwrap();
        let new = store::patient::PatientRow { version: after.version + 2, ..after };
        assert!(store::patient::update(&mut changing, &new, it.now()).await.unwrap());
        let node = it.node(it.portal.rules().clone()).await;
        let born = born(&it, BORN);
        let claiming = tokio::spawn(async move {
            let number = Identifier::number(ASHA.number).unwrap();
            forgotten::begin(&node, &browser(9), &[number], &born).await.unwrap();
        });
        // It has done a password's work and read what it finds by then, and waits.
        for _ in 0..4_000 {
            drop(row().await);
        }
        assert!(!claiming.is_finished());
        changing.commit().await.unwrap();
        claiming.await.unwrap();
        it.deliver().await;
        assert_eq!(texts().await, (at_old, at_new + 1));
    }

    async fn a_sign_in_that_is_begun_while_the_password_is_set_is_in_vain(it: TestPortal) {
        let asha = enrol(&it, &ASHA).await;
        let it = Arc::new(it);
        for round in 0..12_u8 {
            // A number has few codes an hour.
            it.pass(minutes(61));
            it.set_password(asha, PASSWORD).await;
            it.pass(minutes(1));
            let caller = browser(round + 1);
            let start = Arc::new(Barrier::new(2));
            let signing_in = {
                let (it, start) = (Arc::clone(&it), Arc::clone(&start));
                let node = it.node(it.portal.rules().clone()).await;
                tokio::spawn(async move {
                    start.wait().await;
                    sign_in::begin(&node, &caller, ASHA.number, PASSWORD).await.unwrap();
                })
            };
            start.wait().await;
            let other = Password::parse(OTHER_PASSWORD, &[]).unwrap();
            portal::account::set_password(&it.portal, asha, &other).await.unwrap();
            signing_in.await.unwrap();
            let challenge = it.pending(&caller).await.id;
            let late = answer(&it, &caller, challenge, &it.code_of(challenge)).await;
            refused!(late, Refusal::Wrong(Wrong::Expired | Wrong::Guess { .. }));
        }
        assert_eq!(it.events(Event::SignedIn).await, 0);
    }
}
