//! By which channel a code is sent, and in which order.

use crate::{
    counter::{CITY, asked, lata, metformin, open_shops},
    flow::Flow,
    people::{ASHA, NOBODY, PASSWORD, browser, minutes, seconds},
};
use portal::{
    Rules, account,
    challenge::resend,
    domain::challenge::{Channel, Plan},
    sign_in,
};
use std::collections::BTreeMap;
use testkit::{Person, TestPortal, on_both};

/// Whose line takes no texts.
const KAVITA: Person = Person { name: "Kavita Rao", number: "MED-1007", phone: "+911123456789" };

/// The channels of what reached a phone, oldest first.
async fn received(it: &TestPortal, phone: &str) -> Vec<Channel> {
    let messages = it.messages(phone).await;
    messages.iter().rev().map(|message| message.channel).collect()
}

on_both! {
    async fn the_clinic_decides_for_each_purpose(it: TestPortal) {
        let [sign_in, open] = Flow::both(&it).await;
        let plans = BTreeMap::from([("sign-in".to_owned(), Plan::Voice)]);
        let node = it.node(Rules { plans, ..Rules::default() }).await;
        let before = received(&it, ASHA.phone).await.len();
        sign_in.begin_at(&node).await.unwrap();
        let pending = sign_in::pending(&node, &sign_in.caller()).await.unwrap().unwrap();
        assert_eq!(pending.first, Channel::Voice);
        assert_eq!(received(&it, ASHA.phone).await[before..], [Channel::Voice]);
        it.pass(seconds(30));
        resend(&node, &sign_in.caller(), pending.id).await.unwrap();
        assert_eq!(received(&it, ASHA.phone).await[before..], [Channel::Voice; 2]);
        open.begin_at(&node).await.unwrap();
        assert_eq!(open.pending(&it).await.unwrap().first, Channel::Sms);
        assert_eq!(received(&it, ASHA.phone).await.last(), Some(&Channel::Sms));
    }

    async fn a_patient_may_prefer_calls_and_gets_no_text_then(it: TestPortal) {
        let [_, open] = Flow::both(&it).await;
        let patient = it.patient(ASHA.number).await;
        account::set_codes_by(&it.portal, patient, Some(Channel::Voice)).await.unwrap();
        let before = received(&it, ASHA.phone).await.len();
        open.begun(&it).await;
        assert_eq!(open.pending(&it).await.unwrap().first, Channel::Voice);
        it.deliver().await;
        it.pick_up();
        it.courier.settle().await.unwrap();
        it.pass(seconds(20));
        assert_eq!(received(&it, ASHA.phone).await[before..], [Channel::Voice]);
    }

    async fn who_is_called_first_is_called_again(it: TestPortal) {
        let [sign_in, open] = Flow::both(&it).await;
        let patient = it.patient(ASHA.number).await;
        let plans = |plan| BTreeMap::from(["sign-in", "open-report"].map(|kind| (kind.to_owned(), plan)));
        for (plan, codes_by, expected) in [
            (Plan::VoiceThenSms, None, Channel::Voice),
            (Plan::SmsThenVoice, Some(Channel::Voice), Channel::Voice),
            (Plan::Voice, Some(Channel::Sms), Channel::Sms),
            (Plan::SmsThenVoice, None, Channel::Sms),
        ] {
            let node = it.node(Rules { plans: plans(plan), ..Rules::default() }).await;
            account::set_codes_by(&it.portal, patient, codes_by).await.unwrap();
            for flow in [&sign_in, &open] {
                flow.begin_at(&node).await.unwrap();
                let challenge = flow.pending(&it).await.unwrap().id;
                it.deliver().await;
                it.pass(seconds(30));
                let before = received(&it, ASHA.phone).await.len();
                resend(&node, &flow.caller(), challenge).await.unwrap();
                let after = received(&it, ASHA.phone).await;
                assert_eq!(after[before..], [expected], "{plan:?} {codes_by:?}");
                it.pass(minutes(31));
            }
        }
    }

    async fn a_patient_who_prefers_calls_gets_a_text_when_nobody_hears_the_call(it: TestPortal) {
        let [_, open] = Flow::both(&it).await;
        let patient = it.patient(ASHA.number).await;
        account::set_codes_by(&it.portal, patient, Some(Channel::Voice)).await.unwrap();
        open.begun(&it).await;
        it.courier.tick(Channel::Voice).await.unwrap();
        it.pass(seconds(14));
        assert_eq!(it.courier.tick(Channel::Sms).await.unwrap(), 0);
        it.pass(seconds(1));
        assert_eq!(it.courier.tick(Channel::Sms).await.unwrap(), 1);
    }

    async fn a_patient_who_wants_texts_is_not_called(it: TestPortal) {
        let [_, open] = Flow::both(&it).await;
        let patient = it.patient(ASHA.number).await;
        let (set, noted) =
            it.noted(account::set_codes_by(&it.portal, patient, Some(Channel::Sms))).await;
        set.unwrap();
        assert_eq!(noted, ["codes-by-set"]);
        open.begun(&it).await;
        it.courier.tick(Channel::Sms).await.unwrap();
        it.pass(seconds(20));
        assert_eq!(it.courier.tick(Channel::Voice).await.unwrap(), 0);
        account::set_codes_by(&it.portal, patient, None).await.unwrap();
        open.begun(&it).await;
        it.courier.tick(Channel::Sms).await.unwrap();
        it.pass(seconds(20));
        assert_eq!(it.courier.tick(Channel::Voice).await.unwrap(), 1);
    }

    async fn whom_a_pharmacy_asks_for_is_called_once_where_no_receipt_comes(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        asked(&it, &lata, &number).await;
        it.courier.tick(Channel::Sms).await.unwrap();
        it.pass(seconds(14));
        assert_eq!(it.courier.tick(Channel::Voice).await.unwrap(), 0);
        it.pass(seconds(1));
        assert_eq!(it.courier.tick(Channel::Voice).await.unwrap(), 1);
        let [call, text] = it.messages(ASHA.phone).await.try_into().unwrap();
        assert_eq!((call.channel, text.channel), (Channel::Voice, Channel::Sms));
        assert!(call.text.contains(CITY), "{}", call.text);
    }

    async fn a_landline_is_only_ever_called(it: TestPortal) {
        it.enrol(&KAVITA, PASSWORD).await;
        let browser = browser(5);
        sign_in::begin(&it.portal, &browser, KAVITA.phone, PASSWORD).await.unwrap();
        let pending = it.pending(&browser).await;
        assert_eq!(pending.first, Channel::Voice);
        assert_eq!(received(&it, KAVITA.phone).await, [Channel::Voice]);
        it.pass(seconds(30));
        resend(&it.portal, &browser, pending.id).await.unwrap();
        assert_eq!(received(&it, KAVITA.phone).await, [Channel::Voice; 2]);
    }

    async fn what_the_page_names_first_says_nothing_of_who_is_a_patient(it: TestPortal) {
        it.enrol(&KAVITA, PASSWORD).await;
        it.enrol(&ASHA, PASSWORD).await;
        let asha = it.patient(ASHA.number).await;
        account::set_codes_by(&it.portal, asha, Some(Channel::Voice)).await.unwrap();
        let tried = [
            (ASHA.number, PASSWORD, Channel::Sms),
            (ASHA.phone, PASSWORD, Channel::Sms),
            (ASHA.phone, "wrong password", Channel::Sms),
            (NOBODY.number, PASSWORD, Channel::Sms),
            (KAVITA.number, PASSWORD, Channel::Sms),
            (KAVITA.phone, PASSWORD, Channel::Voice),
            (KAVITA.phone, "wrong password", Channel::Voice),
            ("+911123456780", PASSWORD, Channel::Voice),
        ];
        for (number, (identifier, password, first)) in (1..).zip(tried) {
            let browser = browser(number);
            sign_in::begin(&it.portal, &browser, identifier, password).await.unwrap();
            assert_eq!(it.pending(&browser).await.first, first, "{identifier} {password}");
        }
    }
}
