//! The browsers in which a person signed in.

use crate::{
    clinic::{elsewhere, open, open_until, report_of, signed_in},
    people::{ASHA, PASSWORD, RAVI, browser, minutes},
};
use portal::{
    Principal, Refusal,
    devices::{self, Device, Which},
    domain::{
        device::{Browser, KEPT, Look, System, Wipe},
        id::DeviceId,
    },
    retention, sign_in,
};
use std::sync::Arc;
use store::session::{self, SessionRow};
use testkit::{TestPortal, on_both};
use tokio::{sync::Barrier, task::JoinSet};

/// What the browser of a number looks like.
pub fn look(number: u8) -> Look {
    let browser = [Browser::Chrome, Browser::Firefox, Browser::Safari][usize::from(number) % 3];
    Look { browser, system: System::Android, place: Some("Jaipur, India".into()) }
}

/// A principal in the browser of a number, with a session as the pages keep it.
pub async fn seated(it: &TestPortal, who: &Principal, number: u8) -> (Principal, DeviceId) {
    let who = elsewhere(who, browser(number));
    let cookie = format!("cookie {number}");
    let device = devices::recognise(&it.portal, who.patient, &cookie, &look(number)).await.unwrap();
    let row = SessionRow {
        id_hash: [number; 32],
        data: String::new(),
        expires_at: it.portal.now().after(minutes(600)),
        patient: Some(who.patient),
        name: Some(who.caller.session),
        device: Some(device),
    };
    let mut tx = it.db.begin().await.unwrap();
    assert!(session::insert(&mut tx, &row).await.unwrap());
    tx.commit().await.unwrap();
    (who, device)
}

pub async fn lives(it: &TestPortal, number: u8) -> bool {
    let mut tx = it.db.read().await.unwrap();
    session::get(&mut tx, [number; 32], it.portal.now()).await.unwrap().is_some()
}

pub async fn listed(it: &TestPortal, who: &Principal, this: DeviceId) -> Vec<Device> {
    devices::list(&it.portal, who, Some(this)).await.unwrap()
}

pub async fn wipe_of(it: &TestPortal, who: &Principal, device: DeviceId) -> Wipe {
    let all = listed(it, who, device).await;
    all.into_iter().find(|it| it.id == device).unwrap().wipe
}

