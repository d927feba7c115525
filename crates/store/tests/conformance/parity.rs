//! The two sets of migrations make the same tables.

use sqlx::{PgPool, SqlitePool};
use std::collections::BTreeMap;
use store::testing::{fresh_postgres, fresh_sqlite};

/// A column: its table and name, the type SQLite has for it, whether it must be there, its place in the primary key.
type Column = (String, String, String, bool, i64);
/// An index: its table and name, whether it is unique, its columns in order.
type Index = (String, String, bool, Vec<String>);
/// A reference: its table and column, the table and column it names.
type Reference = (String, String, String, String);

const SQLITE_COLUMNS: &str = "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk FROM pragma_table_list AS t \
    JOIN pragma_table_info(t.name) AS c WHERE t.schema = 'main' AND t.type = 'table' \
    AND t.name NOT LIKE 'sqlite%' AND t.name <> '_sqlx_migrations' ORDER BY t.name, c.cid";
const POSTGRES_COLUMNS: &str = "SELECT t.relname::text, c.attname::text, format_type(c.atttypid, c.atttypmod), \
    c.attnotnull, COALESCE(array_position(p.conkey, c.attnum), 0)::bigint FROM pg_class AS t \
    JOIN pg_attribute AS c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped \
    LEFT JOIN pg_constraint AS p ON p.conrelid = t.oid AND p.contype = 'p' \
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND t.relname <> '_sqlx_migrations' \
    ORDER BY t.relname COLLATE \"C\", c.attnum";
const SQLITE_INDEXES: &str = "SELECT t.name, i.name, i.\"unique\", c.name FROM pragma_table_list AS t \
    JOIN pragma_index_list(t.name) AS i JOIN pragma_index_info(i.name) AS c \
    WHERE i.origin = 'c' AND t.name <> '_sqlx_migrations' ORDER BY i.name, c.seqno";
const POSTGRES_INDEXES: &str = "SELECT t.relname::text, n.relname::text, i.indisunique, c.attname::text \
    FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid JOIN pg_class AS n ON n.oid = i.indexrelid \
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place) \
    JOIN pg_attribute AS c ON c.attrelid = t.oid AND c.attnum = k.attnum \
    WHERE t.relnamespace = 'public'::regnamespace AND NOT i.indisprimary AND t.relname <> '_sqlx_migrations' \
    ORDER BY n.relname COLLATE \"C\", k.place";
const SQLITE_REFERENCES: &str = "SELECT t.name, f.\"from\", f.\"table\", f.\"to\" FROM pragma_table_list AS t \
    JOIN pragma_foreign_key_list(t.name) AS f ORDER BY t.name, f.\"from\"";
const POSTGRES_REFERENCES: &str = "SELECT t.relname::text, c.attname::text, g.relname::text, d.attname::text \
    FROM pg_constraint AS f JOIN pg_class AS t ON t.oid = f.conrelid JOIN pg_class AS g ON g.oid = f.confrelid \
    JOIN pg_attribute AS c ON c.attrelid = t.oid AND c.attnum = f.conkey[1] \
    JOIN pg_attribute AS d ON d.attrelid = g.oid AND d.attnum = f.confkey[1] \
    WHERE f.contype = 'f' AND cardinality(f.conkey) = 1 ORDER BY t.relname COLLATE \"C\", c.attname COLLATE \"C\"";

async fn pools() -> (impl Sized, SqlitePool, PgPool) {
    let (sqlite, postgres) = (fresh_sqlite().await, fresh_postgres().await);
    let pools = (
        SqlitePool::connect(sqlite.url()).await.unwrap(),
        PgPool::connect(postgres.url()).await.unwrap(),
    );
    ((sqlite, postgres), pools.0, pools.1)
}

/// What SQLite has for a type of PostgreSQL.
fn class(postgres: &str) -> &str {
    match postgres {
        "bigint" | "boolean" => "INTEGER",
        "uuid" | "bytea" => "BLOB",
        "text" => "TEXT",
        other => panic!("{other} is no type of ours"),
    }
}

#[tokio::test]
async fn columns_are_the_same() {
    let (_kept, sqlite, postgres) = pools().await;
    let here: Vec<Column> = sqlx::query_as(SQLITE_COLUMNS).fetch_all(&sqlite).await.unwrap();
    let there: Vec<Column> = sqlx::query_as(POSTGRES_COLUMNS).fetch_all(&postgres).await.unwrap();
    let there: Vec<Column> = there
        .into_iter()
        .map(|(table, name, kind, must, place)| (table, name, class(&kind).to_owned(), must, place))
        .collect();
    assert!(here.len() > 100, "only {} columns were found", here.len());
    assert_eq!(here, there);
}

#[tokio::test]
async fn indexes_are_the_same() {
    let (_kept, sqlite, postgres) = pools().await;
    let here = sqlx::query_as(SQLITE_INDEXES).fetch_all(&sqlite).await.unwrap();
    let there = sqlx::query_as(POSTGRES_INDEXES).fetch_all(&postgres).await.unwrap();
    let here = gathered(here);
    assert!(here.len() > 10, "only {} indexes were found", here.len());
    assert_eq!(here, gathered(there));
}

fn gathered(rows: Vec<(String, String, bool, String)>) -> Vec<Index> {
    let mut indexes: BTreeMap<String, Index> = BTreeMap::new();
    for (table, name, unique, column) in rows {
        let index = indexes.entry(name.clone()).or_insert((table, name, unique, Vec::new()));
        index.3.push(column);
    }
    indexes.into_values().collect()
}

#[tokio::test]
async fn references_are_the_same() {
    let (_kept, sqlite, postgres) = pools().await;
    let here: Vec<Reference> = sqlx::query_as(SQLITE_REFERENCES).fetch_all(&sqlite).await.unwrap();
    let there: Vec<Reference> =
        sqlx::query_as(POSTGRES_REFERENCES).fetch_all(&postgres).await.unwrap();
    assert!(here.len() > 10, "only {} references were found", here.len());
    assert_eq!(here, there);
}

#[tokio::test]
async fn tables_of_sqlite_are_strict() {
    let db = fresh_sqlite().await;
    let pool = SqlitePool::connect(db.url()).await.unwrap();
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict \
        AND name NOT LIKE 'sqlite%' AND name <> '_sqlx_migrations'";
    let lax: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&pool).await.unwrap();
    assert_eq!(lax, []);
}
