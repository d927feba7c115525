//! What pharmacies' systems asked for under a key of their own, so that a request that comes twice is done once.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{TokenId, VerificationId},
};

row! {
    /// What was done under a key.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DoneRow {
        /// A keyed hash of the request, by which another one under the same key is found.
        pub request: [u8; 32],
        /// What came of it.
        pub verification_id: VerificationId,
    }
}

statements! {
    CLAIM = both "INSERT INTO idempotent_act (token_id, key, request, verification_id, done_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    GET = both "SELECT request, verification_id FROM idempotent_act WHERE token_id = $1 AND key = $2";
    DELETE = both "DELETE FROM idempotent_act WHERE done_at <= $1";
}

/// Notes what is done under a token's key; says whether nothing was before. Of two at once the second waits for the first.
///
/// # Errors
/// A missing reference when the token or the verification is not there.
pub async fn claim(
    tx: &mut Tx,
    token: TokenId,
    key: [u8; 32],
    done: &DoneRow,
    now: Millis,
) -> Result<bool> {
    let values = values![token, &key, &done.request, done.verification_id, now];
    Ok(tx.execute(CLAIM, values).await? == 1)
}

/// What was done under a token's key.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, token: TokenId, key: [u8; 32]) -> Result<Option<DoneRow>> {
    tx.optional(GET, values![token, &key]).await
}

/// Forgets what was done before a moment; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn forget(tx: &mut Tx, before: Millis) -> Result<u64> {
    tx.execute(DELETE, values![before]).await
}
