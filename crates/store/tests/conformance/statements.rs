//! Every statement of the store is one both engines can prepare, and none is left out.

use sqlx::{Executor as _, SqlSafeStr as _};
use std::{
    fs,
    path::{Path, PathBuf},
};
use store::testing::{fresh_postgres, fresh_sqlite, statements};

#[tokio::test]
async fn sqlite_prepares_each() {
    let db = fresh_sqlite().await;
    let pool = sqlx::SqlitePool::connect(db.url()).await.unwrap();
    for (module, all) in statements() {
        for sql in all {
            let prepared = pool.prepare(sql.sqlite.into_sql_str()).await;
            assert!(prepared.is_ok(), "{module}: {}: {:?}", sql.sqlite, prepared.err());
        }
    }
}

#[tokio::test]
async fn postgres_prepares_each() {
    let db = fresh_postgres().await;
    let pool = sqlx::PgPool::connect(db.url()).await.unwrap();
    for (module, all) in statements() {
        for sql in all {
            let prepared = pool.prepare(sql.postgres.into_sql_str()).await;
            assert!(prepared.is_ok(), "{module}: {}: {:?}", sql.postgres, prepared.err());
        }
    }
}

/// The sources by module name, without their tests; what stands in a module's folder is the module's.
fn sources() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    for path in within(&folder) {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let files = if path.is_dir() { within(&path) } else { vec![path] };
        for file in files {
            assert!(file.is_file(), "{} would be overlooked", file.display());
            sources.push((name.clone(), fs::read_to_string(file).unwrap()));
        }
    }
    sources
}

fn within(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn each_module_with_statements_is_listed_whole() {
    let mut declared: Vec<(String, usize)> = sources()
        .into_iter()
        .filter(|(_, text)| text.contains("\nstatements! {"))
        .map(|(name, text)| {
            let is_one = |line: &&str| line.contains(" = both ") || line.contains(" = sqlite ");
            (name, text.lines().filter(is_one).count())
        })
        .collect();
    declared.sort();
    let listed: Vec<(String, usize)> =
        statements().iter().map(|(name, all)| ((*name).to_owned(), all.len())).collect();
    assert_eq!(listed, declared);
}

#[test]
fn nothing_else_is_run() {
    // What runs a text, or makes a statement of one, and the modules that may.
    let cases: [(&str, &[&str]); 5] = [
        ("Sql {", &["sql"]),
        (": Sql =", &["sql"]),
        ("query(", &["tx", "testing"]),
        ("raw_sql(", &["testing"]),
        ("AssertSqlSafe", &["testing"]),
    ];
    for (name, text) in sources() {
        for (mark, allowed) in cases {
            let found = text.contains(mark) && !allowed.contains(&name.as_str());
            assert!(!found, "{name} has {mark}");
        }
        let others = ["query_as", "query_scalar", "query_with", "QueryBuilder", "query!"];
        for mark in others {
            assert!(!text.contains(mark), "{name} has {mark}");
        }
    }
}
