use crate::fixture::{key, session as session_key, uuid, with_patient};
use domain::{
    Millis,
    id::{DeviceId, PatientId},
};
use store::{
    Tx,
    credential::{self, CredentialRow},
    device::{self, DeviceRow},
    retention,
    session::{self, SessionRow},
    testing::TestDb,
};

conforms!(
    is_known_again_by_patient_and_cookie,
    is_seen_later_and_never_earlier,
    is_listed_last_seen_first,
    lives_while_a_session_does,
    is_asked_to_wipe_once_and_by_its_patient_alone,
    is_told_to_wipe_and_noted_once,
    ends_the_sessions_of_one_browser,
    is_swept_once_nobody_sees_it,
    lets_a_session_begin_by_what_still_holds,
);

fn id(n: u32) -> DeviceId {
    DeviceId(uuid(n))
}

fn a_device(n: u8, patient: PatientId, seen: i64) -> DeviceRow {
    DeviceRow {
        id: id(n.into()),
        patient,
        cookie: key(n),
        look: vec![n],
        first_seen_at: Millis(seen),
        last_seen_at: Millis(seen),
        wipe_asked_at: None,
        wipe_delivered_at: None,
    }
}

async fn with_device(tx: &mut Tx, n: u8, patient: PatientId) -> DeviceRow {
    let row = a_device(n, patient, i64::from(n));
    assert!(device::insert(tx, &row).await.unwrap());
    row
}

fn a_session(n: u8, patient: PatientId, device: Option<u32>) -> SessionRow {
    SessionRow {
        id_hash: key(n),
        data: String::new(),
        expires_at: Millis(i64::from(n) * 10),
        patient: Some(patient),
        name: Some(session_key(n.into())),
        device: device.map(id),
    }
}

async fn is_known_again_by_patient_and_cookie(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (asha, ravi) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    with_device(&mut tx, 1, asha).await;
    let again = DeviceRow { cookie: key(1), ..a_device(2, asha, 9) };
    assert!(!device::insert(&mut tx, &again).await.unwrap());
    let shared = DeviceRow { cookie: key(1), ..a_device(3, ravi, 9) };
    assert!(device::insert(&mut tx, &shared).await.unwrap());
    for (patient, cookie, found) in
        [(asha, 1, Some(id(1))), (ravi, 1, Some(id(3))), (asha, 2, None)]
    {
        assert_eq!(device::find(&mut tx, patient, key(cookie)).await.unwrap(), found);
    }
}

async fn is_seen_later_and_never_earlier(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let asha = with_patient(&mut tx, 1).await;
    with_device(&mut tx, 5, asha).await;
    for (at, seen) in [(9, 9), (7, 9), (12, 12)] {
        device::see(&mut tx, id(5), Millis(at)).await.unwrap();
        let [row] = device::of_patient(&mut tx, asha).await.unwrap().try_into().unwrap();
        assert_eq!((row.first_seen_at, row.last_seen_at), (Millis(5), Millis(seen)));
    }
    device::meet(&mut tx, id(5), &[7, 7], Millis(20)).await.unwrap();
    let [row] = device::of_patient(&mut tx, asha).await.unwrap().try_into().unwrap();
    assert_eq!((row.look, row.last_seen_at), (vec![7, 7], Millis(20)));
}

async fn is_listed_last_seen_first(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (asha, ravi) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    let first = with_device(&mut tx, 1, asha).await;
    let second = with_device(&mut tx, 2, asha).await;
    with_device(&mut tx, 3, ravi).await;
    assert_eq!(device::of_patient(&mut tx, asha).await.unwrap(), [second, first]);
    assert_eq!(device::hold(&mut tx, asha).await.unwrap(), [id(1), id(2)]);
}

async fn lives_while_a_session_does(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let asha = with_patient(&mut tx, 1).await;
    for (n, device) in [(1, Some(7)), (2, Some(7)), (3, Some(8)), (4, None)] {
        session::insert(&mut tx, &a_session(n, asha, device)).await.unwrap();
    }
    let found = session::get(&mut tx, key(3), Millis(0)).await.unwrap().unwrap();
    assert_eq!(found.device, Some(id(8)));
    for (now, live) in [(15, vec![id(7), id(8)]), (25, vec![id(8)]), (30, vec![])] {
        let mut found = device::with_sessions(&mut tx, asha, Millis(now)).await.unwrap();
        found.sort();
        assert_eq!(found, live, "{now}");
    }
}

