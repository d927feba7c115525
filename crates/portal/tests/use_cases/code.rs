//! Answering a challenge, rightly and otherwise.

use crate::{
    clinic::{asked, open_until, reports_of, signed_in, typed},
    flow::Flow,
    people::{ASHA, browser, minutes, seconds},
};
use portal::{
    Refusal,
    domain::{
        challenge::{NotACode, Wrong},
        id::ChallengeId,
    },
};
use std::time::Duration;
use testkit::on_both;
use uuid::Uuid;

on_both! {
    async fn a_wrong_code_leaves_four_tries_and_a_malformed_one_all(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            let malformed = [
                ("", NotACode::Missing),
                (" - ", NotACode::Missing),
                ("12345", NotACode::Malformed),
                ("1234567", NotACode::Malformed),
                ("12345x", NotACode::Malformed),
                ("' OR 1", NotACode::Malformed),
            ];
            for (typed, why) in malformed {
                let judged = flow.answer(&it, challenge, typed).await;
                refused!(judged, Refusal::Code(told) if told == why);
            }
            let wrong = it.wrong_code_of(challenge);
            for left in [4, 3, 2, 1] {
                let judged = flow.answer(&it, challenge, &wrong).await;
                refused!(judged, Refusal::Wrong(told) if told == Wrong::Guess { left });
            }
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
        }
    }

    async fn a_code_ends_ninety_seconds_after_it_was_issued(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            it.pass(seconds(90));
            let judged = flow.answer(&it, challenge, &it.code_of(challenge)).await;
            refused!(judged, Refusal::Wrong(Wrong::Expired));
            assert!(!flow.pending(&it).await.unwrap().live);

            let challenge = flow.begun(&it).await;
            it.pass(Duration::from_millis(89_999));
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
        }
    }

    async fn a_code_is_used_once(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
            let again = flow.answer(&it, challenge, &it.code_of(challenge)).await;
            refused!(again, Refusal::Wrong(Wrong::Used));
            assert!(flow.pending(&it).await.is_none());
        }
    }

    async fn a_sixth_guess_is_refused_though_it_is_right(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            flow.exhaust(&it, challenge).await;
            let sixth = flow.answer(&it, challenge, &it.code_of(challenge)).await;
            refused!(sixth, Refusal::Wrong(Wrong::TooMany));
            let page = flow.pending(&it).await.unwrap();
            assert!(!page.live && page.resend_at.is_none());
        }
    }

    async fn a_newer_challenge_ends_the_older(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let older = flow.begun(&it).await;
            it.pass(seconds(1));
            let newer = flow.begun(&it).await;
            assert_ne!(older, newer);
            let judged = flow.answer(&it, older, &it.code_of(older)).await;
            refused!(judged, Refusal::Wrong(Wrong::Expired));
            let crossed = flow.answer(&it, newer, &it.code_of(older)).await;
            refused!(crossed, Refusal::Wrong(Wrong::Guess { left: 4 }));
            flow.answer(&it, newer, &it.code_of(newer)).await.unwrap();
        }
    }

    async fn a_challenge_is_of_no_use_in_another_browser(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            let thief = flow.in_browser(browser(66));
            for challenge in [challenge, ChallengeId(Uuid::from_u128(7))] {
                for _ in 0..6 {
                    let (judged, noted) =
                        it.noted(thief.answer(&it, challenge, &it.code_of(challenge))).await;
                    refused!(judged, Refusal::Wrong(Wrong::Expired));
                    assert!(noted.is_empty(), "made up challenges must not fill the log");
                }
            }
            assert!(thief.pending(&it).await.is_none());
            // Nor did the thief's tries cost the owner any.
            let wrong = it.wrong_code_of(challenge);
            let judged = flow.answer(&it, challenge, &wrong).await;
            refused!(judged, Refusal::Wrong(Wrong::Guess { left: 4 }));
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
        }
    }

    async fn a_code_for_one_purpose_answers_no_other(it: TestPortal) {
        let [sign_in, open] = Flow::both(&it).await;
        let sign_in = sign_in.in_browser(open.caller());
        for (asked, other) in [(sign_in, open), (open, sign_in)] {
            let challenge = asked.begun(&it).await;
            let code = it.code_of(challenge);
            for typed in [&code, &it.wrong_code_of(challenge)] {
                let (judged, noted) = it.noted(other.answer(&it, challenge, typed)).await;
                refused!(judged, Refusal::Wrong(Wrong::Purpose));
                assert_eq!(noted, ["code-failed"]);
            }
            asked.answer(&it, challenge, &code).await.unwrap();
        }
    }

    async fn a_code_for_one_report_opens_no_other(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01", "2025-06-01"]).await;
        let [newer, older] = reports_of(&it, &asha).await.try_into().unwrap();
        let challenge = asked(&it, &asha, newer).await;
        let code = it.code_of(challenge);
        let (judged, noted) = it.noted(typed(&it, &asha, older, challenge, &code)).await;
        refused!(judged, Refusal::Wrong(Wrong::Purpose));
        assert_eq!(noted, ["code-failed"]);
        for report in [newer, older] {
            assert_eq!(open_until(&it, &asha, report).await, None);
        }
        typed(&it, &asha, newer, challenge, &code).await.unwrap();
        assert_eq!(open_until(&it, &asha, newer).await, Some(it.now().after(minutes(5))));
        assert_eq!(open_until(&it, &asha, older).await, None);
    }

    async fn two_reports_wait_for_a_code_each(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01", "2025-06-01"]).await;
        let [newer, older] = reports_of(&it, &asha).await.try_into().unwrap();
        let first = asked(&it, &asha, newer).await;
        let second = asked(&it, &asha, older).await;
        for (report, challenge) in [(newer, first), (older, second)] {
            typed(&it, &asha, report, challenge, &it.code_of(challenge)).await.unwrap();
        }
    }
}
