use crate::fixture::{key, uuid};
use domain::Millis;
use store::{source, testing::TestDb};

conforms!(is_found_by_any_key, stays_with_what_it_names, is_looked_up_and_written_in_turn);

async fn is_found_by_any_key(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    assert_eq!(source::find(&mut tx, &[]).await.unwrap(), []);
    for (lookup, target) in [(1, 11), (2, 11), (3, 12)] {
        source::add(&mut tx, &[(key(lookup), "report", uuid(target))]).await.unwrap();
    }
    let found = source::find(&mut tx, &[key(3), key(9), key(2)]).await.unwrap();
    let report = || "report".to_owned();
    assert_eq!(found, [(key(2), report(), uuid(11)), (key(3), report(), uuid(12))]);
}

async fn stays_with_what_it_names(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    source::add(&mut tx, &[(key(1), "report", uuid(11))]).await.unwrap();
    source::add(&mut tx, &[(key(1), "patient", uuid(12))]).await.unwrap();
    let found = source::find(&mut tx, &[key(1)]).await.unwrap();
    assert_eq!(found, [(key(1), "report".to_owned(), uuid(11))]);
}

/// Without the gate, PostgreSQL would let each task find nothing and write a row of its own.
async fn is_looked_up_and_written_in_turn(db: &TestDb) {
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let db = (*db).clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                source::gate(&mut tx, Millis(1)).await.unwrap();
                let found = source::find(&mut tx, &[key(1)]).await.unwrap();
                source::add(&mut tx, &[(key(1), "report", uuid(n))]).await.unwrap();
                tx.commit().await.unwrap();
                found.is_empty()
            })
        })
        .collect();
    let mut first = 0;
    for task in tasks {
        first += u32::from(task.await.unwrap());
    }
    assert_eq!(first, 1);
}
