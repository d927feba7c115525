//! What strangers and other patients do with codes keeps nobody from signing in, nor from stopping a number that waits.

use crate::{
    activation::{ASHA, BORN, arrive, born},
    number::{NEW, asha, leave, phone, take, told},
    people::{PASSWORD, RAVI, browser, minutes, seconds},
};
use portal::{
    Caller, Principal, Refusal, Rules,
    challenge::resend,
    domain::{
        id::{ChallengeId, PatientId},
        identifier::Identifier,
        pause::FAILURES,
    },
    forgotten, number, rebind,
};
use testkit::{TestPortal, on_both};

async fn stop(it: &TestPortal, caller: &Caller) -> ChallengeId {
    let number = Identifier::number(ASHA.number).unwrap();
    rebind::stop::begin(&it.portal, caller, &number, &born(it, BORN)).await.unwrap();
    it.deliver().await;
    rebind::stop::pending(&it.portal, caller).await.unwrap().unwrap().id
}

async fn forget(it: &TestPortal, caller: &Caller) -> ChallengeId {
    let readings = Identifier::readings(ASHA.number, "91").unwrap();
    forgotten::begin(&it.portal, caller, &readings, &born(it, BORN)).await.unwrap();
    it.deliver().await;
    forgotten::pending(&it.portal, caller).await.unwrap().unwrap().id
}

/// Asks to stop a number, and types wrong codes until that is over.
async fn stop_wrongly(it: &TestPortal, caller: &Caller) {
    let challenge = stop(it, caller).await;
    for _ in 0..5 {
        let wrong = it.wrong_code_of(challenge);
        rebind::stop::answer(&it.portal, caller, challenge, &wrong).await.unwrap_err();
    }
}

async fn failures(it: &TestPortal, patient: PatientId) -> (i64, i64) {
    let mut tx = it.db.read().await.unwrap();
    let own = store::credential::get(&mut tx, patient).await.unwrap().unwrap().failures;
    (own, store::claim::failures(&mut tx, patient).await.unwrap())
}

async fn stop_texts(it: &TestPortal) -> usize {
    told(it, ASHA.phone, "to stop a new phone number").await
}

async fn ravi(it: &TestPortal) -> PatientId {
    let ravi = arrive(it, &RAVI).await;
    it.set_password(ravi, PASSWORD).await;
    ravi
}

