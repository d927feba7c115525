//! Receipts that come after the code has ended: they bring a real person's page back to life, and so a decoy's.

use crate::people::{ASHA, NOBODY, PASSWORD, RAVI, answer, browser, minutes, seconds};
use portal::{
    Caller, Portal, Refusal, Rules, account,
    challenge::{Pending, progress, resend},
    domain::challenge::{Channel, Plan, Purpose, SignIn, Wrong},
    sign_in,
};
use std::collections::BTreeMap;
use testkit::{TestPortal, on_both};

/// One sign-in: where it happens, who is typed, and when the code is asked for again.
struct Walk<'a> {
    it: &'a TestPortal,
    node: &'a Portal,
    caller: Caller,
    who: (&'static str, &'static str),
    again: Option<u64>,
}

impl Walk<'_> {
    /// What the page shows every five seconds until no code can live any more, and what wrong codes are told.
    async fn all(&self) -> Vec<String> {
        let Self { it, node, caller, who, again } = self;
        sign_in::begin(node, caller, who.0, who.1).await.unwrap();
        let challenge = it.pending(caller).await.id;
        let begun_at = it.now();
        let mut seen = Vec::new();
        for second in (0..=305).step_by(5) {
            if *again == Some(second) {
                resend(node, caller, challenge).await.unwrap();
            }
            it.courier.tick(Channel::Sms).await.unwrap();
            it.sandbox.tick();
            it.courier.settle().await.unwrap();
            let Pending { live, expires_at, resend_at, .. } =
                sign_in::pending(node, caller).await.unwrap().unwrap();
            let where_it_is = progress(node, caller, challenge).await.unwrap();
            let ends = begun_at.until(expires_at).as_secs();
            seen.push(format!("{second}: {live} {ends} {} {where_it_is:?}", resend_at.is_some()));
            if [130, 205, 240].contains(&second) {
                let wrong = it.wrong_code_of(challenge);
                let told = sign_in::answer(node, caller, challenge, &wrong).await.unwrap_err();
                seen.push(format!("{second}: {told:?}"));
            }
            it.pass(seconds(5));
        }
        // What was sent last arrives too, when no page waits for it any more.
        it.pass(seconds(300));
        it.sandbox.tick();
        it.courier.settle().await.unwrap();
        it.pass(minutes(61));
        seen
    }
}

on_both! {
    async fn a_late_receipt_brings_a_decoys_page_back_as_a_real_one(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        it.enrol(&RAVI, PASSWORD).await;
        let plans = BTreeMap::from([(SignIn::KIND.to_owned(), Plan::Sms)]);
        let node = it.node(Rules { plans, ..Rules::default() }).await;
        let mut number = 0;
        // How late texts are, when one is asked for again, and what of it a page shows.
        for (delay, again, met) in [
            (120, None, ["115: false 90 ", "120: true 210 ", "205: Wrong(Guess { left: 3 })"]),
            (120, Some(35), ["150: false 125 ", "155: true 245 ", "205: Wrong(Guess { left: 3 })"]),
            (200, Some(35), ["195: false 125 ", "200: true 290 ", "205: Wrong(Guess { left: 3 })"]),
            (250, None, ["245: false 90 ", "250: true 300 ", "205: Wrong(Expired)"]),
        ] {
            it.pass(minutes(24 * 60));
            it.texts_take(delay);
            let mut shown = Vec::new();
            // The first real one is what decoys go by.
            for who in [
                (ASHA.phone, PASSWORD),
                (ASHA.phone, "wrong password"),
                (ASHA.phone, PASSWORD),
                (NOBODY.phone, PASSWORD),
                (RAVI.number, "wrong password"),
            ] {
                number += 1;
                let caller = browser(number);
                shown.push(Walk { it: &it, node: &node, caller, who, again }.all().await);
            }
            for met in met {
                assert!(shown[0].iter().any(|line| line.starts_with(met)), "{met}: {:#?}", shown[0]);
            }
            for other in &shown[1..] {
                assert_eq!(other, &shown[0], "{delay} s late");
            }
        }
    }

    async fn a_code_whose_course_is_borrowed_lives_no_longer_for_it(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        it.texts_take(120);
        let who = (ASHA.phone, PASSWORD);
        Walk { it: &it, node: &it.portal, caller: browser(1), who, again: None }.all().await;
        // Whoever wishes to be called is; the page goes as a decoy's.
        account::set_codes_by(&it.portal, asha, Some(Channel::Voice)).await.unwrap();
        let caller = browser(2);
        sign_in::begin(&it.portal, &caller, who.0, who.1).await.unwrap();
        let challenge = it.pending(&caller).await.id;
        it.pass(seconds(125));
        assert!(sign_in::pending(&it.portal, &caller).await.unwrap().unwrap().live);
        let late = answer(&it, &caller, challenge, &it.code_of(challenge)).await;
        refused!(late, Refusal::Wrong(Wrong::Expired));
        let wrong = answer(&it, &caller, challenge, &it.wrong_code_of(challenge)).await;
        refused!(wrong, Refusal::Wrong(Wrong::Guess { left: 3 }));
    }

    async fn a_decoy_that_came_back_to_life_is_sent_again_as_a_real_one(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        it.texts_take(120);
        for (number, who) in (1..).zip([ASHA, ASHA, NOBODY]) {
            let (caller, who) = (browser(number), (who.phone, PASSWORD));
            let walk = Walk { it: &it, node: &it.portal, caller, who, again: None };
            if number == 1 {
                walk.all().await;
                continue;
            }
            sign_in::begin(&it.portal, &caller, who.0, who.1).await.unwrap();
            let challenge = it.pending(&caller).await.id;
            it.courier.tick(Channel::Sms).await.unwrap();
            it.pass(seconds(119));
            let dead = resend(&it.portal, &caller, challenge).await;
            refused!(dead, Refusal::Wrong(Wrong::Expired));
            it.pass(seconds(1));
            it.sandbox.tick();
            it.courier.settle().await.unwrap();
            resend(&it.portal, &caller, challenge).await.unwrap();
            let ends = it.now().until(it.pending(&caller).await.expires_at);
            assert_eq!(ends, seconds(90), "{}", who.0);
            it.pass(minutes(61));
        }
    }
}
