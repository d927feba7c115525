//! A lost browser is told to forget everything.

use crate::{
    clinic::{open, open_until, report_of, signed_in},
    devices::{lives, seated, wipe_of},
    people::{ASHA, PASSWORD, browser, minutes},
};
use portal::{
    Refusal, account,
    devices::{self, Cleared, Which},
    domain::{Language, audit::Event, challenge::Wrong, device::Wipe, settings::Settings},
    sign_in,
};
use testkit::on_both;

on_both! {
    async fn a_lost_browser_is_signed_out_at_once_and_told_when_it_comes(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        let (own, _) = seated(&it, &asha, 1).await;
        let (phone, lost) = seated(&it, &asha, 2).await;
        open(&it, &phone, report).await;
        assert_eq!(devices::deliver(&it.portal, &phone.caller, "cookie 2").await.unwrap(), None);
        let asked_at = it.portal.now();
        let (wiped, noted) = it.noted(devices::wipe(&it.portal, &own, lost)).await;
        wiped.unwrap();
        assert_eq!(noted, ["session-ended", "wipe-asked"]);
        assert!(!lives(&it, 2).await);
        assert!(open_until(&it, &phone, report).await.is_none());
        assert_eq!(wipe_of(&it, &own, lost).await, Wipe::Asked(asked_at));

        it.pass(minutes(90));
        let (again, noted) = it.noted(devices::wipe(&it.portal, &own, lost)).await;
        again.unwrap();
        assert!(noted.is_empty(), "the first time counts");
        assert_eq!(devices::deliver(&it.portal, &own.caller, "cookie 1").await.unwrap(), None);
        let delivered_at = it.portal.now();
        let (told, noted) = it.noted(devices::deliver(&it.portal, &phone.caller, "cookie 2")).await;
        assert!(told.unwrap().is_some());
        assert_eq!(noted, ["wipe-delivered"]);
        it.pass(minutes(1));
        let (told, noted) = it.noted(devices::deliver(&it.portal, &phone.caller, "cookie 2")).await;
        assert!(told.unwrap().is_some(), "it is told as often as it comes with that cookie");
        assert!(noted.is_empty());
        assert_eq!(wipe_of(&it, &own, lost).await, Wipe::Delivered { asked_at, delivered_at });
    }

    async fn whoever_is_about_to_sign_in_is_stopped_too(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        it.set_password(asha.patient, PASSWORD).await;
        let (own, _) = seated(&it, &asha, 1).await;
        for round in 0..5_u8 {
            let (_, lost) = seated(&it, &asha, 2 + round).await;
            let begun = browser(40 + round);
            sign_in::begin(&it.portal, &begun, ASHA.number, PASSWORD).await.unwrap();
            let challenge = it.pending(&begun).await.id;
            match round {
                0 => devices::wipe(&it.portal, &own, lost).await.unwrap(),
                1 => devices::end_others(&it.portal, &own).await.unwrap(),
                2 => devices::end(&it.portal, &own, lost).await.unwrap(),
                3 => drop(devices::wipe_by_clinic(&it.portal, asha.patient, Which::One(lost)).await.unwrap()),
                _ => drop(devices::wipe_by_clinic(&it.portal, asha.patient, Which::All).await.unwrap()),
            }
            let late = sign_in::answer(&it.portal, &begun, challenge, &it.code_of(challenge)).await;
            refused!(late, Refusal::Wrong(Wrong::Expired));
            it.pass(minutes(10));
        }
    }

    async fn a_lost_browser_is_told_although_that_cannot_be_noted(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let (own, device) = seated(&it, &asha, 1).await;
        devices::wipe(&it.portal, &own, device).await.unwrap();
        it.db.meddle("ALTER TABLE audit_event RENAME TO gone").await;
        for _ in 0..2 {
            let told = devices::deliver(&it.portal, &own.caller, "cookie 1").await;
            assert!(told.unwrap().is_some());
        }
        it.db.meddle("ALTER TABLE gone RENAME TO audit_event").await;
        devices::deliver(&it.portal, &own.caller, "cookie 1").await.unwrap().unwrap();
        assert!(matches!(wipe_of(&it, &own, device).await, Wipe::Delivered { .. }));
    }

    async fn a_browser_may_wipe_itself(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let (own, device) = seated(&it, &asha, 1).await;
        devices::wipe(&it.portal, &own, device).await.unwrap();
        assert!(!lives(&it, 1).await);
        let told = devices::deliver(&it.portal, &own.caller, "cookie 1").await.unwrap();
        assert_eq!(told, Some(Cleared { language: None }));
        let hindi = Settings { language: Some(Language::Hi), ..Settings::default() };
        let mut tx = it.db.begin().await.unwrap();
        store::settings::set(&mut tx, asha.patient, &hindi).await.unwrap();
        tx.commit().await.unwrap();
        let told = devices::deliver(&it.portal, &own.caller, "cookie 1").await.unwrap();
        assert_eq!(told, Some(Cleared { language: Some(Language::Hi) }));
    }

    async fn the_clinic_wipes_one_or_all(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let mut known = Vec::new();
        for number in 1..=3 {
            known.push(seated(&it, &asha, number).await.1);
        }
        let one = devices::wipe_by_clinic(&it.portal, asha.patient, Which::One(known[0]));
        let (asked, noted) = it.noted(one).await;
        assert_eq!(asked.unwrap(), 1);
        assert_eq!(noted, ["session-ended", "wipe-asked"]);
        assert_eq!((lives(&it, 1).await, lives(&it, 2).await), (false, true));
        let all = devices::wipe_by_clinic(&it.portal, asha.patient, Which::All);
        let (asked, noted) = it.noted(all).await;
        assert_eq!(asked.unwrap(), 2);
        assert_eq!(noted, ["session-ended", "session-ended", "wipe-asked", "wipe-asked"]);
        assert!(!lives(&it, 2).await && !lives(&it, 3).await);
        for device in devices::of_patient(&it.portal, asha.patient).await.unwrap() {
            assert!(matches!(device.wipe, Wipe::Asked(_)) && !device.is_signed_in);
        }
    }

    async fn a_session_that_a_wipe_ends_says_so(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let (left, noted) =
            it.noted(account::leave(&it.portal, &asha, account::Leaving::Wiped)).await;
        left.unwrap();
        assert_eq!(noted, [Event::SessionEnded.name()]);
    }
}
