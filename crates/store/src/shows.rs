//! Which results a report or a panel shows.

use crate::{
    Result, Tx,
    value::{list, values},
};
use domain::id::RecordId;

statements! {
    CLEAR = both "DELETE FROM shows WHERE record_id = $1";
    ADD = sqlite "INSERT INTO shows (record_id, lookup) \
            SELECT DISTINCT $1, unhex(value) FROM json_each($2)",
        postgres "INSERT INTO shows (record_id, lookup) \
            SELECT DISTINCT $1::uuid, decode(value, 'hex') FROM json_array_elements_text($2::text::json)";
    OF = both "SELECT lookup FROM shows WHERE record_id = $1 ORDER BY lookup";
}

/// Says by their source keys what a record shows, in place of what was said before; what is named may come later.
///
/// # Errors
/// A missing reference when the record is not there.
pub async fn replace(tx: &mut Tx, record: RecordId, lookups: &[[u8; 32]]) -> Result<()> {
    tx.execute(CLEAR, values![record]).await?;
    add(tx, record, lookups).await
}

/// Says by their source keys what a new record shows.
///
/// # Errors
/// A missing reference when the record is not there, a unique violation when it shows one of them already.
pub async fn add(tx: &mut Tx, record: RecordId, lookups: &[[u8; 32]]) -> Result<()> {
    match lookups {
        [] => Ok(()),
        lookups => tx.execute(ADD, values![record, &list(lookups)]).await.map(drop),
    }
}

/// The source keys of what a record shows, in no order that means anything.
///
/// # Errors
/// When the database does not answer.
pub async fn of(tx: &mut Tx, record: RecordId) -> Result<Vec<[u8; 32]>> {
    let rows: Vec<([u8; 32],)> = tx.all(OF, values![record]).await?;
    Ok(rows.into_iter().map(|(lookup,)| lookup).collect())
}
