use crate::fixture::{uuid, with_patient};
use domain::id::PatientId;
use store::{claim, testing::TestDb};

conforms!(counts_wrong_codes_until_a_right_one);

async fn counts_wrong_codes_until_a_right_one(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (own, other) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    for failures in 1..=3 {
        claim::fail(&mut tx, own).await.unwrap();
        assert_eq!(claim::failures(&mut tx, own).await.unwrap(), failures);
    }
    assert_eq!(claim::failures(&mut tx, other).await.unwrap(), 0);
    assert_eq!(claim::failures(&mut tx, PatientId(uuid(9))).await.unwrap(), 0);
    claim::succeed(&mut tx, own).await.unwrap();
    assert_eq!(claim::failures(&mut tx, own).await.unwrap(), 0);
}
