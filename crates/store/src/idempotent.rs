//! What pharmacies asked for under a key, that of their system or that of a page, so that a request that comes twice is done
//! once.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{TokenId, VerificationId},
};

row! {
    /// What was done under a key, or is under way.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DoneRow {
        /// A keyed hash of the request, by which another one under the same key is found.
        pub request: [u8; 32],
        /// What came of it.
        pub verification_id: VerificationId,
        /// Since when it is under way; none once it was done.
        pub begun_at: Option<Millis>,
    }
}

statements! {
    CLAIM = both "INSERT INTO idempotent_act (token_id, key, request, verification_id, done_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    BEGIN = both "INSERT INTO idempotent_act (token_id, key, request, verification_id, done_at, begun_at) \
        VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (token_id, key) DO UPDATE SET done_at = excluded.done_at, \
        begun_at = excluded.begun_at WHERE idempotent_act.request = excluded.request AND idempotent_act.begun_at <= $6";
    FINISH = both "UPDATE idempotent_act SET begun_at = NULL WHERE token_id = $1 AND key = $2 AND begun_at = $3";
    ABANDON = both "DELETE FROM idempotent_act WHERE token_id = $1 AND key = $2 AND begun_at = $3";
    GET = both "SELECT request, verification_id, begun_at FROM idempotent_act WHERE token_id = $1 AND key = $2";
    OF_PAGE = both "SELECT request, verification_id, begun_at FROM idempotent_act WHERE token_id IS NULL AND key = $1";
}

/// Notes what is done under a token's key, or under that of a page; says whether nothing was before. Of two at once the second
/// waits for the first.
///
/// # Errors
/// A missing reference when the token or the verification is not there.
pub async fn claim(
    tx: &mut Tx,
    token: Option<TokenId>,
    key: [u8; 32],
    done: &DoneRow,
    now: Millis,
) -> Result<bool> {
    let values = values![token, &key, &done.request, done.verification_id, now];
    Ok(tx.execute(CLAIM, values).await? == 1)
}

/// Notes that an act is begun under a token's key, which takes more than one transaction; says whether this call may go on with
/// it: nothing was done under the key, nor is, unless it was begun at `given_up` or before and never came to an end.
///
/// # Errors
/// A missing reference when the token or the verification is not there.
pub async fn begin(
    tx: &mut Tx,
    token: TokenId,
    key: [u8; 32],
    done: &DoneRow,
    (now, given_up): (Millis, Millis),
) -> Result<bool> {
    let values = values![token, &key, &done.request, done.verification_id, now, given_up];
    Ok(tx.execute(BEGIN, values).await? == 1)
}

/// What was begun at a moment is done; says whether nobody else had taken it up meanwhile.
///
/// # Errors
/// When the database cannot be written to.
pub async fn finish(tx: &mut Tx, token: TokenId, key: [u8; 32], begun_at: Millis) -> Result<bool> {
    Ok(tx.execute(FINISH, values![token, &key, begun_at]).await? == 1)
}

/// What was begun at a moment came to nothing, and its key is free again.
///
/// # Errors
/// When the database cannot be written to.
pub async fn abandon(tx: &mut Tx, token: TokenId, key: [u8; 32], begun_at: Millis) -> Result<()> {
    tx.execute(ABANDON, values![token, &key, begun_at]).await.map(drop)
}

/// What was done under a token's key or under that of a page, or is under way.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, token: Option<TokenId>, key: [u8; 32]) -> Result<Option<DoneRow>> {
    match token {
        Some(token) => tx.optional(GET, values![token, &key]).await,
        None => tx.optional(OF_PAGE, values![&key]).await,
    }
}
