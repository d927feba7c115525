use crate::fixture::{uuid, with_patient};
use domain::{Millis, id::PatientId};
use store::{
    Tx,
    pin::{self, Limits, PinRow},
    testing::TestDb,
};

conforms!(is_set_replaced_and_removed, counts_tries, pauses_after_a_run, stops_after_very_many);

/// Three tries in a row, then none for 100, and seven in all.
fn limits(now: i64) -> Limits {
    Limits { run: 3, since: Millis(now - 100), most: 7 }
}

async fn with_pin(tx: &mut Tx) -> PatientId {
    let patient = with_patient(tx, 1).await;
    pin::put(tx, patient, "old", Millis(1)).await.unwrap();
    patient
}

/// The tries since the last pause and in all, after one more.
async fn spend(tx: &mut Tx, patient: PatientId, now: i64) -> Option<(i64, i64)> {
    let row = pin::spend_try(tx, patient, limits(now), Millis(now)).await.unwrap()?;
    assert_eq!((row.pin_hash.as_str(), row.tried_at), ("old", Some(Millis(now))));
    Some((row.tries, row.failures))
}

async fn is_set_replaced_and_removed(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_pin(&mut tx).await;
    spend(&mut tx, patient, 10).await.unwrap();
    pin::put(&mut tx, patient, "new", Millis(20)).await.unwrap();
    let fresh = PinRow { pin_hash: "new".to_owned(), tries: 0, failures: 0, tried_at: None };
    assert_eq!(pin::get(&mut tx, patient).await.unwrap(), Some(fresh));
    assert!(pin::remove(&mut tx, patient).await.unwrap());
    assert!(!pin::remove(&mut tx, patient).await.unwrap());
    assert_eq!(pin::get(&mut tx, patient).await.unwrap(), None);
    let nobody = PatientId(uuid(9));
    assert_eq!(pin::spend_try(&mut tx, nobody, limits(10), Millis(10)).await.unwrap(), None);
    assert!(pin::put(&mut tx, nobody, "new", Millis(1)).await.is_err());
}

async fn counts_tries(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_pin(&mut tx).await;
    assert_eq!(spend(&mut tx, patient, 10).await, Some((1, 1)));
    assert_eq!(spend(&mut tx, patient, 11).await, Some((2, 2)));
    assert!(!pin::succeed(&mut tx, patient, "another").await.unwrap());
    assert_eq!(spend(&mut tx, patient, 12).await, Some((3, 3)));
    assert!(pin::succeed(&mut tx, patient, "old").await.unwrap());
    assert_eq!(spend(&mut tx, patient, 13).await, Some((1, 1)));
}

async fn pauses_after_a_run(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_pin(&mut tx).await;
    for (now, expected) in [
        (10, Some((1, 1))),
        (500, Some((2, 2))),
        (1_000, Some((3, 3))),
        (1_001, None),
        (1_099, None),
        (1_100, Some((1, 4))),
        (1_101, Some((2, 5))),
    ] {
        assert_eq!(spend(&mut tx, patient, now).await, expected, "{now}");
    }
}

async fn stops_after_very_many(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_pin(&mut tx).await;
    for n in 1..=7 {
        assert_eq!(spend(&mut tx, patient, n * 1_000).await.map(|it| it.1), Some(n));
    }
    assert_eq!(spend(&mut tx, patient, 9_000).await, None);
    assert!(pin::succeed(&mut tx, patient, "old").await.unwrap());
    assert_eq!(spend(&mut tx, patient, 9_001).await.map(|it| it.1), Some(1));
}

#[test]
fn its_debug_has_no_hash() {
    let row = PinRow { pin_hash: "secret".to_owned(), tries: 1, failures: 2, tried_at: None };
    assert_eq!(format!("{row:?}"), "PinRow(1 tries, 2 failures)");
}
