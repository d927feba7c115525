//! A sign-in, or a new password, that another new password or a wipe overtakes.

use crate::{
    accounts::{USHA, earn, enrol},
    activation::ASHA,
    people::{OTHER_PASSWORD, PASSWORD, answer, browser, minutes, seconds},
};
use portal::{
    Principal, Refusal, devices,
    domain::{
        audit::Event,
        challenge::Wrong,
        device::Look,
        id::{ChallengeId, PatientId},
        password::Password,
    },
    forgotten, password,
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
