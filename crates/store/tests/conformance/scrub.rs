use crate::fixture::a_patient;
use domain::id::PatientId;
use std::collections::HashSet;
use store::{
    Engine, patient,
    testing::{TestDb, fresh_sqlite},
    wipe, wrapping,
};

conforms!(waits_for_nobody_who_reads_and_says_so,);

/// Bytes that stand nowhere by accident.
fn bytes(n: u32, length: usize) -> Vec<u8> {
    let mut state = u64::from(n) + 1;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    std::iter::repeat_with(&mut next).take(length).collect()
}

fn key(n: u32) -> Vec<u8> {
    bytes(n, 32)
}

/// So many that pages are split again and again, which leaves copies behind.
#[tokio::test]
async fn leaves_no_copy_of_what_was_deleted_or_replaced() {
    let db = fresh_sqlite().await;
    let mut tx = db.begin().await.unwrap();
    for n in 0..600 {
        // Not in the order of the ids, so that rows come between others.
        let id = (n * 7_919) % 600;
        let length = 150 + usize::try_from(n * 37 % 450).unwrap();
        let row = patient::PatientRow {
            wrapped_key: key(id),
            profile: bytes(id + 10_000, length),
            ..a_patient(id)
        };
        patient::insert(&mut tx, &row).await.unwrap();
    }
    let mut gone = HashSet::new();
    for n in 0..600 {
        let id = a_patient(n).id;
        match n % 3 {
            0 => wipe::patient(&mut tx, id).await.unwrap(),
            1 => assert!(wrapping::rewrap(&mut tx, id, &key(n), &key(n + 1_000)).await.unwrap()),
            _ => continue,
        }
        gone.insert(key(n));
    }
    tx.commit().await.unwrap();
    db.rewrite().await.unwrap();
    assert!(db.empty_log().await.unwrap());
    let stored = db.dump().await;
    let found =
        |keys: &HashSet<Vec<u8>>| stored.windows(32).filter(|it| keys.contains(*it)).count();
    assert_eq!(found(&HashSet::from([key(1_001), key(2)])), 2, "what is there is found");
    assert_eq!(found(&gone), 0);
}

async fn waits_for_nobody_who_reads_and_says_so(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    patient::insert(&mut tx, &a_patient(1)).await.unwrap();
    tx.commit().await.unwrap();
    let mut reading = db.read().await.unwrap();
    assert_eq!(patient::count(&mut reading).await.unwrap(), 1);
    db.rewrite().await.unwrap();
    assert_eq!(db.empty_log().await.unwrap(), db.engine() == Engine::Postgres);
    drop(reading);
    assert!(db.empty_log().await.unwrap());
    let mut tx = db.begin().await.unwrap();
    let there = patient::get(&mut tx, PatientId(a_patient(1).id.0)).await.unwrap();
    assert_eq!(there, Some(a_patient(1)));
}
