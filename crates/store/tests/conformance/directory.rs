use crate::fixture::uuid;
use domain::Millis;
use store::{
    directory::{self, DirectoryRow},
    history,
    testing::TestDb,
};

conforms!(comes_back_as_written, keeps_its_versions);

fn an_entry() -> DirectoryRow {
    DirectoryRow {
        id: uuid(1),
        kind: "organization".to_owned(),
        name: vec![1],
        version: 1,
        stamp: None,
        digest: vec![2],
        updated_at: Millis(1),
    }
}

async fn comes_back_as_written(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    directory::insert(&mut tx, &an_entry()).await.unwrap();
    assert_eq!(directory::get(&mut tx, uuid(1)).await.unwrap(), Some(an_entry()));
    assert_eq!(directory::get(&mut tx, uuid(2)).await.unwrap(), None);
}

async fn keeps_its_versions(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    directory::insert(&mut tx, &an_entry()).await.unwrap();
    let newer = DirectoryRow {
        name: vec![3],
        version: 2,
        stamp: Some("b".to_owned()),
        digest: vec![4],
        updated_at: Millis(2),
        ..an_entry()
    };
    for updated in [true, false] {
        assert_eq!(directory::update(&mut tx, &newer, Millis(2)).await.unwrap(), updated);
        assert_eq!(directory::get(&mut tx, uuid(1)).await.unwrap(), Some(newer.clone()));
        assert_eq!(history::of_entry(&mut tx, uuid(1)).await.unwrap(), 1);
    }
}
