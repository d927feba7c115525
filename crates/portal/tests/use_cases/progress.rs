//! Where the code is, as its page says it; of a decoy's too.

use crate::{
    flow::Flow,
    people::{ASHA, NOBODY, PASSWORD, RAVI, browser, minutes, seconds},
};
use portal::{
    Caller, Portal, Refusal, Rules, account,
    challenge::{Pending, call, progress, resend},
    domain::challenge::{Channel, Plan, Progress, Purpose, SignIn, Wrong},
    sign_in,
};
use std::collections::BTreeMap;
use testkit::{TestPortal, on_both};

async fn seen(it: &TestPortal, caller: &Caller) -> Progress {
    let challenge = it.pending(caller).await.id;
    progress(&it.portal, caller, challenge).await.unwrap()
}

/// What a page shows each second after a sign-in was begun, while the courier delivers.
async fn course(it: &TestPortal, caller: &Caller, who: (&str, &str), ask: Ask) -> Vec<String> {
    course_at(&it.portal, it, caller, who, ask).await
}

async fn course_at(
    node: &Portal,
    it: &TestPortal,
    caller: &Caller,
    who: (&str, &str),
    ask: Ask,
) -> Vec<String> {
    sign_in::begin(node, caller, who.0, who.1).await.unwrap();
    let challenge = it.pending(caller).await.id;
    let mut shown = Vec::new();
    for second in 0..=50 {
        match (&ask, second) {
            (Ask::ToBeCalled, 5) => call(node, caller, challenge).await.unwrap(),
            (Ask::Again, 32) => resend(node, caller, challenge).await.unwrap(),
            _ => {}
        }
        for channel in Channel::ALL {
            it.courier.tick(channel).await.unwrap();
        }
        if !matches!(ask, Ask::Silence) {
            it.courier.settle().await.unwrap();
        }
        let Pending { call_at, resend_at, .. } =
            sign_in::pending(node, caller).await.unwrap().unwrap();
        let until = |at: Option<_>| at.map(|at| it.now().until(at));
        let status = progress(node, caller, challenge).await.unwrap();
        shown.push(format!("{status:?} {:?} {:?}", until(call_at), until(resend_at)));
        it.pass(seconds(1));
    }
    it.pass(minutes(11));
    shown
}

/// What the person does meanwhile.
#[derive(Debug)]
enum Ask {
    Nothing,
    ToBeCalled,
    Again,
    /// Nothing either, and no receipt comes.
    Silence,
}

