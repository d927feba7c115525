use crate::fixture::{a_patient, key, uuid, with_patient};
use domain::{Millis, challenge::Channel, id::PatientId};
use store::{
    history,
    patient::{self, PatientRow},
    testing::TestDb,
};

conforms!(
    comes_back_as_written,
    keeps_its_versions,
    is_found_by_its_contacts,
    says_how_they_want_their_codes,
);

async fn comes_back_as_written(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = a_patient(1);
    let bare = PatientRow { language: None, stamp: None, ..a_patient(2) };
    for row in [&row, &bare] {
        patient::insert(&mut tx, row).await.unwrap();
        assert_eq!(patient::get(&mut tx, row.id).await.unwrap().as_ref(), Some(row));
    }
    assert_eq!(patient::get(&mut tx, PatientId(uuid(9))).await.unwrap(), None);
    assert_eq!(patient::count(&mut tx).await.unwrap(), 2);
}

async fn keeps_its_versions(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let id = with_patient(&mut tx, 1).await;
    let newer = PatientRow {
        profile: vec![7],
        language: None,
        version: 2,
        stamp: Some("b".to_owned()),
        digest: vec![8],
        updated_at: Millis(200),
        ..a_patient(1)
    };
    let rekeyed = PatientRow { public_key: vec![0], wrapped_key: vec![0], ..newer.clone() };
    assert!(patient::update(&mut tx, &rekeyed, Millis(200)).await.unwrap());
    assert_eq!(patient::get(&mut tx, id).await.unwrap(), Some(newer.clone()));
    assert_eq!(history::of_patient(&mut tx, id).await.unwrap(), 1);

    let again = patient::update(&mut tx, &newer, Millis(300)).await.unwrap();
    let unknown = PatientRow { id: PatientId(uuid(9)), ..newer };
    let nobody = patient::update(&mut tx, &unknown, Millis(300)).await.unwrap();
    assert_eq!((again, nobody), (false, false));
    assert_eq!(history::of_patient(&mut tx, id).await.unwrap(), 1);
}

async fn is_found_by_its_contacts(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let younger = with_patient(&mut tx, 1).await;
    let elder = PatientRow { created_at: Millis(50), ..a_patient(2) };
    patient::insert(&mut tx, &elder).await.unwrap();
    let shared = ("phone", key(1));
    let of_younger = [shared, shared, ("email", key(2))];
    patient::set_contacts(&mut tx, younger, &of_younger).await.unwrap();
    patient::set_contacts(&mut tx, elder.id, &[shared]).await.unwrap();

    let found = patient::by_contact(&mut tx, "phone", key(1)).await.unwrap();
    assert_eq!(found, [elder.id, younger]);
    assert_eq!(patient::by_contact(&mut tx, "email", key(1)).await.unwrap(), []);
    assert_eq!(patient::by_contact(&mut tx, "email", key(2)).await.unwrap(), [younger]);

    patient::set_contacts(&mut tx, younger, &[]).await.unwrap();
    assert_eq!(patient::by_contact(&mut tx, "phone", key(1)).await.unwrap(), [elder.id]);
    assert_eq!(patient::by_contact(&mut tx, "email", key(2)).await.unwrap(), []);
}

async fn says_how_they_want_their_codes(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let id = with_patient(&mut tx, 1).await;
    assert_eq!(patient::codes_by(&mut tx, id).await.unwrap(), None);
    for wish in [Some(Channel::Voice), Some(Channel::Sms), None] {
        assert!(patient::set_codes_by(&mut tx, id, wish).await.unwrap());
        assert_eq!(patient::codes_by(&mut tx, id).await.unwrap(), wish);
    }
    let unknown = PatientId(uuid(9));
    assert!(!patient::set_codes_by(&mut tx, unknown, None).await.unwrap());
    assert_eq!(patient::codes_by(&mut tx, unknown).await.unwrap(), None);
}
