//! Asking for a code again, and codes that arrive late.

use crate::{
    flow::Flow,
    people::{ASHA, NOBODY, PASSWORD, browser, minutes, seconds},
};
use portal::{
    Refusal,
    challenge::resend,
    domain::{
        challenge::{Channel, Wrong},
        id::ChallengeId,
    },
    sign_in,
};
use std::time::Duration;
use testkit::on_both;

on_both! {
    async fn a_code_is_sent_again_after_thirty_seconds_with_the_same_digits(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let before = it.texts(ASHA.phone).await;
            let challenge = flow.begun(&it).await;
            assert_eq!(it.texts(ASHA.phone).await, before + 1);
            let at = it.now().after(seconds(30));
            it.pass(Duration::from_millis(29_999));
            let early = resend(&it.portal, &flow.caller(), challenge).await;
            refused!(early, Refusal::TooSoon(told) if told == at);
            it.pass(Duration::from_millis(1));
            let (sent, noted) = it.noted(resend(&it.portal, &flow.caller(), challenge)).await;
            sent.unwrap();
            assert_eq!(noted, ["code-resent"]);
            let texts = it.messages(ASHA.phone).await;
            assert_eq!(texts.len(), before + 2);
            assert_eq!(texts[0].text, texts[1].text);
            assert!(texts[0].text.contains(&it.code_of(challenge)));
            it.pass(minutes(61));
        }
    }

    async fn a_code_is_sent_three_times_at_most(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            for _ in 0..2 {
                it.pass(seconds(30));
                resend(&it.portal, &flow.caller(), challenge).await.unwrap();
            }
            it.pass(seconds(30));
            assert_eq!(flow.pending(&it).await.unwrap().resend_at, None);
            let fourth = resend(&it.portal, &flow.caller(), challenge).await;
            refused!(fourth, Refusal::NoMoreSends);
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
            it.pass(minutes(61));
        }
    }

    async fn a_code_that_was_sent_again_lives_on_from_then(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let begun_at = it.now();
            let challenge = flow.begun(&it).await;
            it.pass(seconds(80));
            resend(&it.portal, &flow.caller(), challenge).await.unwrap();
            let page = flow.pending(&it).await.unwrap();
            assert_eq!(page.expires_at, begun_at.after(seconds(170)));
            it.pass(Duration::from_millis(89_999));
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
            it.pass(minutes(61));
        }
    }

    async fn what_is_used_ended_or_somebody_elses_is_not_sent_again(it: TestPortal) {
        let [sign_in, _] = Flow::both(&it).await;
        let used = sign_in.begun(&it).await;
        sign_in.answer(&it, used, &it.code_of(used)).await.unwrap();
        it.pass(seconds(60));
        let (again, caller) = (resend(&it.portal, &sign_in.caller(), used).await, sign_in.caller());
        refused!(again, Refusal::Wrong(Wrong::Used));

        let exhausted = sign_in.begun(&it).await;
        sign_in.exhaust(&it, exhausted).await;
        let expired = sign_in.in_browser(browser(3)).begun(&it).await;
        it.pass(seconds(90));
        let superseded = sign_in.in_browser(browser(4)).begun(&it).await;
        it.pass(seconds(30));
        let live = sign_in.in_browser(browser(4)).begun(&it).await;
        it.pass(seconds(30));
        for (challenge, caller) in [
            (exhausted, caller),
            (expired, browser(3)),
            (superseded, browser(4)),
            (live, browser(66)),
            (ChallengeId(uuid::Uuid::from_u128(7)), caller),
        ] {
            let again = resend(&it.portal, &caller, challenge).await;
            refused!(again, Refusal::Wrong(Wrong::Expired));
        }
        resend(&it.portal, &browser(4), live).await.unwrap();
    }

    async fn a_decoys_code_is_sent_again_to_nobody(it: TestPortal) {
        let browser = browser(1);
        sign_in::begin(&it.portal, &browser, NOBODY.phone, PASSWORD).await.unwrap();
        let challenge = it.pending(&browser).await.id;
        for _ in 0..2 {
            it.pass(seconds(30));
            resend(&it.portal, &browser, challenge).await.unwrap();
        }
        it.pass(seconds(30));
        refused!(resend(&it.portal, &browser, challenge).await, Refusal::NoMoreSends);
        it.deliver().await;
        assert!(it.sandbox.messages(None).is_empty());
    }

    async fn sending_again_counts_against_the_limits(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let until = it.now().after(minutes(60));
            flow.begun(&it).await;
            it.pass(minutes(1));
            flow.begun(&it).await;
            it.pass(minutes(1));
            let challenge = flow.begun(&it).await;
            it.pass(seconds(30));
            resend(&it.portal, &flow.caller(), challenge).await.unwrap();
            it.pass(seconds(30));
            resend(&it.portal, &flow.caller(), challenge).await.unwrap();
            refused!(flow.begin(&it).await, Refusal::Limited(told) if told == until);
            it.pass(minutes(61));
        }
    }

    async fn sending_again_is_limited_too(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let until = it.now().after(minutes(60));
            for _ in 0..4 {
                flow.begun(&it).await;
                it.pass(minutes(1));
            }
            let challenge = flow.begun(&it).await;
            it.pass(seconds(30));
            let (sent, noted) = it.noted(resend(&it.portal, &flow.caller(), challenge)).await;
            refused!(sent, Refusal::Limited(told) if told == until);
            assert_eq!(noted, ["code-refused"]);
            it.pass(minutes(61));
        }
    }

    async fn a_code_that_arrives_late_lives_on_from_its_arrival(it: TestPortal) {
        // When the text arrives, and when the code then ends, both in seconds after it was asked for.
        for (arrival, end) in [(60, 90), (100, 190), (250, 300)] {
            for flow in Flow::both(&it).await {
                let begun_at = it.now();
                let challenge = flow.begun(&it).await;
                it.courier.tick(Channel::Sms).await.unwrap();
                // News of a sign-in may leave with the code, and either of them first.
                let (texts, code) = (it.sandbox.messages(None), it.code_of(challenge));
                let text = texts.iter().find(|each| each.text.contains(&code)).unwrap();
                it.pass(seconds(arrival));
                it.arrived(text).await;
                let page = flow.pending(&it).await.unwrap();
                assert_eq!(page.expires_at, begun_at.after(seconds(end)), "{arrival} s");
                it.clock.set(page.expires_at);
                let judged = flow.answer(&it, challenge, &it.code_of(challenge)).await;
                refused!(judged, Refusal::Wrong(Wrong::Expired));
                it.clock.set(begun_at.after(seconds(end - 1)));
                flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
                it.pass(minutes(61));
            }
        }
    }
}
