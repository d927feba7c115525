use crate::fixture::{with_patient, with_record};
use store::{document, testing::TestDb};

conforms!(is_kept_by_version_and_part);

async fn is_kept_by_version_and_part(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let record = with_record(&mut tx, 1, patient).await;
    for (version, part, envelope) in [(1, 0, [1]), (1, 1, [2]), (2, 0, [3]), (2, 0, [4])] {
        document::put(&mut tx, record, version, part, &envelope).await.unwrap();
    }
    let cases = [(1, 0, Some(vec![1])), (1, 1, Some(vec![2])), (2, 0, Some(vec![4])), (2, 1, None)];
    for (version, part, envelope) in cases {
        let found = document::get(&mut tx, record, version, part).await.unwrap();
        assert_eq!(found, envelope, "{version}.{part}");
    }
    for (version, parts) in [(1, 2), (2, 1), (3, 0)] {
        assert_eq!(document::parts(&mut tx, record, version).await.unwrap(), parts);
    }
}
