use super::*;
use portal::{
    devices,
    domain::{
        device::Look,
        id::{PatientId, SessionKey},
        session::Stay,
    },
};
use testkit::{Person, TestPortal};

const ASHA: Person = Person { name: "Asha Verma", number: "MED-1001", phone: "+919000000001" };

fn sessions(it: &TestPortal) -> Sessions {
    Sessions::new(&it.portal, (*it.db).clone(), it.vault.clone())
}

fn record(patient: Option<PatientId>) -> Record {
    let key: SessionKey = "0195a000-0000-7000-8000-000000000001".parse().unwrap();
    let seat = serde_json::to_value(Seat { patient, ..Seat::new(key) }).unwrap();
    let data = HashMap::from([(KEPT_AS.to_owned(), seat)]);
    Record { id: Id::default(), data, expiry_date: OffsetDateTime::UNIX_EPOCH }
}

#[tokio::test]
async fn a_row_is_kept_as_long_as_it_is_of_use() {
    let it = TestPortal::sqlite().await;
    let sessions = sessions(&it);
    let patient = "0195a000-0000-7000-8000-000000000002".parse().unwrap();
    for (patient, minutes) in [(None, 30), (Some(patient), 13 * 60)] {
        let row = sessions.row(&record(patient)).unwrap();
        let kept = it.portal.now().until(row.expires_at);
        assert_eq!(kept, Duration::from_mins(minutes), "{patient:?}");
    }
}

#[tokio::test]
async fn a_row_opens_in_its_own_place_alone() {
    let it = TestPortal::sqlite().await;
    let sessions = sessions(&it);
    let (mut own, mut other) = (record(None), record(None));
    own.id = Id(1);
    other.id = Id(2);
    sessions.create(&mut own).await.unwrap();
    sessions.create(&mut other).await.unwrap();
    let taken = SessionRow { id_hash: sessions.hash(&own.id), ..sessions.row(&other).unwrap() };
    assert!(sessions.load(&own.id).await.unwrap().is_some());
    let mut tx = it.db.begin().await.unwrap();
    assert!(store::session::update(&mut tx, &taken).await.unwrap());
    tx.commit().await.unwrap();
    assert!(sessions.load(&own.id).await.unwrap().is_none());
    assert!(sessions.load(&other.id).await.unwrap().is_some());
}

#[tokio::test]
async fn a_session_is_not_held_while_its_browser_is() {
    let it = TestPortal::postgres().await;
    let sessions = sessions(&it);
    it.import(&testkit::bundle(&[testkit::patient(&ASHA)])).await;
    let patient = it.patient(ASHA.number).await;
    let look = Look::of_agent("", None);
    let device = devices::recognise(&it.portal, patient, "cookie", &look).await.unwrap();
    let seat = |seen_at| {
        let stay = Some(Stay { signed_in_at: Millis(1), seen_at });
        let key = "0195a000-0000-7000-8000-000000000001".parse().unwrap();
        let (patient, device) = (Some(patient), Some(device));
        serde_json::to_value(Seat { patient, device, stay, ..Seat::new(key) }).unwrap()
    };
    let mut own = record(None);
    own.data.insert(KEPT_AS.to_owned(), seat(Millis(2)));
    sessions.create(&mut own).await.unwrap();
    let mut wipe = it.db.begin().await.unwrap();
    assert_eq!(store::device::hold(&mut wipe, patient).await.unwrap(), [device]);
    own.data.insert(KEPT_AS.to_owned(), seat(Millis(i64::MAX / 2)));
    let (saving, saved) = (sessions.clone(), own.clone());
    let saving = tokio::spawn(async move { saving.save(&saved).await });
    // The session is written, and what remains waits for the browser.
    let mut written = false;
    for _ in 0..2_000 {
        written = sessions.load(&own.id).await.unwrap().unwrap().data == own.data;
        if written {
            break;
        }
    }
    assert!(written, "the session waits for its browser");
    let ended = store::session::end_of_device(&mut wipe, patient, device).await.unwrap();
    assert_eq!(ended.len(), 1);
    wipe.commit().await.unwrap();
    saving.await.unwrap().unwrap();
    assert!(sessions.load(&own.id).await.unwrap().is_none());
}

#[tokio::test]
async fn a_sweep_leaves_nothing_that_has_expired() {
    let it = TestPortal::sqlite().await;
    let sessions = sessions(&it);
    let mut tx = it.db.begin().await.unwrap();
    for n in 0..2_001_u32 {
        let mut id_hash = [0; 32];
        id_hash[..4].copy_from_slice(&n.to_be_bytes());
        let expires_at = if n == 0 { Millis(i64::MAX) } else { Millis(1) };
        let (data, patient, name, device) = (String::new(), None, None, None);
        let row = SessionRow { id_hash, data, expires_at, patient, name, device };
        assert!(store::session::insert(&mut tx, &row).await.unwrap());
    }
    tx.commit().await.unwrap();
    assert_eq!(sessions.sweep().await.unwrap(), 2_000);
    assert_eq!(sessions.sweep().await.unwrap(), 0);
}

