use crate::fixture::{uuid, with_message};
use domain::{
    Millis,
    id::{AttemptId, MessageId},
};
use store::{
    attempt::{self, AttemptRow, Outcome},
    testing::TestDb,
};

conforms!(is_kept_in_order);

async fn is_kept_in_order(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let message = with_message(&mut tx, 1).await.id;
    let at = |n, at, outcome, detail: Option<&str>| AttemptRow {
        id: AttemptId(uuid(n)),
        message,
        carrier: "c".to_owned(),
        outcome,
        detail: detail.map(str::to_owned),
        at: Millis(at),
    };
    let rows = [
        at(3, 1, Outcome::Retry, Some("busy")),
        at(1, 2, Outcome::Never, Some("gone")),
        at(2, 2, Outcome::Accepted, None),
    ];
    for row in rows.iter().rev() {
        attempt::insert(&mut tx, row).await.unwrap();
    }
    assert_eq!(attempt::of_message(&mut tx, message).await.unwrap(), rows);
    assert_eq!(attempt::of_message(&mut tx, MessageId(uuid(9))).await.unwrap(), []);
}
