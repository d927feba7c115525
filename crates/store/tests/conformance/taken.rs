//! What a person takes away is decided for every table.

use sqlx::SqlitePool;
use std::collections::BTreeSet;
use store::{
    taken::{Part, TAKEN, Taken},
    testing::fresh_sqlite,
};

/// Tables that refer to a patient, or say so without a reference that would hold the patient's row.
const NAMING: &str = "SELECT DISTINCT t.name FROM pragma_table_list AS t \
    JOIN pragma_table_info(t.name) AS c WHERE t.schema = 'main' AND t.type = 'table' \
    AND (c.name LIKE '%patient_id' OR c.name = 'target_id')";
/// Which table refers to which.
const REFERRING: &str = "SELECT DISTINCT t.name, f.\"table\" FROM pragma_table_list AS t \
    JOIN pragma_foreign_key_list(t.name) AS f WHERE t.schema = 'main' AND t.type = 'table'";

/// Whoever adds a table that holds something of a patient decides here whether they take it away.
#[tokio::test]
async fn every_table_that_holds_something_of_a_patient_is_decided() {
    let db = fresh_sqlite().await;
    let pool = SqlitePool::connect(db.url()).await.unwrap();
    let naming: Vec<String> = sqlx::query_scalar(NAMING).fetch_all(&pool).await.unwrap();
    let referring: Vec<(String, String)> =
        sqlx::query_as(REFERRING).fetch_all(&pool).await.unwrap();
    let mut found: BTreeSet<&str> = naming.iter().map(String::as_str).collect();
    found.insert("patient");
    loop {
        let more = referring.iter().filter(|(_, to)| found.contains(to.as_str()));
        let more: Vec<&str> = more.map(|(from, _)| from.as_str()).collect();
        let before = found.len();
        found.extend(more);
        if found.len() == before {
            break;
        }
    }
    let decided: BTreeSet<&str> = TAKEN.iter().map(|(table, _)| *table).collect();
    assert_eq!(decided, found);
    assert_eq!(decided.len(), TAKEN.len(), "one is decided twice");
}

#[test]
fn every_part_comes_from_a_table() {
    for part in Part::ALL {
        let comes = |taken: &Taken| matches!(taken, Taken::In(parts) if parts.contains(&part));
        assert!(TAKEN.iter().any(|(_, taken)| comes(taken)), "{part:?}");
    }
}
