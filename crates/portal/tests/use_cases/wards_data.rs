//! A child's data: what a guardian may do with them, and what they may not.

use crate::{
    accounts::seat,
    exporting::{Plain, ask, made, newest, whole},
    guardians::{DEV, acting, lines_of},
    people::{ASHA, browser, minutes},
};
use portal::{
    Principal, Refusal,
    audit::Who,
    devices,
    domain::{audit::Event, day::Day, device::Look},
    erasure,
    export::{self, File},
    family, notice,
};
use testkit::{TestPortal, on_both};

on_both! {
    async fn a_guardian_takes_them_away_by_a_code_to_their_own_phone(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        export::ask(&it.portal, &for_dev).await.unwrap();
        it.deliver().await;
        assert_eq!((it.texts(ASHA.phone).await, it.texts(DEV.phone).await), (2, 1));
        let challenge = export::pending(&it.portal, &for_dev).await.unwrap().unwrap().id;
        let code = it.code_of(challenge);
        export::answer(&it.portal, &for_dev, challenge, &code).await.unwrap();
        assert!(export::make(&it.portal, &Plain).await.unwrap());
        let id = newest(&it, &for_dev).await.id;
        let page = whole(&it, &for_dev, id, File::Page).await.unwrap();
        assert!(page.contains(DEV.name) && !page.contains(ASHA.name), "{page}");
        let seen = lines_of(&it, for_dev.patient, Event::ChallengeOpened).await;
        let by = Who::Guardian(asha.patient);
        let events = [Event::ExportTaken, Event::ExportAsked, Event::ChallengeOpened];
        assert_eq!(seen, events.map(|event| (event, by)));
    }

    async fn what_is_the_childs_own_to_see_is_in_the_childs_own_copy_alone(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        let look = Look { place: Some("Jaipur, India".into()), ..Look::default() };
        devices::recognise(&it.portal, for_dev.patient, "a cookie", &look).await.unwrap();
        notice::accepted_on_paper(&it.portal, for_dev.patient).await.unwrap();
        let himself = Principal { patient: for_dev.patient, caller: browser(2) };
        seat(&it, asha.patient, for_dev.caller.session).await;
        seat(&it, himself.patient, himself.caller.session).await;
        let own = ["Jaipur", ASHA.name, "Consent", "Device", "RelatedPerson", "/settings"];
        for (who, is_own) in [(for_dev, false), (himself, true)] {
            let id = made(&it, &who).await;
            let page = whole(&it, &who, id, File::Page).await.unwrap();
            let bundle = whole(&it, &who, id, File::Bundle).await.unwrap();
            for text in own {
                assert_eq!(bundle.contains(text), is_own, "{text}");
            }
            for text in &own[..2] {
                assert_eq!(page.contains(text), is_own, "{text}");
            }
            for theirs in [ASHA.number, ASHA.phone, &asha.patient.to_string()] {
                assert!(!bundle.contains(theirs), "{theirs}");
            }
        }
    }

    async fn erasing_them_is_the_childs_own(it: TestPortal) {
        let (_, for_dev) = acting(&it).await;
        refused!(erasure::ask(&it.portal, &for_dev).await, Refusal::NotForGuardians);
        let himself = Principal { patient: for_dev.patient, caller: browser(2) };
        erasure::ask(&it.portal, &himself).await.unwrap();
        let challenge = erasure::pending(&it.portal, &himself).await.unwrap().unwrap().id;
        let code = it.code_of(challenge);
        let answered = erasure::answer(&it.portal, &for_dev, challenge, &code).await;
        refused!(answered, Refusal::NotForGuardians);
        assert_eq!(erasure::standing(&it.portal, &himself).await.unwrap().state, None);
        erasure::answer(&it.portal, &himself, challenge, &code).await.unwrap();
        refused!(erasure::withdraw(&it.portal, &for_dev).await, Refusal::NotForGuardians);
        let state = erasure::standing(&it.portal, &himself).await.unwrap().state;
        assert_eq!(state, Some(erasure::State::Asked));
    }

    async fn an_end_counts_between_the_code_and_its_answer(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        export::ask(&it.portal, &for_dev).await.unwrap();
        let challenge = export::pending(&it.portal, &for_dev).await.unwrap().unwrap().id;
        family::end(&it.portal, for_dev.patient, asha.patient).await.unwrap();
        let code = it.code_of(challenge);
        let answered = export::answer(&it.portal, &for_dev, challenge, &code).await;
        refused!(answered, Refusal::GuardianshipOver);
        refused!(export::ask(&it.portal, &for_dev).await, Refusal::GuardianshipOver);
        assert!(!export::make(&it.portal, &Plain).await.unwrap(), "nothing was granted");
    }

    async fn an_end_counts_between_the_code_and_the_download(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        let id = made(&it, &for_dev).await;
        family::end(&it.portal, for_dev.patient, asha.patient).await.unwrap();
        let taken = whole(&it, &for_dev, id, File::Page).await;
        refused!(taken, Refusal::GuardianshipOver);
        assert_eq!(it.events(Event::ExportTaken).await, 0);
    }

    async fn the_eighteenth_birthday_ends_a_download(it: TestPortal) {
        let for_dev = two_minutes_before_eighteen(&it).await;
        let id = made(&it, &for_dev).await;
        let mut slow = export::take(&it.portal, &for_dev, id, File::Bundle).await.unwrap();
        it.pass(minutes(2));
        refused!(slow.piece().await, Refusal::Lapsed);
        refused!(export::ask(&it.portal, &for_dev).await, Refusal::GuardianshipOver);
    }

    async fn the_eighteenth_birthday_ends_the_making(it: TestPortal) {
        let for_dev = two_minutes_before_eighteen(&it).await;
        ask(&it, &for_dev).await;
        it.pass(minutes(2));
        assert!(!export::make(&it.portal, &Plain).await.unwrap(), "nobody may have it any more");
    }
}

/// Somebody who acts for a child that is about to be none.
async fn two_minutes_before_eighteen(it: &TestPortal) -> Principal {
    let (_, for_dev) = acting(it).await;
    let birthday = Day::parse("2026-11-20").unwrap().in_utc();
    it.pass(it.now().until(birthday.before(minutes(2))));
    for_dev
}
