use crate::fixture::{uuid, with_patient};
use domain::{Millis, id::PatientId};
use store::{
    credential::{self, CredentialRow, Held},
    testing::TestDb,
};

conforms!(
    is_set_and_replaced,
    is_set_first_once,
    is_held_as_it_is,
    counts_failures,
    is_rehashed_only_from_what_was_read
);

fn a_credential(patient: PatientId) -> CredentialRow {
    CredentialRow { patient, password_hash: "old".to_owned(), failures: 0, changed_at: Millis(1) }
}

async fn is_set_and_replaced(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    assert_eq!(credential::get(&mut tx, patient).await.unwrap(), None);
    let first = a_credential(patient);
    let second = CredentialRow {
        password_hash: "new".to_owned(),
        failures: 3,
        changed_at: Millis(2),
        ..first.clone()
    };
    for row in [first, second] {
        credential::put(&mut tx, &row).await.unwrap();
        assert_eq!(credential::get(&mut tx, patient).await.unwrap(), Some(row));
    }
}

async fn is_held_as_it_is(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    assert_eq!(credential::hold(&mut tx, patient).await.unwrap(), None);
    credential::put(&mut tx, &a_credential(patient)).await.unwrap();
    assert_eq!(credential::hold(&mut tx, patient).await.unwrap(), Some(held(1, None)));
    // A later moment stays, by whichever node's clock.
    for (now, ended_at) in [(5, 5), (3, 5), (7, 7)] {
        credential::end(&mut tx, patient, Millis(now)).await.unwrap();
        assert_eq!(
            credential::hold(&mut tx, patient).await.unwrap(),
            Some(held(1, Some(ended_at)))
        );
    }
    credential::put(&mut tx, &a_credential(patient)).await.unwrap();
    assert_eq!(credential::hold(&mut tx, patient).await.unwrap(), Some(held(1, Some(7))));
    assert_eq!([held(9, Some(7)), held(1, None)].map(|held| held.since()), [Millis(9), Millis(1)]);
}

fn held(changed_at: i64, ended_at: Option<i64>) -> Held {
    Held { changed_at: Millis(changed_at), ended_at: ended_at.map(Millis) }
}

async fn counts_failures(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    credential::put(&mut tx, &a_credential(patient)).await.unwrap();
    for failures in 1..=3 {
        assert_eq!(credential::fail(&mut tx, patient).await.unwrap(), failures);
    }
    credential::succeed(&mut tx, patient).await.unwrap();
    assert_eq!(credential::fail(&mut tx, patient).await.unwrap(), 1);
    assert_eq!(credential::fail(&mut tx, PatientId(uuid(9))).await.unwrap(), 0);
}

async fn is_rehashed_only_from_what_was_read(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    credential::put(&mut tx, &a_credential(patient)).await.unwrap();
    credential::fail(&mut tx, patient).await.unwrap();
    let stale = credential::rehash(&mut tx, patient, "other", "new").await.unwrap();
    let fresh = credential::rehash(&mut tx, patient, "old", "new").await.unwrap();
    assert_eq!((stale, fresh), (false, true));
    let row = credential::get(&mut tx, patient).await.unwrap().unwrap();
    assert_eq!((row.password_hash.as_str(), row.failures, row.changed_at), ("new", 1, Millis(1)));
}

#[test]
fn its_debug_has_no_hash() {
    let shown = format!("{:?}", a_credential(PatientId(uuid(1))));
    assert!(!shown.contains("old"), "{shown}");
}

async fn is_set_first_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let second = CredentialRow { password_hash: "new".to_owned(), ..a_credential(patient) };
    assert!(credential::put_first(&mut tx, &a_credential(patient)).await.unwrap());
    assert!(!credential::put_first(&mut tx, &second).await.unwrap());
    let kept = credential::get(&mut tx, patient).await.unwrap();
    assert_eq!(kept, Some(a_credential(patient)));
}
