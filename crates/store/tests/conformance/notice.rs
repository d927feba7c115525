use crate::fixture::with_patient;
use domain::{Language, Millis};
use store::{notice, testing::TestDb};

conforms!(is_accepted_once_for_each_version);

async fn is_accepted_once_for_each_version(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    assert_eq!(notice::accepted(&mut tx, patient, "1").await.unwrap(), None);
    for (at, first) in [(5, true), (6, false)] {
        let accepted = notice::accept(&mut tx, patient, "1", Language::Hi, Millis(at)).await;
        assert_eq!(accepted.unwrap(), first);
        let kept = notice::accepted(&mut tx, patient, "1").await.unwrap();
        assert_eq!(kept, Some((Millis(5), Language::Hi)));
    }
    assert_eq!(notice::accepted(&mut tx, patient, "2").await.unwrap(), None);
}
