use crate::fixture::{a_patient, a_record, uuid, with_patient};
use domain::id::PatientId;
use std::{future::poll_fn, pin::pin, task::Poll};
use store::{Db, Engine, patient, record, testing::TestDb};

conforms!(
    keeps_what_is_committed_alone,
    reads_beside_a_writer,
    tells_broken_rules_apart,
    does_nothing_more_once_a_statement_failed,
    answers_a_ping,
    survives_those_who_do_not_wait,
);

async fn keeps_what_is_committed_alone(db: &TestDb) {
    for commit in [false, true] {
        let mut tx = db.begin().await.unwrap();
        with_patient(&mut tx, 1).await;
        if commit {
            tx.commit().await.unwrap();
        } else {
            drop(tx);
        }
        let mut tx = db.read().await.unwrap();
        assert_eq!(patient::count(&mut tx).await.unwrap(), u64::from(commit));
    }
}

async fn reads_beside_a_writer(db: &TestDb) {
    let mut writing = db.begin().await.unwrap();
    with_patient(&mut writing, 1).await;
    let mut reading = db.read().await.unwrap();
    assert_eq!(patient::count(&mut reading).await.unwrap(), 0);
    reading.commit().await.unwrap();
    writing.commit().await.unwrap();
    let mut reading = db.read().await.unwrap();
    assert_eq!(patient::count(&mut reading).await.unwrap(), 1);
}

async fn tells_broken_rules_apart(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    with_patient(&mut tx, 1).await;
    let twice = patient::insert(&mut tx, &a_patient(1)).await.unwrap_err();
    assert!(twice.is_unique_violation() && twice.on_constraint("patient"), "{twice:?}");
    assert!(!twice.on_constraint("record") && !twice.is_unavailable());
    assert!(!twice.is_missing_reference());
    drop(tx);

    let mut tx = db.begin().await.unwrap();
    let orphan = record::insert(&mut tx, &[a_record(1, PatientId(uuid(9)))]).await.unwrap_err();
    assert!(orphan.is_missing_reference(), "{orphan:?}");
    assert!(!orphan.is_unique_violation() && !orphan.is_unavailable());
}

async fn does_nothing_more_once_a_statement_failed(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    with_patient(&mut tx, 1).await;
    patient::insert(&mut tx, &a_patient(1)).await.unwrap_err();
    patient::insert(&mut tx, &a_patient(2)).await.unwrap_err();
    patient::count(&mut tx).await.unwrap_err();
    tx.commit().await.unwrap_err();
    let mut tx = db.begin().await.unwrap();
    assert_eq!(patient::count(&mut tx).await.unwrap(), 0);
}

async fn answers_a_ping(db: &TestDb) {
    db.ping().await.unwrap();
    db.close().await;
    assert!(db.ping().await.unwrap_err().is_unavailable());
}

#[tokio::test]
async fn is_opened_by_its_address() {
    let sqlite = store::testing::fresh_sqlite().await;
    assert_eq!(sqlite.engine(), Engine::Sqlite);
    let refused = ["", "medseal.db", "mysql://host/db", "sqlite::memory:", "sqlite:x?mode=memory"];
    for url in refused
        .into_iter()
        .chain(["postgres://u:hunter2@host:port/db", "postgres://u:hunter2@db.example/x"])
    {
        let error = Db::open(url).await.unwrap_err();
        assert!(error.to_string().starts_with("the database's address"), "{url}: {error}");
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let db = store::testing::fresh_sqlite().await;
    let path = db.url().strip_prefix("sqlite:").unwrap().to_owned();
    for file in [path.clone(), format!("{path}-wal"), format!("{path}-shm")] {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

/// A browser that goes away while its page is made spoils nobody else's.
async fn survives_those_who_do_not_wait(db: &TestDb) {
    for n in 1..200 {
        {
            let mut reading = pin!(db.read());
            let mut patience = n % 6 + 1;
            poll_fn(|context| {
                patience -= 1;
                match reading.as_mut().poll(context) {
                    Poll::Pending if patience > 0 => Poll::Pending,
                    _ => Poll::Ready(()),
                }
            })
            .await;
        }
        let mut tx = db.begin().await.unwrap();
        with_patient(&mut tx, n).await;
        tx.commit().await.unwrap();
    }
}
