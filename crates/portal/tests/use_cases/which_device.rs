//! With which browser somebody did what, as the history tells.

use crate::{
    clinic::{asked, report_of, signed_in},
    guardians,
    people::{ASHA, browser, minutes},
};
use portal::{
    Caller, Principal,
    domain::{
        audit::Event,
        device::{Browser, Model, System},
    },
    family,
    history::{self, Wanted},
};
use testkit::{TestPortal, on_both};

const PHONE: Model = Model { browser: Browser::Firefox, system: System::Android };

fn with_phone(who: Principal) -> Principal {
    Principal { caller: Caller { model: Some(PHONE), ..who.caller }, ..who }
}

/// What the newest line of a kind tells of the browser.
async fn told(it: &TestPortal, who: &Principal, event: Event) -> Option<Model> {
    let page = history::page(&it.portal, who, &[], &Wanted::default()).await.unwrap();
    page.lines.into_iter().find(|told| told.line.event == event).unwrap().device
}

on_both! {
    async fn a_line_says_with_which_browser_where_that_said_what_it_is(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        asked(&it, &with_phone(asha), report).await;
        assert_eq!(told(&it, &asha, Event::ChallengeOpened).await, Some(PHONE));
        assert_eq!(told(&it, &asha, Event::Imported).await, None, "the clinic");
        it.pass(minutes(2));
        asked(&it, &asha, report).await;
        assert_eq!(told(&it, &asha, Event::ChallengeOpened).await, None, "it does not say");
    }

    async fn nobody_is_told_what_their_guardian_has_in_hand(it: TestPortal) {
        let (asha, for_dev) = guardians::acting(&it).await;
        let report = report_of(&it, &for_dev).await;
        asked(&it, &with_phone(for_dev), report).await;
        let himself = Principal { patient: for_dev.patient, caller: browser(2) };
        assert_eq!(told(&it, &himself, Event::ChallengeOpened).await, None);
        family::back(&it.portal, &for_dev).await.unwrap();
        family::begin(&it.portal, &with_phone(asha), for_dev.patient).await.unwrap();
        assert_eq!(told(&it, &himself, Event::ActingBegan).await, None);
    }
}
