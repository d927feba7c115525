//! Setting, changing and removing a PIN, and who may not.

use crate::{
    accounts::{enrol, lives, seat},
    activation::ASHA,
    people::{PASSWORD, browser},
    pins::{OTHER, PIN, allowed, with_pin},
};
use portal::{
    Principal, Refusal,
    domain::pin::{self as rule, NotAPin, Weak},
    pin,
};
use testkit::on_both;

on_both! {
    async fn whoever_holds_the_phone_replaces_no_pin(it: TestPortal) {
        let asha = with_pin(&it).await;
        let challenge = allowed(&it, &asha).await;
        let change = |current, typed| pin::change(&it.portal, &asha, challenge, current, typed);
        refused!(change("", OTHER).await, Refusal::NotAPin(NotAPin::Missing));
        refused!(change(OTHER, OTHER).await, Refusal::PinWrong(rule::Wrong::Guess { .. }));
        refused!(pin::remove(&it.portal, &asha, challenge, OTHER).await, Refusal::PinWrong(_));
        refused!(change(PIN, "1234").await, Refusal::PinWeak(Weak::Easy));
        refused!(change(PIN, "1948").await, Refusal::PinWeak(Weak::Known));
        refused!(change(PIN, "29 02").await, Refusal::PinWeak(Weak::Known));
        for _ in 0..2 {
            refused!(change(PIN, "1948").await, Refusal::PinWeak(Weak::Known));
        }
        change(PIN, OTHER).await.unwrap();
        refused!(change(OTHER, PIN).await, Refusal::Lapsed);
        let challenge = allowed(&it, &asha).await;
        pin::remove(&it.portal, &asha, challenge, OTHER).await.unwrap();
        assert!(!pin::is_set(&it.portal, asha.patient).await.unwrap());
        it.sign_in(browser(3), &ASHA, PASSWORD).await;
    }

    async fn whoever_holds_the_phone_sets_no_pin(it: TestPortal) {
        let patient = enrol(&it, &ASHA).await;
        let asha = Principal { patient, caller: browser(1) };
        let challenge = allowed(&it, &asha).await;
        for guess in ["", "a guess"] {
            let set = pin::change(&it.portal, &asha, challenge, guess, PIN).await;
            refused!(set, Refusal::PasswordWrong);
        }
        let probed = pin::change(&it.portal, &asha, challenge, "a guess", "1948").await;
        refused!(probed, Refusal::PasswordWrong);
        assert!(!pin::is_set(&it.portal, patient).await.unwrap());
    }

    async fn setting_a_pin_ends_the_sessions_that_were_begun_without(it: TestPortal) {
        let patient = enrol(&it, &ASHA).await;
        let asha = Principal { patient, caller: browser(1) };
        seat(&it, patient, asha.caller.session).await;
        seat(&it, patient, browser(7).session).await;
        let challenge = allowed(&it, &asha).await;
        let (done, noted) = it.noted(pin::change(&it.portal, &asha, challenge, PASSWORD, PIN)).await;
        done.unwrap();
        assert_eq!(noted, ["session-ended", "pin-set"]);
        assert!(lives(&it, asha.caller.session).await && !lives(&it, browser(7).session).await);
    }
}
