//! A database that cannot do as it is asked says so, in a way a page can be made of.

use crate::fixture::{a_patient, a_record, with_patient};
use sqlx::Connection as _;
use store::{
    Db, patient, record,
    testing::{TestDb, fresh_postgres, fresh_sqlite},
};

conforms!(a_reading_transaction_writes_nothing);

async fn a_reading_transaction_writes_nothing(db: &TestDb) {
    let mut tx = db.read().await.unwrap();
    let error = patient::insert(&mut tx, &a_patient(1)).await.unwrap_err();
    assert!(error.is_unavailable(), "{error:?}");
    drop(tx);
    let mut tx = db.begin().await.unwrap();
    with_patient(&mut tx, 1).await;
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_read_only_file_is_read_and_not_written() {
    let db = fresh_sqlite().await;
    let mut tx = db.begin().await.unwrap();
    with_patient(&mut tx, 1).await;
    tx.commit().await.unwrap();

    let sealed = Db::open(&format!("{}?mode=ro", db.url())).await.unwrap();
    let mut tx = sealed.read().await.unwrap();
    assert_eq!(patient::count(&mut tx).await.unwrap(), 1);
    let error = match sealed.begin().await {
        Ok(mut tx) => patient::insert(&mut tx, &a_patient(2)).await.unwrap_err(),
        Err(error) => error,
    };
    assert!(error.is_unavailable(), "{error:?}");
}

#[tokio::test]
async fn a_read_only_server_is_read_and_not_written() {
    let db = fresh_postgres().await;
    let sql = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', \
        current_database()); END $$";
    let mut admin = sqlx::PgConnection::connect(db.url()).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut admin).await.unwrap();

    let sealed = Db::open(db.url()).await.unwrap();
    let mut tx = sealed.begin().await.unwrap();
    assert_eq!(patient::count(&mut tx).await.unwrap(), 0);
    let error = patient::insert(&mut tx, &a_patient(1)).await.unwrap_err();
    assert!(error.is_unavailable(), "{error:?}");
}

#[tokio::test]
async fn a_full_disk_is_told_from_a_fault() {
    let db = fresh_sqlite().await;
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    tx.commit().await.unwrap();

    db.fill().await;
    let mut tx = db.begin().await.unwrap();
    let large = record::RecordRow { envelope: vec![0; 100_000], ..a_record(1, patient) };
    let error = record::insert(&mut tx, std::slice::from_ref(&large)).await.unwrap_err();
    assert!(error.is_unavailable(), "{error:?}");
    drop(tx);

    let mut tx = db.begin().await.unwrap();
    assert_eq!(patient::count(&mut tx).await.unwrap(), 1);
    assert_eq!(record::get(&mut tx, large.id).await.unwrap(), None);
}

#[tokio::test]
async fn a_lost_connection_is_made_again() {
    let db = fresh_postgres().await;
    let mut tx = db.begin().await.unwrap();
    let mut admin = sqlx::PgConnection::connect(db.url()).await.unwrap();
    let sql = "SELECT count(pg_terminate_backend(pid, 60000)) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let ended: i64 = sqlx::query_scalar(sql).fetch_one(&mut admin).await.unwrap();
    assert!(ended >= 1);
    let error = patient::count(&mut tx).await.unwrap_err();
    assert!(error.is_unavailable(), "{error:?}");
    drop(tx);
    let mut tx = db.begin().await.unwrap();
    assert_eq!(patient::count(&mut tx).await.unwrap(), 0);
}
