//! Which of our rows a foreign resource became.

use crate::{
    Result, Tx,
    value::{AT_ONCE, line, list, table, values},
};
use domain::Millis;
use uuid::Uuid;

statements! {
    GATE = both "INSERT INTO source_gate (id, touched_at) VALUES (1, $1) \
        ON CONFLICT (id) DO UPDATE SET touched_at = excluded.touched_at";
    FIND = sqlite "SELECT lookup, kind, target_id FROM source \
            WHERE lookup IN (SELECT unhex(value) FROM json_each($1)) ORDER BY lookup",
        postgres "SELECT lookup, kind, target_id FROM source WHERE lookup = ANY (ARRAY( \
            SELECT decode(value, 'hex') FROM json_array_elements_text($1::text::json))) ORDER BY lookup";
    ADD = sqlite "INSERT INTO source (lookup, kind, target_id) \
            SELECT unhex(value ->> 0), value ->> 1, unhex(value ->> 2) FROM json_each($1) WHERE true \
            ON CONFLICT DO NOTHING",
        postgres "INSERT INTO source (lookup, kind, target_id) \
            SELECT decode(line ->> 0, 'hex'), line ->> 1, (line ->> 2)::uuid \
            FROM json_array_elements($1::text::json) AS line ON CONFLICT DO NOTHING";
}

/// A look-up key, the kind of what it names, and that row.
pub type Name = ([u8; 32], &'static str, Uuid);

/// Waits its turn to look resources up and to write them: until the transaction ends, no other passes.
///
/// # Errors
/// When the database cannot be written to, or the turn does not come.
pub async fn gate(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.execute(GATE, values![now]).await.map(drop)
}

/// What is known by these keys: each key that is, its kind, and the row it names.
///
/// # Errors
/// When the database does not answer.
pub async fn find(tx: &mut Tx, lookups: &[[u8; 32]]) -> Result<Vec<([u8; 32], String, Uuid)>> {
    tx.all(FIND, values![&list(lookups)]).await
}

/// Makes rows known by these keys; a key that is taken stays with what it names.
///
/// # Errors
/// When the database cannot be written to.
pub async fn add(tx: &mut Tx, names: &[Name]) -> Result<()> {
    for names in names.chunks(AT_ONCE) {
        let lines = names.iter().map(|(lookup, kind, target)| line![lookup, *kind, *target]);
        tx.execute(ADD, values![&table(lines)]).await?;
    }
    Ok(())
}
