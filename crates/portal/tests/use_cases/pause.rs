//! Pauses after wrong tries: always for a time, never for good.

use crate::{
    clinic::{report_of, signed_in},
    flow::Flow,
    people::{ASHA, PASSWORD, RAVI, browser, minutes},
};
use portal::{
    Refusal, account,
    domain::{Millis, challenge::Wrong, id::PatientId},
    sign_in,
};
use std::time::Duration;
use testkit::{TestPortal, on_both};

on_both! {
    async fn three_challenges_ended_by_wrong_tries_pause_codes_for_a_time(it: TestPortal) {
        let ravi = signed_in(&it, &RAVI, &["2025-06-01"]).await;
        let ravi = Flow::Open(ravi, report_of(&it, &ravi).await);
        let flows = Flow::both(&it).await;
        for flow in flows {
            let until = exhausted_thrice(&it, flow).await.after(minutes(15));
            it.pass(minutes(1));
            let (begun, noted) = it.noted(flow.begin(&it)).await;
            refused!(begun, Refusal::Paused(told) if told == until);
            match flow {
                Flow::SignIn(_) => assert!(noted.is_empty(), "strangers must not fill the log"),
                Flow::Open(..) => assert_eq!(noted, ["code-refused"]),
            }
            // The person is paused, whatever the code is for; others are not.
            for other in flows {
                let texts = it.texts(ASHA.phone).await;
                let begun = other.in_browser(browser(9)).begin(&it).await;
                match other {
                    // Told of, it would tell a stranger that the password was right.
                    Flow::SignIn(_) => begun.unwrap(),
                    Flow::Open(..) => refused!(begun, Refusal::Paused(_)),
                }
                assert_eq!(it.texts(ASHA.phone).await, texts, "nothing is sent");
            }
            ravi.begin(&it).await.unwrap();

            it.clock.set(Millis(until.0 - 1));
            refused!(flow.begin(&it).await, Refusal::Paused(_));
            it.clock.set(until);
            let challenge = flow.begun(&it).await;
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
            it.pass(minutes(60));
        }
    }

    async fn challenges_ended_over_a_longer_time_pause_nothing(it: TestPortal) {
        for flow in Flow::both(&it).await {
            for _ in 0..4 {
                let challenge = flow.begun(&it).await;
                flow.exhaust(&it, challenge).await;
                it.pass(Duration::from_secs(450));
            }
            let challenge = flow.begun(&it).await;
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
            it.pass(minutes(60));
        }
    }

    async fn however_often_it_pauses_the_person_gets_in_again(it: TestPortal) {
        let [_, flow] = Flow::both(&it).await;
        for _ in 0..6 {
            let until = exhausted_thrice(&it, flow).await.after(minutes(15));
            it.clock.set(until);
            let challenge = flow.begun(&it).await;
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
            it.pass(minutes(180));
        }
    }

    async fn staff_can_let_wrong_tries_no_longer_count(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        for flow in Flow::both(&it).await {
            exhausted_thrice(&it, flow).await;
            refused!(flow.begin(&it).await, Refusal::Paused(_));
            assert_eq!(it.credential(asha).await.failures, 15);
            let (forgiven, noted) = it.noted(account::forgive(&it.portal, asha)).await;
            forgiven.unwrap();
            assert_eq!(noted, ["wrong-tries-forgiven"]);
            assert_eq!(it.credential(asha).await.failures, 0);
            // The limits of sending stay: this is the fourth code of five.
            flow.begun(&it).await;
            it.pass(minutes(61));
        }
        let nobody = PatientId(uuid::Uuid::from_u128(7));
        let (forgiven, noted) = it.noted(account::forgive(&it.portal, nobody)).await;
        refused!(forgiven, Refusal::NotFound);
        assert!(noted.is_empty());
    }

    async fn a_hundred_wrong_tries_in_a_row_need_staff_and_a_right_one_clears_them(it: TestPortal) {
        let [sign_in, open] = Flow::both(&it).await;
        for _ in 0..19 {
            let challenge = open.begun(&it).await;
            open.exhaust(&it, challenge).await;
            it.pass(minutes(61));
        }
        let challenge = open.begun(&it).await;
        let wrong = it.wrong_code_of(challenge);
        for left in [4, 3, 2, 1] {
            let judged = open.answer(&it, challenge, &wrong).await;
            refused!(judged, Refusal::Wrong(told) if told == Wrong::Guess { left });
        }
        let asha = it.patient(ASHA.number).await;
        assert_eq!(it.credential(asha).await.failures, 99);
        open.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
        assert_eq!(it.credential(asha).await.failures, 0);

        for _ in 0..20 {
            it.pass(minutes(61));
            let challenge = open.begun(&it).await;
            open.exhaust(&it, challenge).await;
        }
        it.pass(minutes(61));
        for flow in [sign_in, open] {
            let (begun, noted) = it.noted(flow.begin(&it)).await;
            refused!(begun, Refusal::NeedsStaff);
            match flow {
                Flow::SignIn(_) => assert_eq!(noted, ["challenge-opened", "code-refused"]),
                Flow::Open(..) => assert_eq!(noted, ["code-refused"]),
            }
        }
        let wrong = sign_in::begin(&it.portal, &browser(5), ASHA.number, "wrong password").await;
        assert!(wrong.is_ok(), "only the right password tells that staff must help");
        it.set_password(asha, PASSWORD).await;
        for flow in [sign_in, open] {
            flow.begun(&it).await;
        }
    }
}

/// Ends three challenges by wrong tries, a minute apart; says when the last one ended.
async fn exhausted_thrice(it: &TestPortal, flow: Flow) -> Millis {
    for _ in 0..3 {
        it.pass(minutes(1));
        let challenge = flow.begun(it).await;
        flow.exhaust(it, challenge).await;
    }
    it.now()
}
