//! What was done at a counter without a code, and nobody could be told of.

use crate::{fixture::uuid, verification::with_verification};
use domain::{
    Millis,
    id::{PatientId, VerificationId},
};
use store::{
    testing::TestDb,
    untold,
    verification::{self, VerificationRow},
};

conforms!(what_nobody_was_told_of_waits_until_it_is_seen,);

async fn what_nobody_was_told_of_waits_until_it_is_seen(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let first = with_verification(&mut tx).await;
    let second = VerificationRow { id: VerificationId(uuid(2)), ..first.clone() };
    verification::insert(&mut tx, &second).await.unwrap();
    let patient = first.patient.unwrap();
    assert_eq!(untold::of_patient(&mut tx, patient).await.unwrap(), []);
    assert!(!untold::see(&mut tx, first.id, patient, Millis(9)).await.unwrap());
    untold::note(&mut tx, first.id, Millis(10)).await.unwrap();
    untold::note(&mut tx, second.id, Millis(11)).await.unwrap();
    let all = untold::of_patient(&mut tx, patient).await.unwrap();
    assert_eq!(all, [(second.id, Millis(11)), (first.id, Millis(10))]);
    let other = PatientId(uuid(77));
    assert_eq!(untold::of_patient(&mut tx, other).await.unwrap(), []);
    assert!(!untold::see(&mut tx, first.id, other, Millis(12)).await.unwrap());
    assert!(untold::is_untold(&mut tx, first.id).await.unwrap());
    assert!(untold::see(&mut tx, first.id, patient, Millis(12)).await.unwrap());
    assert!(!untold::see(&mut tx, first.id, patient, Millis(13)).await.unwrap());
    assert!(!untold::is_untold(&mut tx, first.id).await.unwrap());
    let all = untold::of_patient(&mut tx, patient).await.unwrap();
    assert_eq!(all, [(second.id, Millis(11))]);
}
