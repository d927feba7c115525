use crate::fixture::{uuid, with_patient};
use domain::{Millis, id::PatientId};
use store::{patient, testing::TestDb, wrapping};

conforms!(wrapped_keys_are_put_in_place_of_others, a_key_is_retired_once);

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

async fn a_key_is_retired_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    assert!(!wrapping::is_retired(&mut tx, "wrap-1").await.unwrap());
    for now in [1, 2] {
        wrapping::retire(&mut tx, "wrap-1", Millis(now)).await.unwrap();
    }
    assert!(wrapping::is_retired(&mut tx, "wrap-1").await.unwrap());
    assert!(!wrapping::is_retired(&mut tx, "wrap-2").await.unwrap());
}
