use crate::fixture::{key, session as session_key, uuid};
use domain::{Millis, id::PatientId};
use store::{
    session::{self, SessionRow},
    testing::TestDb,
};

conforms!(
    takes_a_free_id_only,
    is_replaced_but_not_brought_back,
    is_renamed_while_it_is_there,
    ends_by_time,
    is_swept_oldest_first,
    ends_all_others_of_a_patient,
    is_of_whoever_is_signed_in_in_it,
);

fn a_session(n: u8, expires_at: i64) -> SessionRow {
    SessionRow {
        id_hash: key(n),
        data: format!("{{{n}}}"),
        expires_at: Millis(expires_at),
        patient: Some(PatientId(uuid(7))),
        name: Some(session_key(n.into())),
        device: None,
    }
}

async fn takes_a_free_id_only(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    assert!(session::insert(&mut tx, &a_session(1, 10)).await.unwrap());
    let taken = SessionRow { data: "other".to_owned(), ..a_session(1, 20) };
    assert!(!session::insert(&mut tx, &taken).await.unwrap());
    let found = session::get(&mut tx, key(1), Millis(5)).await.unwrap();
    assert_eq!(found, Some(a_session(1, 10)));
}

async fn is_replaced_but_not_brought_back(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    session::insert(&mut tx, &a_session(1, 10)).await.unwrap();
    let other = SessionRow { data: "other".to_owned(), ..a_session(1, 20) };
    assert!(session::update(&mut tx, &other).await.unwrap());
    assert_eq!(session::get(&mut tx, key(1), Millis(5)).await.unwrap(), Some(other.clone()));
    session::delete(&mut tx, key(1)).await.unwrap();
    assert!(!session::update(&mut tx, &other).await.unwrap());
    assert_eq!(session::get(&mut tx, key(1), Millis(5)).await.unwrap(), None);
}

async fn is_renamed_while_it_is_there(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    session::insert(&mut tx, &a_session(1, 10)).await.unwrap();
    session::insert(&mut tx, &a_session(3, 10)).await.unwrap();
    let renamed = SessionRow { name: Some(session_key(1)), ..a_session(2, 20) };
    assert!(session::rename(&mut tx, key(1), &renamed).await.unwrap());
    assert!(!session::rename(&mut tx, key(1), &a_session(4, 20)).await.unwrap());
    let there = [(1, None), (2, Some(renamed)), (3, Some(a_session(3, 10))), (4, None)];
    for (n, expected) in there {
        assert_eq!(session::get(&mut tx, key(n), Millis(5)).await.unwrap(), expected, "{n}");
    }
    session::end_others(&mut tx, PatientId(uuid(7)), None).await.unwrap();
    assert!(!session::rename(&mut tx, key(2), &a_session(5, 20)).await.unwrap());
    assert_eq!(session::get(&mut tx, key(5), Millis(5)).await.unwrap(), None);
}

async fn ends_by_time(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    session::insert(&mut tx, &a_session(1, 10)).await.unwrap();
    for (now, lives) in [(9, true), (10, false), (11, false)] {
        let found = session::get(&mut tx, key(1), Millis(now)).await.unwrap();
        assert_eq!(found.is_some(), lives, "{now}");
    }
}

async fn is_swept_oldest_first(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    for (n, expires_at) in [(1, 30), (2, 10), (3, 20), (4, 40)] {
        session::insert(&mut tx, &a_session(n, expires_at)).await.unwrap();
    }
    assert_eq!(session::delete_expired(&mut tx, Millis(30), 2).await.unwrap(), 2);
    for (n, there) in [(1, true), (2, false), (3, false), (4, true)] {
        let found = session::get(&mut tx, key(n), Millis(0)).await.unwrap();
        assert_eq!(found.is_some(), there, "{n}");
    }
    assert_eq!(session::delete_expired(&mut tx, Millis(30), 2).await.unwrap(), 1);
    assert_eq!(session::delete_expired(&mut tx, Millis(30), 2).await.unwrap(), 0);
}

#[test]
fn its_debug_has_no_data() {
    assert_eq!(format!("{:?}", a_session(1, 10)), "SessionRow(until 10)");
}

async fn ends_all_others_of_a_patient(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let strange = SessionRow { patient: Some(PatientId(uuid(8))), ..a_session(4, 10) };
    let nobody = SessionRow { patient: None, name: None, ..a_session(5, 10) };
    for row in [a_session(1, 10), a_session(2, 10), a_session(3, 10), strange, nobody] {
        session::insert(&mut tx, &row).await.unwrap();
    }
    let patient = PatientId(uuid(7));
    let mut ended = session::end_others(&mut tx, patient, Some(session_key(2))).await.unwrap();
    ended.sort();
    assert_eq!(ended, [session_key(1), session_key(3)]);
    for (n, lives) in [(1, false), (2, true), (3, false), (4, true), (5, true)] {
        let found = session::get(&mut tx, key(n), Millis(5)).await.unwrap();
        assert_eq!(found.is_some(), lives, "{n}");
    }
    assert_eq!(session::end_others(&mut tx, patient, None).await.unwrap(), [session_key(2)]);
}

async fn is_of_whoever_is_signed_in_in_it(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    session::insert(&mut tx, &a_session(1, 10)).await.unwrap();
    let (whose, other) = (PatientId(uuid(7)), PatientId(uuid(8)));
    for (patient, n, expected) in [(whose, 1, true), (other, 1, false), (whose, 2, false)] {
        let found = session::is_of(&mut tx, patient, session_key(n)).await.unwrap();
        assert_eq!(found, expected, "{n}");
    }
}
