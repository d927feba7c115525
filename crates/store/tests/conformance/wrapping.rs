use crate::fixture::{uuid, with_patient};
use domain::{Millis, id::PatientId};
use store::{Tx, claim, patient, testing::TestDb, wipe, wrapping};

conforms!(
    wrapped_keys_are_put_in_place_of_others,
    a_key_that_was_read_is_the_patients_own_and_the_newest,
    a_key_is_retired_once,
);

async fn wrapped_keys_are_put_in_place_of_others(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (one, two) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    let page = wrapping::page(&mut tx, PatientId(uuid(0)), 1).await.unwrap();
    assert_eq!(page, [(one, vec![3, 4])]);
    let page = wrapping::page(&mut tx, one, 9).await.unwrap();
    assert_eq!(page, [(two, vec![3, 4])]);
    assert!(wrapping::rewrap(&mut tx, one, &[3, 4], &[9]).await.unwrap());
    assert!(!wrapping::rewrap(&mut tx, one, &[3, 4], &[8]).await.unwrap(), "it is another by now");
    assert_eq!(patient::wrapped_key(&mut tx, one).await.unwrap(), Some(vec![9]));
    assert_eq!(patient::wrapped_key(&mut tx, two).await.unwrap(), Some(vec![3, 4]));
}

/// The ways in which a transaction comes to know a wrapped key.
async fn known(tx: &mut Tx, way: u8, patient: PatientId) {
    match way {
        0 => drop(patient::get(tx, patient).await.unwrap().unwrap()),
        1 => drop(patient::wrapped_key(tx, patient).await.unwrap().unwrap()),
        _ => claim::succeed(tx, patient).await.unwrap(),
    }
}

async fn a_key_that_was_read_is_the_patients_own_and_the_newest(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (one, two) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    assert!(wrapping::rewrap(&mut tx, two, &[3, 4], &[0]).await.unwrap());
    for (way, key) in [(0, [5]), (1, [6]), (2, [7])] {
        for (patient, other) in [(one, two), (two, one)] {
            let old = patient::wrapped_key(&mut tx, patient).await.unwrap().unwrap();
            known(&mut tx, way, other).await;
            assert_eq!(patient::wrapped_key(&mut tx, patient).await.unwrap(), Some(old.clone()));
            known(&mut tx, way, patient).await;
            let new = [key.as_slice(), patient.0.as_bytes()].concat();
            assert!(wrapping::rewrap(&mut tx, patient, &old, &new).await.unwrap());
            assert_eq!(patient::wrapped_key(&mut tx, patient).await.unwrap(), Some(new));
        }
    }
    let nobody = PatientId(uuid(9));
    claim::succeed(&mut tx, nobody).await.unwrap();
    assert_eq!(patient::wrapped_key(&mut tx, nobody).await.unwrap(), None);
    for (way, patient) in [(1, one), (2, two)] {
        known(&mut tx, way, patient).await;
        wipe::patient(&mut tx, patient).await.unwrap();
        assert_eq!(patient::wrapped_key(&mut tx, patient).await.unwrap(), None);
    }
}

async fn a_key_is_retired_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    assert!(!wrapping::is_retired(&mut tx, "wrap-1").await.unwrap());
    for now in [1, 2] {
        wrapping::retire(&mut tx, "wrap-1", Millis(now)).await.unwrap();
    }
    assert!(wrapping::is_retired(&mut tx, "wrap-1").await.unwrap());
    assert!(!wrapping::is_retired(&mut tx, "wrap-2").await.unwrap());
}
