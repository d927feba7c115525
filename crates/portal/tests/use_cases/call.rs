//! Asking to be called instead.

use crate::{
    flow::Flow,
    people::{ASHA, NOBODY, PASSWORD, browser, minutes, seconds},
};
use portal::{
    Refusal, Rules,
    challenge::{Pending, call, resend},
    domain::{
        challenge::{Channel, Plan, Wrong},
        id::ChallengeId,
    },
    sign_in,
};
use std::{collections::BTreeMap, time::Duration};
use testkit::{TestPortal, on_both};

/// How many calls reached Asha's phone.
async fn calls(it: &TestPortal) -> usize {
    let messages = it.messages(ASHA.phone).await;
    messages.iter().filter(|message| message.channel == Channel::Voice).count()
}

on_both! {
    async fn a_call_comes_at_once_although_the_text_arrived(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let (texts, before) = (it.texts(ASHA.phone).await, calls(&it).await);
            let challenge = flow.begun(&it).await;
            assert_eq!(it.texts(ASHA.phone).await, texts + 1, "the text arrived");
            it.pass(seconds(3));
            assert_eq!(flow.pending(&it).await.unwrap().call_at, Some(it.now().before(seconds(3))));
            let (called, noted) = it.noted(call(&it.portal, &flow.caller(), challenge)).await;
            called.unwrap();
            assert_eq!(noted, ["code-resent"]);
            assert_eq!(calls(&it).await, before + 1);
            let digits: Vec<String> =
                it.code_of(challenge).chars().map(String::from).collect();
            let newest = &it.messages(ASHA.phone).await[0];
            assert!(newest.text.contains(&digits.join(", ")), "the same digits");
            it.pass(seconds(15));
            assert_eq!(calls(&it).await, before + 1, "the planned call was that one");
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
            it.pass(minutes(61));
        }
    }

    async fn a_further_call_waits_until_the_phone_has_stopped_ringing(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let before = calls(&it).await;
            let challenge = flow.begun(&it).await;
            call(&it.portal, &flow.caller(), challenge).await.unwrap();
            it.deliver().await;
            let at = it.now().after(seconds(30));
            assert_eq!(flow.pending(&it).await.unwrap().call_at, Some(at));
            it.pass(Duration::from_millis(29_999));
            let early = call(&it.portal, &flow.caller(), challenge).await;
            refused!(early, Refusal::TooSoon(told) if told == at);
            it.pass(Duration::from_millis(1));
            call(&it.portal, &flow.caller(), challenge).await.unwrap();
            assert_eq!(calls(&it).await, before + 2);
            it.pass(seconds(30));
            refused!(call(&it.portal, &flow.caller(), challenge).await, Refusal::NoMoreSends);
            let Pending { call_at, resend_at, .. } = flow.pending(&it).await.unwrap();
            assert_eq!((call_at, resend_at), (None, None));
            it.pass(minutes(61));
        }
    }

    async fn nobody_is_called_twice_by_asking_while_the_planned_call_rings(it: TestPortal) {
        let [sign_in, _] = Flow::both(&it).await;
        let challenge = sign_in.begun(&it).await;
        it.pass(seconds(15));
        it.courier.tick(Channel::Voice).await.unwrap();
        it.pass(seconds(2));
        let at = it.now().after(seconds(28));
        assert_eq!(sign_in.pending(&it).await.unwrap().call_at, Some(at));
        refused!(call(&it.portal, &sign_in.caller(), challenge).await, Refusal::TooSoon(told) if told == at);
    }

    async fn of_many_who_ask_at_once_one_is_called(it: TestPortal) {
        let [sign_in, _] = Flow::both(&it).await;
        let challenge = sign_in.begun(&it).await;
        let caller = sign_in.caller();
        let ask = || call(&it.portal, &caller, challenge);
        let (one, two, three, four) = tokio::join!(ask(), ask(), ask(), ask());
        let done = [one, two, three, four];
        assert_eq!(done.iter().filter(|asked| asked.is_ok()).count(), 1, "{done:?}");
        assert_eq!(calls(&it).await, 1);
    }

    async fn what_is_used_ended_or_somebody_elses_is_not_read_aloud(it: TestPortal) {
        let [sign_in, _] = Flow::both(&it).await;
        let used = sign_in.begun(&it).await;
        sign_in.answer(&it, used, &it.code_of(used)).await.unwrap();
        refused!(call(&it.portal, &sign_in.caller(), used).await, Refusal::Wrong(Wrong::Used));
        let expired = sign_in.in_browser(browser(3)).begun(&it).await;
        it.pass(seconds(90));
        let live = sign_in.in_browser(browser(4)).begun(&it).await;
        for (challenge, caller) in [
            (expired, browser(3)),
            (live, browser(66)),
            (ChallengeId(uuid::Uuid::from_u128(7)), browser(4)),
        ] {
            refused!(call(&it.portal, &caller, challenge).await, Refusal::Wrong(Wrong::Expired));
        }
        assert_eq!(calls(&it).await, 0);
        call(&it.portal, &browser(4), live).await.unwrap();
        assert_eq!(calls(&it).await, 1);
    }

    async fn calls_count_against_the_limits(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let until = it.now().after(minutes(60));
            for _ in 0..4 {
                flow.begun(&it).await;
                it.pass(minutes(1));
            }
            let challenge = flow.begun(&it).await;
            let (called, noted) = it.noted(call(&it.portal, &flow.caller(), challenge)).await;
            refused!(called, Refusal::Limited(told) if told == until);
            assert_eq!(noted, ["code-refused"]);
            it.pass(minutes(61));
        }
    }

    async fn a_decoy_is_called_by_nobody_and_counts_the_same(it: TestPortal) {
        let browser = browser(1);
        sign_in::begin(&it.portal, &browser, NOBODY.phone, PASSWORD).await.unwrap();
        let challenge = it.pending(&browser).await.id;
        call(&it.portal, &browser, challenge).await.unwrap();
        let at = it.now().after(seconds(30));
        assert_eq!(it.pending(&browser).await.call_at, Some(at));
        refused!(call(&it.portal, &browser, challenge).await, Refusal::TooSoon(told) if told == at);
        it.pass(seconds(30));
        resend(&it.portal, &browser, challenge).await.unwrap();
        refused!(call(&it.portal, &browser, challenge).await, Refusal::NoMoreSends);
        it.deliver().await;
        assert!(it.sandbox.messages(None).is_empty());
    }

    async fn a_clinic_that_only_texts_calls_nobody(it: TestPortal) {
        let [flow, _] = Flow::both(&it).await;
        let plans = BTreeMap::from([("sign-in".to_owned(), Plan::Sms)]);
        let node = it.node(Rules { plans, ..Rules::default() }).await;
        flow.begin_at(&node).await.unwrap();
        let pending = sign_in::pending(&node, &flow.caller()).await.unwrap().unwrap();
        assert_eq!((pending.first, pending.call_at), (Channel::Sms, None));
        refused!(call(&node, &flow.caller(), pending.id).await, Refusal::NotFound);
        it.deliver().await;
        it.pass(seconds(20));
        assert_eq!(calls(&it).await, 0);
    }
}