on_both! {
    async fn whoever_stops_a_number_wrongly_keeps_nobody_from_signing_in(it: TestPortal) {
        let who = asha(&it).await;
        for _ in 0..3 {
            stop_wrongly(&it, &browser(4)).await;
        }
        assert_eq!(failures(&it, who.patient).await, (0, 0));
        it.sign_in(browser(2), &ASHA, PASSWORD).await;
    }

    async fn a_code_to_stop_a_number_forgives_no_password(it: TestPortal) {
        let who = asha(&it).await;
        let mut tx = it.db.begin().await.unwrap();
        for _ in 0..7 {
            store::credential::fail(&mut tx, who.patient).await.unwrap();
            store::claim::fail(&mut tx, who.patient).await.unwrap();
        }
        tx.commit().await.unwrap();
        let challenge = stop(&it, &browser(4)).await;
        rebind::stop::answer(&it.portal, &browser(4), challenge, &it.code_of(challenge)).await.unwrap();
        assert_eq!(failures(&it, who.patient).await, (7, 0));
    }

    async fn stopping_is_a_claim_where_nothing_waits(it: TestPortal) {
        asha(&it).await;
        for n in 0..2 {
            forget(&it, &browser(10 + n)).await;
            it.pass(seconds(1));
        }
        for n in 0..4 {
            stop(&it, &browser(20 + n)).await;
            it.pass(seconds(1));
        }
        assert_eq!(stop_texts(&it).await, 1, "claims have three an hour together");
        it.sign_in(browser(2), &ASHA, PASSWORD).await;
    }

    async fn nothing_keeps_the_old_phone_from_stopping_what_waits(it: TestPortal) {
        let who = asha(&it).await;
        rebind::ask(&it.portal, who.patient, &phone(NEW)).await.unwrap();
        for n in 0..3 {
            forget(&it, &browser(10 + n)).await;
        }
        for n in 0..4 {
            it.pass(seconds(1));
            stop_wrongly(&it, &browser(20 + n)).await;
        }
        let mut tx = it.db.begin().await.unwrap();
        for _ in 0..FAILURES {
            store::claim::fail(&mut tx, who.patient).await.unwrap();
        }
        tx.commit().await.unwrap();
        let phone = browser(30);
        let challenge = stop(&it, &phone).await;
        let stopped = rebind::stop::answer(&it.portal, &phone, challenge, &it.code_of(challenge)).await;
        assert!(stopped.unwrap());
        // Nothing waits any more, so that the next is a claim like others: a decoy, after so many.
        let before = stop_texts(&it).await;
        stop(&it, &browser(31)).await;
        assert_eq!(stop_texts(&it).await, before);
    }

    async fn a_network_stops_what_waits_by_as_many_texts_as_a_challenge_has(it: TestPortal) {
        let who = asha(&it).await;
        rebind::ask(&it.portal, who.patient, &phone(NEW)).await.unwrap();
        for n in 1..=4 {
            for _ in 0..3 {
                it.pass(seconds(1));
                forget(&it, &browser(10 + n)).await;
            }
            it.pass(seconds(1));
            stop(&it, &browser(20)).await;
            assert_eq!(stop_texts(&it).await, usize::from(n.min(3)));
            it.pass(minutes(61));
        }
    }

    async fn no_budget_keeps_the_old_phone_from_stopping_what_waits(it: TestPortal) {
        let who = asha(&it).await;
        rebind::ask(&it.portal, who.patient, &phone(NEW)).await.unwrap();
        let node = it.node(Rules { day_floor: 1, ..Rules::default() }).await;
        let number = Identifier::number(ASHA.number).unwrap();
        let readings = [number.clone()];
        forgotten::begin(&node, &browser(8), &readings, &born(&it, BORN)).await.unwrap();
        it.deliver().await;
        for n in 0..2 {
            rebind::stop::begin(&node, &browser(20 + n), &number, &born(&it, BORN)).await.unwrap();
            it.deliver().await;
        }
        assert_eq!(stop_texts(&it).await, 2);
        let claim = forgotten::begin(&node, &browser(9), &readings, &born(&it, BORN)).await;
        refused!(claim, Refusal::Limited(_));
    }

    async fn who_moves_to_a_number_that_another_has_is_in_nobodys_way(it: TestPortal) {
        let who = asha(&it).await;
        let ravi = ravi(&it).await;
        for _ in 0..2 {
            let left = leave(&it, &who, RAVI.phone).await;
            let taken = take(&it, &who, left).await;
            it.pass(seconds(31));
            resend(&it.portal, &who.caller, taken).await.unwrap();
            it.deliver().await;
            for _ in 0..5 {
                let wrong = it.wrong_code_of(taken);
                number::new::answer(&it.portal, &who, taken, &wrong).await.unwrap_err();
            }
        }
        assert_eq!(told(&it, RAVI.phone, "use this phone number").await, 3, "its share of an hour");
        assert_eq!(failures(&it, ravi).await, (0, 0));
        it.sign_in(browser(2), &RAVI, PASSWORD).await;
    }

    async fn a_patient_moves_to_three_numbers_a_day_from_whatever_network(it: TestPortal) {
        let who = asha(&it).await;
        for n in 0..3 {
            let there = Principal { caller: browser(40 + n), ..who };
            let left = leave(&it, &there, &format!("+91922220000{n}")).await;
            take(&it, &there, left).await;
            it.pass(minutes(61));
        }
        let there = Principal { caller: browser(50), ..who };
        let limited = number::old::ask(&it.portal, &there, &phone(NEW)).await;
        refused!(limited, Refusal::Limited(_));
        it.pass(minutes(23 * 60));
        leave(&it, &there, NEW).await;
    }

    async fn a_patient_has_five_codes_a_day_for_numbers_that_they_type(it: TestPortal) {
        let who = asha(&it).await;
        let mut left = None;
        for (n, resends) in [(0, 1), (1, 2)] {
            let there = Principal { caller: browser(40 + n), ..who };
            let first = leave(&it, &there, &format!("+91922220000{n}")).await;
            let taken = take(&it, &there, first).await;
            for _ in 0..resends {
                it.pass(seconds(31));
                resend(&it.portal, &there.caller, taken).await.unwrap();
            }
            left = Some((there, first));
        }
        let (there, first) = left.unwrap();
        refused!(number::new::ask(&it.portal, &there, first).await, Refusal::Limited(_));
    }

    async fn numbers_that_are_typed_use_a_small_share_of_all_budgets(it: TestPortal) {
        let who = asha(&it).await;
        let node = it.node(Rules { day_floor: 20, ..Rules::default() }).await;
        for n in 0..3 {
            let number = format!("+9192222{n}0000");
            let left = leave(&it, &who, &number).await;
            number::new::ask(&node, &who, left).await.unwrap();
            it.deliver().await;
            assert_eq!(it.texts(&number).await, usize::from(n < 2), "{n}");
        }
        ravi(&it).await;
        it.sign_in(browser(2), &RAVI, PASSWORD).await;
    }
}
