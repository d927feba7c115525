//! The statements of the queue and of receipts find their rows by an index, however many others there are.

use sqlx::{Connection as _, PgConnection, Row as _, SqlSafeStr as _};
use store::testing::{Sql, fresh_postgres, fresh_sqlite, statements};

/// The modules whose statements run for each message.
const BUSY: [&str; 5] = ["attempt", "life", "message", "outbox", "speech"];

/// Statements, the index by which each finds its rows, and values of its parameters.
const PATHS: [(&str, &str, &str, &str); 11] = [
    ("outbox", "NEXT_DUE", "message_due", "'sms', 500000"),
    ("outbox", "NEXT_FREE", "message_due", "'sms', 500000"),
    ("outbox", "CLAIM", "message_due", "'sms', 500000, 510000, 64"),
    ("outbox", "DROP_EXPIRED", "message_expiry", "500"),
    ("message", "FOLLOW", "message_challenge", "'00000000-0000-0000-0000-000000000007', 9"),
    ("message", "ADVANCE", "message_challenge", "'00000000-0000-0000-0000-000000000007', 9"),
    ("message", "PASS_OVER", "message_challenge", "'00000000-0000-0000-0000-000000000007'"),
    (
        "message",
        "HASTEN",
        "message_challenge",
        "'00000000-0000-0000-0000-000000000007', 'sms', 9, 9",
    ),
    ("attempt", "BY_REFERENCE", "message_attempt_reference", "'c', 'r7'"),
    (
        "attempt",
        "BY_MESSAGE",
        "message_attempt_message",
        "'c', '00000000-0000-0000-0000-000000000007'",
    ),
    (
        "attempt",
        "ABANDON",
        "message_attempt_message",
        "'00000000-0000-0000-0000-000000000007', 9, 'w'",
    ),
];

/// Twenty thousand messages, half of them due one by one over the next hours, each with a try.
const ROWS: &str = "
    INSERT INTO patient (id, public_key, wrapped_key, profile, version, digest, created_at, updated_at)
        VALUES ('00000000-0000-0000-0000-000000000001', '', '', '', 1, '', 0, 0);
    INSERT INTO challenge (id, session, patient_id, asker, kind, purpose, decoy, key_id, attempts, sends, issued_at,
        sent_at, expires_at)
        SELECT lpad(n::text, 32, '0')::uuid, lpad('1', 32, '0')::uuid, lpad('1', 32, '0')::uuid, '', 'k', '{}', false,
        'k', 0, 1, n, n, n + 90000 FROM generate_series(1, 10000) AS n;
    INSERT INTO message (id, challenge_id, patient_id, channel, address, template, language, parameters, not_before,
        expires_at, attempts, state, created_at, fallback)
        SELECT lpad((n + 10000 * step)::text, 32, '0')::uuid, lpad(n::text, 32, '0')::uuid, lpad('1', 32, '0')::uuid,
        CASE step WHEN 0 THEN 'sms' ELSE 'voice' END, '', 't', 'en', '{}', 500000 - 10 + n * 1000, 90000 + n * 1000, 0,
        CASE n % 2 WHEN 0 THEN 'due' ELSE 'sent' END, n, step = 1
        FROM generate_series(1, 10000) AS n, generate_series(0, 1) AS step;
    INSERT INTO message_attempt (id, message_id, carrier, outcome, at, reference)
        SELECT id, id, 'c', 'accepted', created_at, 'r' || ltrim(replace(id::text, '-', ''), '0') FROM message;
    ANALYZE;";

/// How often a statement is run before the server's choice is looked at.
const RUNS: usize = 10;

fn statement(module: &str, name: &str) -> &'static Sql {
    let (_, all) = statements().into_iter().find(|(it, _)| *it == module).unwrap();
    all.iter().find(|sql| sql.name == name).unwrap()
}

async fn sqlite_path(pool: &sqlx::SqlitePool, sql: &Sql) -> Vec<String> {
    let explain = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sql.sqlite)).into_sql_str();
    let rows = sqlx::query(explain).fetch_all(pool).await.unwrap();
    rows.iter().map(|row| row.get("detail")).collect()
}

#[tokio::test]
async fn sqlite_takes_the_index_that_is_meant() {
    let db = fresh_sqlite().await;
    let pool = sqlx::SqlitePool::connect(db.url()).await.unwrap();
    for (module, name, index, _) in PATHS {
        let path = sqlite_path(&pool, statement(module, name)).await;
        let by = format!("INDEX {index} ");
        assert!(path.iter().any(|step| step.contains(&by)), "{module}::{name}: {path:#?}");
    }
}

/// A patient may have thousands of records, of which a page or a file shows a few at a time.
#[tokio::test]
async fn sqlite_finds_chosen_records_by_their_ids() {
    let db = fresh_sqlite().await;
    let pool = sqlx::SqlitePool::connect(db.url()).await.unwrap();
    let path = sqlite_path(&pool, statement("record", "BY_IDS")).await;
    assert!(path.iter().any(|step| step.ends_with(" (id=?)")), "{path:#?}");
}

#[tokio::test]
async fn sqlite_reads_no_table_whole() {
    let db = fresh_sqlite().await;
    let pool = sqlx::SqlitePool::connect(db.url()).await.unwrap();
    for (module, all) in statements().into_iter().filter(|(module, _)| BUSY.contains(module)) {
        for sql in all {
            let path = sqlite_path(&pool, sql).await;
            // The list that a statement was given is read whole.
            let whole = |step: &&String| step.starts_with("SCAN") && !step.contains("json_each");
            assert_eq!(path.iter().find(whole), None, "{module}::{}: {path:#?}", sql.name);
        }
    }
}

#[tokio::test]
async fn postgres_takes_the_index_that_is_meant() {
    let db = fresh_postgres().await;
    let mut connection = PgConnection::connect(db.url()).await.unwrap();
    sqlx::raw_sql(ROWS).execute(&mut connection).await.unwrap();
    for (module, name, index, values) in PATHS {
        let sql = statement(module, name).postgres;
        // After a few runs the server may keep one plan for all values: what counts is where it ends up.
        let explain = format!("EXPLAIN EXECUTE s({values}); ").repeat(RUNS);
        let all = format!("PREPARE s AS {sql}; {explain} DEALLOCATE s");
        let explain = sqlx::raw_sql(sqlx::AssertSqlSafe(all));
        let rows = explain.fetch_all(&mut connection).await.unwrap();
        let path: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        let path = path.chunks(path.len() / RUNS).last().unwrap();
        assert!(path.iter().any(|step| step.contains(index)), "{module}::{name}: {path:#?}");
        let whole = |step: &&String| step.contains("Seq Scan");
        assert_eq!(path.iter().find(whole), None, "{module}::{name}: {path:#?}");
    }
}