on_both! {
    async fn a_page_says_where_the_code_is(it: TestPortal) {
        let [flow, _] = Flow::both(&it).await;
        let caller = flow.caller();
        let challenge = flow.begun(&it).await;
        assert_eq!(seen(&it, &caller).await, Progress::OnItsWay);
        it.courier.tick(Channel::Sms).await.unwrap();
        assert_eq!(seen(&it, &caller).await, Progress::OnItsWay, "taken, and no receipt yet");
        it.courier.settle().await.unwrap();
        assert_eq!(seen(&it, &caller).await, Progress::Delivered);
        it.pass(seconds(1));
        call(&it.portal, &caller, challenge).await.unwrap();
        assert_eq!(seen(&it, &caller).await, Progress::OnItsWay);
        it.courier.tick(Channel::Voice).await.unwrap();
        assert_eq!(seen(&it, &caller).await, Progress::Calling);
        it.pass(seconds(9));
        it.pick_up();
        it.courier.settle().await.unwrap();
        assert_eq!(seen(&it, &caller).await, Progress::Called);
        it.pass(seconds(21));
        resend(&it.portal, &caller, challenge).await.unwrap();
        assert_eq!(seen(&it, &caller).await, Progress::OnItsWay);
        it.deliver().await;
        assert_eq!(seen(&it, &caller).await, Progress::Delivered);
        let elsewhere = progress(&it.portal, &browser(9), challenge).await;
        refused!(elsewhere, Refusal::Wrong(Wrong::Expired));
    }

    async fn a_decoys_page_goes_as_a_real_one(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        it.enrol(&RAVI, PASSWORD).await;
        let mut number = 10;
        for ask in [|| Ask::Nothing, || Ask::ToBeCalled, || Ask::Again, || Ask::Silence] {
            it.pass(minutes(24 * 60));
            // The first real one is what decoys go by.
            let mut shown = Vec::new();
            for who in [
                (ASHA.phone, PASSWORD),
                (ASHA.phone, "wrong password"),
                (ASHA.phone, PASSWORD),
                (NOBODY.phone, PASSWORD),
                (RAVI.number, "wrong password"),
            ] {
                number += 1;
                shown.push(course(&it, &browser(number), who, ask()).await);
            }
            for decoy in &shown[1..] {
                assert_eq!(decoy, &shown[0], "{:?}", ask());
            }
        }
    }

    async fn a_wish_to_be_called_does_not_tell_that_a_password_was_right(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        it.enrol(&RAVI, PASSWORD).await;
        account::set_codes_by(&it.portal, asha, Some(Channel::Voice)).await.unwrap();
        course(&it, &browser(20), (RAVI.phone, PASSWORD), Ask::Nothing).await;
        let wrong = (ASHA.phone, "wrong password");
        let wrong = course(&it, &browser(21), wrong, Ask::Nothing).await;
        let right = course(&it, &browser(22), (ASHA.phone, PASSWORD), Ask::Nothing).await;
        assert_eq!(right, wrong);
        assert!(!it.sandbox.messages(None).is_empty());
    }

    async fn sent_again_a_decoys_page_goes_as_a_real_one_whatever_goes_first(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        let plans = BTreeMap::from([(SignIn::KIND.to_owned(), Plan::VoiceThenSms)]);
        let node = it.node(Rules { plans, ..Rules::default() }).await;
        let wishes = [None, Some(Channel::Voice), Some(Channel::Sms)];
        for (number, wish) in (30..).step_by(3).zip(wishes) {
            account::set_codes_by(&it.portal, asha, wish).await.unwrap();
            let right = (ASHA.phone, PASSWORD);
            course_at(&node, &it, &browser(number), right, Ask::Again).await;
            let wrong = (ASHA.phone, "wrong password");
            let wrong = course_at(&node, &it, &browser(number + 1), wrong, Ask::Again).await;
            let right = course_at(&node, &it, &browser(number + 2), right, Ask::Again).await;
            assert_eq!(right, wrong, "{wish:?}");
            it.pass(minutes(24 * 60));
        }
    }

    async fn whoever_is_signed_in_is_told_of_the_call_that_they_prefer(it: TestPortal) {
        let [_, open] = Flow::both(&it).await;
        let patient = it.patient(ASHA.number).await;
        account::set_codes_by(&it.portal, patient, Some(Channel::Voice)).await.unwrap();
        let (caller, challenge) = (open.caller(), open.begun(&it).await);
        let seen = async || progress(&it.portal, &caller, challenge).await.unwrap();
        assert_eq!(seen().await, Progress::OnItsWay, "nobody has been called yet");
        it.courier.tick(Channel::Voice).await.unwrap();
        assert_eq!(seen().await, Progress::Calling);
        it.pass(seconds(9));
        it.pick_up();
        it.courier.settle().await.unwrap();
        assert_eq!(seen().await, Progress::Called);
    }

    async fn where_nothing_was_ever_sent_a_decoy_goes_as_most_do(it: TestPortal) {
        let browser = browser(1);
        sign_in::begin(&it.portal, &browser, NOBODY.phone, PASSWORD).await.unwrap();
        assert_eq!(seen(&it, &browser).await, Progress::OnItsWay);
        it.pass(seconds(4));
        assert_eq!(seen(&it, &browser).await, Progress::Delivered);
        it.pass(seconds(30));
        assert_eq!(seen(&it, &browser).await, Progress::Delivered);
    }
}
