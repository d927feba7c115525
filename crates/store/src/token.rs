//! Tokens by which pharmacies' own systems come in.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{PharmacyId, TokenId},
};

row! {
    /// A token, as stored: its secret is in no column.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct TokenRow {
        /// Its name in the database.
        pub id: TokenId,
        /// Whose it is.
        pub pharmacy_id: PharmacyId,
        /// What the clinic calls it, sealed to the clinic.
        pub name: Vec<u8>,
        /// What it admits to, with spaces between (RFC 6749, section 3.3).
        pub scopes: String,
        /// When it was made.
        pub added_at: Millis,
        /// From when it admits to nothing.
        pub expires_at: Millis,
        /// When it was revoked, or its pharmacy taken away.
        pub revoked_at: Option<Millis>,
    }
}

macro_rules! token {
    ($rest:literal) => {
        concat!(
            "SELECT pharmacy_token.id, pharmacy_id, pharmacy_token.name, scopes, pharmacy_token.added_at, expires_at, \
            COALESCE(revoked_at, ended_at) AS revoked_at \
            FROM pharmacy_token JOIN pharmacy ON pharmacy.id = pharmacy_id ",
            $rest
        )
    };
}

statements! {
    INSERT = both "INSERT INTO pharmacy_token (id, pharmacy_id, secret, name, scopes, added_at, expires_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    BY_SECRET = both token!("WHERE secret = $1");
    LIST = both token!("ORDER BY pharmacy_token.added_at, pharmacy_token.id");
    REVOKE = both "UPDATE pharmacy_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
}

/// Writes a new token, with a keyed hash of its secret.
///
/// # Errors
/// A missing reference when the pharmacy is not there.
pub async fn insert(tx: &mut Tx, row: &TokenRow, secret: [u8; 32]) -> Result<()> {
    let TokenRow { id, pharmacy_id, name, scopes, added_at, expires_at, .. } = row;
    let values = values![*id, *pharmacy_id, &secret, name, scopes, *added_at, *expires_at];
    tx.execute(INSERT, values).await.map(drop)
}

/// The token whose secret has this keyed hash, dead or alive.
///
/// # Errors
/// When the database does not answer.
pub async fn by_secret(tx: &mut Tx, secret: [u8; 32]) -> Result<Option<TokenRow>> {
    tx.optional(BY_SECRET, values![&secret]).await
}

/// Every token, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(tx: &mut Tx) -> Result<Vec<TokenRow>> {
    tx.all(LIST, &[]).await
}

/// Revokes a token; says whether it was there until now.
///
/// # Errors
/// When the database cannot be written to.
pub async fn revoke(tx: &mut Tx, id: TokenId, now: Millis) -> Result<bool> {
    Ok(tx.execute(REVOKE, values![id, now]).await? == 1)
}
