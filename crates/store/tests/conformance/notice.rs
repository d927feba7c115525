use crate::fixture::with_patient;
use domain::{Language, Millis};
use store::{notice, testing::TestDb};

conforms!(is_accepted_once_for_each_version, is_listed_the_newest_first);

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

async fn is_listed_the_newest_first(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (patient, other) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    for (version, at) in [("1", 5), ("2", 9)] {
        notice::accept(&mut tx, patient, version, Language::Hi, Millis(at)).await.unwrap();
    }
    notice::accept(&mut tx, other, "3", Language::En, Millis(9)).await.unwrap();
    let all = notice::all(&mut tx, patient).await.unwrap();
    let expected = [("2", Millis(9)), ("1", Millis(5))];
    assert_eq!(all, expected.map(|(version, at)| (version.to_owned(), Language::Hi, at)));
}