async fn is_asked_to_wipe_once_and_by_its_patient_alone(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (asha, ravi) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    with_device(&mut tx, 1, asha).await;
    let cases = [(ravi, 5, false), (asha, 6, true), (asha, 7, false)];
    for (patient, at, asked) in cases {
        let done = device::ask_to_wipe(&mut tx, patient, id(1), Millis(at)).await.unwrap();
        assert_eq!(done, asked, "{at}");
    }
    let [row] = device::of_patient(&mut tx, asha).await.unwrap().try_into().unwrap();
    assert_eq!((row.wipe_asked_at, row.wipe_delivered_at), (Some(Millis(6)), None));
}

async fn is_told_to_wipe_and_noted_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (asha, ravi) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    with_device(&mut tx, 1, asha).await;
    device::insert(&mut tx, &DeviceRow { cookie: key(1), ..a_device(2, ravi, 2) }).await.unwrap();
    assert_eq!(device::wiped_for(&mut tx, key(1)).await.unwrap(), None);
    assert_eq!(device::deliver(&mut tx, key(1), Millis(8)).await.unwrap(), []);
    device::ask_to_wipe(&mut tx, asha, id(1), Millis(6)).await.unwrap();
    assert_eq!(device::wiped_for(&mut tx, key(1)).await.unwrap(), Some(asha));
    assert_eq!(device::wiped_for(&mut tx, key(2)).await.unwrap(), None);
    assert_eq!(device::deliver(&mut tx, key(1), Millis(8)).await.unwrap(), [(id(1), asha)]);
    assert_eq!(device::deliver(&mut tx, key(1), Millis(9)).await.unwrap(), []);
    assert_eq!(device::wiped_for(&mut tx, key(1)).await.unwrap(), Some(asha), "it is told again");
    let [row] = device::of_patient(&mut tx, asha).await.unwrap().try_into().unwrap();
    assert_eq!((row.wipe_asked_at, row.wipe_delivered_at), (Some(Millis(6)), Some(Millis(8))));
}

async fn ends_the_sessions_of_one_browser(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (asha, ravi) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    let rows = [(1, asha, Some(7)), (2, asha, Some(8)), (3, asha, None), (4, ravi, Some(7))];
    for (n, patient, device) in rows {
        session::insert(&mut tx, &a_session(n, patient, device)).await.unwrap();
    }
    let ended = session::end_of_device(&mut tx, asha, id(7)).await.unwrap();
    assert_eq!(ended, [session_key(1)]);
    for (n, lives) in [(1, false), (2, true), (3, true), (4, true)] {
        let found = session::get(&mut tx, key(n), Millis(5)).await.unwrap();
        assert_eq!(found.is_some(), lives, "{n}");
    }
}

async fn is_swept_once_nobody_sees_it(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let asha = with_patient(&mut tx, 1).await;
    for n in [4, 2, 3, 1] {
        with_device(&mut tx, n, asha).await;
    }
    assert_eq!(retention::devices(&mut tx, Millis(4), 2).await.unwrap(), 2);
    assert_eq!(device::hold(&mut tx, asha).await.unwrap(), [id(3), id(4)]);
    assert_eq!(retention::devices(&mut tx, Millis(4), 2).await.unwrap(), 1);
    assert_eq!(retention::devices(&mut tx, Millis(4), 2).await.unwrap(), 0);
}

async fn lets_a_session_begin_by_what_still_holds(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let device = with_device(&mut tx, 1, patient).await.id;
    let may = async |tx: &mut Tx, at| {
        session::may_begin(tx, patient, Some(device), Millis(at)).await.unwrap()
    };
    assert!(may(&mut tx, 0).await, "nobody has a password yet");
    let password_hash = "hash".to_owned();
    let changed_at = Millis(5);
    let row = CredentialRow { patient, password_hash, failures: 0, changed_at };
    credential::put(&mut tx, &row).await.unwrap();
    for (signed_in_at, expected) in [(4, false), (5, true), (6, true)] {
        assert_eq!(may(&mut tx, signed_in_at).await, expected, "{signed_in_at}");
    }
    device::ask_to_wipe(&mut tx, patient, device, Millis(1)).await.unwrap();
    assert!(!may(&mut tx, 6).await);
    for (since, expected) in [(0, true), (1, false), (2, false)] {
        let wiped = device::wiped_since(&mut tx, patient, Millis(since)).await.unwrap();
        assert_eq!(wiped, expected, "{since}");
    }
    assert!(!device::wiped_since(&mut tx, PatientId(uuid(9)), Millis(0)).await.unwrap());
    assert!(session::may_begin(&mut tx, patient, None, Millis(6)).await.unwrap());
}
