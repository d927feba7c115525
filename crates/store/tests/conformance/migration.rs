use sqlx::{PgPool, SqlitePool};
use store::{Db, Engine, testing::TestDb};

conforms!(is_applied_once, is_applied_once_by_nodes_at_once, refuses_what_was_edited);

async fn is_applied_once(db: &TestDb) {
    assert_eq!(db.pending_migrations().await.unwrap(), 0);
    assert_eq!(db.migrate().await.unwrap(), 0);
}

async fn is_applied_once_by_nodes_at_once(db: &TestDb) {
    empty(db).await;
    let known = db.pending_migrations().await.unwrap();
    assert!(known > 0);
    let nodes: Vec<_> = (0..4)
        .map(|_| {
            let url = db.url().to_owned();
            tokio::spawn(async move {
                let db = Db::open(&url).await.unwrap();
                db.migrate().await.unwrap()
            })
        })
        .collect();
    let mut applied = 0;
    for node in nodes {
        applied += node.await.unwrap();
    }
    assert_eq!(applied, known);
    assert_eq!(db.pending_migrations().await.unwrap(), 0);
}

async fn refuses_what_was_edited(db: &TestDb) {
    run(db, "UPDATE _sqlx_migrations SET checksum = substr(checksum, 2)").await;
    let error = db.migrate().await.unwrap_err();
    assert!(error.to_string().contains("modified"), "{error}");
    assert!(!error.is_unavailable());
}

/// Leaves the database as it was before its first migration.
async fn empty(db: &TestDb) {
    let sql = match db.engine() {
        Engine::Postgres => "DROP SCHEMA public CASCADE; CREATE SCHEMA public".to_owned(),
        Engine::Sqlite => {
            let pool = SqlitePool::connect(db.url()).await.unwrap();
            let sql = "SELECT 'DROP TABLE ' || name FROM sqlite_schema WHERE type = 'table' \
                ORDER BY rowid DESC";
            let drops: Vec<String> = sqlx::query_scalar(sql).fetch_all(&pool).await.unwrap();
            drops.join(";")
        }
    };
    run(db, &sql).await;
}

async fn run(db: &TestDb, sql: &str) {
    let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()));
    match db.engine() {
        Engine::Sqlite => {
            let pool = SqlitePool::connect(db.url()).await.unwrap();
            sql.execute(&pool).await.unwrap();
        }
        Engine::Postgres => {
            let pool = PgPool::connect(db.url()).await.unwrap();
            sql.execute(&pool).await.unwrap();
        }
    }
}
