use crate::fixture::{a_patient, uuid, with_patient};
use domain::{
    Language, Millis,
    challenge::Channel,
    id::PatientId,
    settings::{Settings, TextSize},
};
use store::{patient, settings, testing::TestDb};

conforms!(are_the_defaults_until_they_are_set, outlast_a_newer_version_of_the_patient);

const SET: Settings = Settings {
    codes_by: Some(Channel::Voice),
    language: Some(Language::En),
    text: TextSize::Large,
};

async fn are_the_defaults_until_they_are_set(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    assert_eq!(settings::get(&mut tx, patient).await.unwrap(), Settings::default());
    for set in [SET, Settings::default()] {
        assert!(settings::set(&mut tx, patient, &set).await.unwrap());
        assert_eq!(settings::get(&mut tx, patient).await.unwrap(), set);
    }
    assert!(!settings::set(&mut tx, PatientId(uuid(9)), &SET).await.unwrap());
}

async fn outlast_a_newer_version_of_the_patient(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let id = with_patient(&mut tx, 1).await;
    settings::set(&mut tx, id, &SET).await.unwrap();
    let newer = patient::PatientRow { version: 2, language: Some(Language::Hi), ..a_patient(1) };
    assert!(patient::update(&mut tx, &newer, Millis(5)).await.unwrap());
    assert_eq!(settings::get(&mut tx, id).await.unwrap(), SET);
}