on_both! {
    async fn a_browser_is_known_again_by_its_cookie(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let met_at = it.portal.now();
        let (asha, own) = seated(&it, &asha, 1).await;
        it.pass(minutes(3));
        let (_, phone) = seated(&it, &asha, 2).await;
        assert_ne!(own, phone);
        it.pass(minutes(4));
        let again = devices::recognise(&it.portal, asha.patient, "cookie 1", &look(3)).await;
        assert_eq!(again.unwrap(), own);
        let [first, second] = listed(&it, &asha, own).await.try_into().unwrap();
        assert_eq!((first.id, first.is_this, first.look), (own, true, look(3)));
        assert_eq!((first.first_seen_at, first.last_seen_at), (met_at, it.portal.now()));
        assert_eq!((second.id, second.is_this, second.look), (phone, false, look(2)));
        assert!(first.is_signed_in && second.is_signed_in);
        it.pass(minutes(7));
        let [first, second] = listed(&it, &asha, own).await.try_into().unwrap();
        assert!(first.is_signed_in, "seven minutes of silence");
        assert!(!second.is_signed_in, "eleven minutes of silence are a signing out");
    }

    async fn two_people_on_one_browser_have_one_each(it: TestPortal) {
        let (asha, ravi) = (signed_in(&it, &ASHA, &[]).await, signed_in(&it, &RAVI, &[]).await);
        let (asha, ashas) = seated(&it, &asha, 1).await;
        let ravis = devices::recognise(&it.portal, ravi.patient, "cookie 1", &look(1)).await.unwrap();
        assert_ne!(ashas, ravis);
        assert_eq!(listed(&it, &asha, ashas).await.len(), 1);
        for foreign in [ravis, DeviceId(uuid::Uuid::nil())] {
            let (ended, noted) = it.noted(devices::end(&it.portal, &asha, foreign)).await;
            refused!(ended, Refusal::NotFound);
            assert!(noted.is_empty());
            let (wiped, noted) = it.noted(devices::wipe(&it.portal, &asha, foreign)).await;
            refused!(wiped, Refusal::NotFound);
            assert!(noted.is_empty());
        }
        let clinic = devices::wipe_by_clinic(&it.portal, asha.patient, Which::One(ravis)).await;
        refused!(clinic, Refusal::NotFound);
        assert_eq!(devices::deliver(&it.portal, &browser(1), "cookie 1").await.unwrap(), None);
    }

    async fn ending_a_browser_ends_what_it_had_open(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        let (own, _) = seated(&it, &asha, 1).await;
        let (phone, lost) = seated(&it, &asha, 2).await;
        open(&it, &phone, report).await;
        open(&it, &own, report).await;
        let (ended, noted) = it.noted(devices::end(&it.portal, &own, lost)).await;
        ended.unwrap();
        assert_eq!(noted, ["session-ended", "device-ended"]);
        assert_eq!((lives(&it, 1).await, lives(&it, 2).await), (true, false));
        assert!(open_until(&it, &phone, report).await.is_none());
        assert!(open_until(&it, &own, report).await.is_some());
        let (again, noted) = it.noted(devices::end(&it.portal, &own, lost)).await;
        again.unwrap();
        assert!(noted.is_empty(), "where nothing ends, nothing is noted");
    }

    async fn all_others_end_and_this_one_stays(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        for number in 1..=3 {
            seated(&it, &asha, number).await;
        }
        let (ended, noted) = it.noted(devices::end_others(&it.portal, &asha)).await;
        ended.unwrap();
        assert_eq!(noted, ["session-ended", "session-ended", "device-ended"]);
        let left = [lives(&it, 1).await, lives(&it, 2).await, lives(&it, 3).await];
        assert_eq!(left, [true, false, false]);
        for _ in 0..3 {
            let (ended, noted) = it.noted(devices::end_others(&it.portal, &asha)).await;
            ended.unwrap();
            assert!(noted.is_empty(), "where nothing ends, nothing is noted");
        }
        it.set_password(asha.patient, PASSWORD).await;
        sign_in::begin(&it.portal, &browser(9), ASHA.number, PASSWORD).await.unwrap();
        let (ended, noted) = it.noted(devices::end_others(&it.portal, &asha)).await;
        ended.unwrap();
        assert_eq!(noted, ["device-ended"], "a sign-in that was under way");
    }

    async fn two_that_end_each_other_at_once_both_end(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        for round in 0..10_u8 {
            let (left, right) = (2 * round + 1, 2 * round + 2);
            let (one, ones) = seated(&it, &asha, left).await;
            let (other, others) = seated(&it, &asha, right).await;
            let start = Arc::new(Barrier::new(2));
            let mut both = JoinSet::new();
            for (who, device) in [(one, others), (other, ones)] {
                let (node, start) = (it.node(it.portal.rules().clone()).await, Arc::clone(&start));
                both.spawn(async move {
                    start.wait().await;
                    if round % 2 == 0 {
                        devices::end(&node, &who, device).await
                    } else {
                        devices::end_others(&node, &who).await
                    }
                });
            }
            for ended in both.join_all().await {
                ended.unwrap();
            }
            assert_eq!((lives(&it, left).await, lives(&it, right).await), (false, false), "{round}");
        }
    }

    async fn the_database_holds_no_word_of_what_a_browser_is(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let (_, device) = seated(&it, &asha, 1).await;
        let mut tx = it.db.read().await.unwrap();
        let [row] = store::device::of_patient(&mut tx, asha.patient).await.unwrap().try_into().unwrap();
        assert_eq!((row.id, row.cookie), (device, it.vault.lookup("device", "cookie 1")));
        for word in ["firefox", "android", "Jaipur", "cookie"] {
            assert!(!row.look.windows(word.len()).any(|part| part == word.as_bytes()), "{word}");
        }
    }

    async fn a_browser_that_nobody_uses_is_forgotten(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        seated(&it, &asha, 1).await;
        it.pass(KEPT);
        seated(&it, &asha, 2).await;
        assert_eq!(retention::sweep(&it.portal, minutes(1)).await.unwrap().devices, 0);
        it.pass(minutes(1));
        assert_eq!(retention::sweep(&it.portal, minutes(1)).await.unwrap().devices, 1);
        assert_eq!(devices::of_patient(&it.portal, asha.patient).await.unwrap().len(), 1);
    }
}