/// Somebody who signed in at a moment, in a browser of theirs, and has no session yet.
async fn signed_in(it: &TestPortal, at: Millis) -> (Record, PatientId, DeviceId) {
    let patient = it.enrol(&ASHA, "four quiet rivers").await;
    let look = Look::of_agent("", None);
    let device = devices::recognise(&it.portal, patient, "cookie", &look).await.unwrap();
    let key = "0195a000-0000-7000-8000-000000000001".parse().unwrap();
    let stay = Some(Stay { signed_in_at: at, seen_at: at });
    let seat = Seat { patient: Some(patient), device: Some(device), stay, ..Seat::new(key) };
    let mut own = record(None);
    own.data.insert(KEPT_AS.to_owned(), serde_json::to_value(seat).unwrap());
    (own, patient, device)
}

#[tokio::test]
async fn whoever_was_signed_out_everywhere_since_they_signed_in_has_no_session() {
    for it in [TestPortal::sqlite().await, TestPortal::postgres().await] {
        let sessions = sessions(&it);
        let (mut own, patient, device) = signed_in(&it, it.now()).await;
        sessions.create(&mut own).await.unwrap();
        assert!(sessions.load(&own.id).await.unwrap().is_some());
        it.pass(Duration::from_secs(1));
        it.set_password(patient, "seven loud mountains").await;
        own.id = Id::default();
        sessions.create(&mut own).await.unwrap();
        assert!(sessions.load(&own.id).await.unwrap().is_none(), "another password was set");
        it.pass(Duration::from_secs(1));
        let (mut own, ..) = signed_in(&it, it.now()).await;
        it.pass(Duration::from_secs(1));
        let mut tx = it.db.begin().await.unwrap();
        store::credential::end(&mut tx, patient, it.now()).await.unwrap();
        tx.commit().await.unwrap();
        own.id = Id::default();
        sessions.create(&mut own).await.unwrap();
        assert!(sessions.load(&own.id).await.unwrap().is_none(), "all sessions were ended");
        let (mut own, ..) = signed_in(&it, it.now()).await;
        let mut tx = it.db.begin().await.unwrap();
        store::device::ask_to_wipe(&mut tx, patient, device, it.now()).await.unwrap();
        tx.commit().await.unwrap();
        own.id = Id::default();
        sessions.create(&mut own).await.unwrap();
        assert!(sessions.load(&own.id).await.unwrap().is_none(), "it is to forget everything");
    }
}

#[tokio::test]
async fn a_session_waits_for_the_password_that_is_being_set() {
    for it in [TestPortal::sqlite().await, TestPortal::postgres().await] {
        let sessions = sessions(&it);
        let (mut own, patient, _) = signed_in(&it, it.now()).await;
        let row = it.credential(patient).await;
        let mut setting = it.db.begin().await.unwrap();
        let changed_at = it.now().after(Duration::from_millis(1));
        let row = store::credential::CredentialRow { changed_at, ..row };
        store::credential::put(&mut setting, &row).await.unwrap();
        let node = sessions.clone();
        let id = own.id;
        let creating = tokio::spawn(async move { node.create(&mut own).await });
        for _ in 0..500 {
            assert!(sessions.load(&id).await.unwrap().is_none(), "it does not wait");
        }
        let ended = store::session::end_others(&mut setting, patient, None).await.unwrap();
        assert!(ended.is_empty());
        setting.commit().await.unwrap();
        creating.await.unwrap().unwrap();
        assert!(sessions.load(&id).await.unwrap().is_none());
    }
}

/// A session that is renewed, up to the moment before its request is answered; the id that it had.
async fn renewing(sessions: &Sessions, patient: PatientId) -> (Record, Id) {
    let mut own = record(Some(patient));
    sessions.create(&mut own).await.unwrap();
    own.data.insert(GOES_ON_AS.to_owned(), Id::default().to_string().into());
    let before = own.id;
    (own, before)
}

async fn end_all(it: &TestPortal, patient: PatientId) -> usize {
    let mut tx = it.db.begin().await.unwrap();
    let ended = store::session::end_others(&mut tx, patient, None).await.unwrap();
    tx.commit().await.unwrap();
    ended.len()
}

#[tokio::test]
async fn a_session_goes_on_under_another_id_unless_it_is_ended_meanwhile() {
    for it in [TestPortal::sqlite().await, TestPortal::postgres().await] {
        let sessions = sessions(&it);
        let patient = "0195a000-0000-7000-8000-000000000002".parse().unwrap();
        for ended_after in [None, Some(0), Some(1), Some(2)] {
            let (mut own, before) = renewing(&sessions, patient).await;
            let mut ended = 0;
            for step in 0..3 {
                if ended_after == Some(step) {
                    ended = end_all(&it, patient).await;
                }
                match step {
                    0 => sessions.save(&own).await.unwrap(),
                    1 => {
                        // As the session layer does it.
                        sessions.delete(&before).await.unwrap();
                        own.id = Id::default();
                    }
                    _ => sessions.create(&mut own).await.unwrap(),
                }
            }
            let found = sessions.load(&own.id).await.unwrap();
            assert!(sessions.load(&before).await.unwrap().is_none(), "the old id is worth nothing");
            match ended_after {
                None => assert_eq!(found.unwrap().data, own.data),
                Some(step) => {
                    assert_eq!(ended, 1, "whoever ends it finds it before step {step}");
                    assert!(found.is_none(), "brought back after it was ended before step {step}");
                }
            }
            end_all(&it, patient).await;
        }
    }
}
