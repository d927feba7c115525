//! Which results a report or a panel shows.

use crate::{
    Result, Tx,
    value::{line, table, values},
};
use domain::id::RecordId;

statements! {
    CLEAR = both "DELETE FROM shows WHERE record_id = $1";
    ADD = sqlite "INSERT INTO shows (record_id, lookup) \
            SELECT DISTINCT unhex(value ->> 0), unhex(value ->> 1) FROM json_each($1)",
        postgres "INSERT INTO shows (record_id, lookup) \
            SELECT DISTINCT (line ->> 0)::uuid, decode(line ->> 1, 'hex') \
            FROM json_array_elements($1::text::json) AS line";
    OF = both "SELECT lookup FROM shows WHERE record_id = $1 ORDER BY lookup";
}

/// Says by their source keys what a record shows, in place of what was said before; what is named may come later.
///
/// # Errors
/// A missing reference when the record is not there.
pub async fn replace(tx: &mut Tx, record: RecordId, lookups: &[[u8; 32]]) -> Result<()> {
    tx.execute(CLEAR, values![record]).await?;
    let pairs: Vec<_> = lookups.iter().map(|lookup| (record, *lookup)).collect();
    add(tx, &pairs).await
}

/// Says by their source keys what new records show.
///
/// # Errors
/// A missing reference when a record is not there, a unique violation when it shows one of them already.
pub async fn add(tx: &mut Tx, pairs: &[(RecordId, [u8; 32])]) -> Result<()> {
    match pairs {
        [] => Ok(()),
        pairs => {
            let lines = pairs.iter().map(|(record, lookup)| line![*record, lookup]);
            tx.execute(ADD, values![&table(lines)]).await.map(drop)
        }
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
