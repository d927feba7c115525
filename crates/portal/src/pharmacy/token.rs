//! Tokens by which pharmacies' own systems come in (RFC 6750). A token is shown once, and a keyed hash of it is kept.

use super::directory;
use crate::{
    Caller, Portal, Refusal,
    caller::Counter,
    counter::{self, By, Dispenser},
    event::{About, note_clinic},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Millis, audit::Event, id::TokenId, pharmacy::Scope};
use std::time::Duration;
use store::{
    token::{self, TokenRow},
    verification::Beginner,
};

/// How a token begins, so that programs which look for leaked secrets know it.
const PREFIX: &str = "medseal_";
/// How many random bytes a token has.
const BYTES: usize = 32;
/// How long a token lives at the most.
pub const LONGEST: Duration = Duration::from_hours(366 * 24);

/// A token, as the clinic sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name in the database, by which it is revoked.
    pub id: TokenId,
    /// What the clinic calls it.
    pub name: String,
    /// Whose it is.
    pub pharmacy: String,
    /// What it admits to.
    pub scopes: String,
    /// From when it admits to nothing.
    pub expires_at: Millis,
    /// When it was revoked.
    pub revoked_at: Option<Millis>,
}

/// A token that was just made.
pub struct Made {
    /// Its name in the database.
    pub id: TokenId,
    /// The token itself, which nobody can be shown again.
    pub secret: String,
}

/// Makes a token for a pharmacy's system, for so long at the most as [`LONGEST`].
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such pharmacy.
pub async fn add(
    portal: &Portal,
    pharmacy: &str,
    name: &str,
    scopes: &[Scope],
    life: Duration,
) -> Result<Made, Refusal> {
    let now = portal.now();
    let mut bytes = [0; BYTES];
    portal.chance().fill(&mut bytes);
    let secret = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes));
    let id = TokenId::fresh(now, portal.chance());
    let mut tx = portal.begin().await?;
    let pharmacy = directory::find(portal, &mut tx, pharmacy).await?;
    if pharmacy.ended_at.is_some() {
        return Err(Refusal::NotFound);
    }
    let row = TokenRow {
        id,
        pharmacy_id: pharmacy.id,
        name: portal.vault().seal_clinic(&place(id), name.trim().as_bytes())?,
        scopes: Scope::text(scopes),
        added_at: now,
        expires_at: now.after(life.min(LONGEST)),
        revoked_at: None,
    };
    token::insert(&mut tx, &row, lookup(portal, &secret)).await?;
    let about = About { pharmacy: Some(row.pharmacy_id), token: Some(id), ..About::default() };
    note_clinic(portal, &mut tx, Event::TokenAdded, about).await?;
    tx.commit().await?;
    Ok(Made { id, secret })
}

/// Revokes a token, and ends what was looked up by it.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none of this name, or it was revoked before.
pub async fn revoke(portal: &Portal, id: TokenId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    if !token::revoke(&mut tx, id, portal.now()).await? {
        return Err(Refusal::NotFound);
    }
    counter::end_of(portal, &mut tx, Beginner::Token(id)).await?;
    let about = About { token: Some(id), ..About::default() };
    note_clinic(portal, &mut tx, Event::TokenRevoked, about).await?;
    Ok(tx.commit().await?)
}

/// Every token, the oldest first.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn list(portal: &Portal) -> Result<Vec<Listed>, Refusal> {
    let mut tx = portal.read().await?;
    let mut listed = Vec::new();
    for row in token::list(&mut tx).await? {
        let name = portal.vault().open_clinic(&place(row.id), &row.name)?;
        listed.push(Listed {
            id: row.id,
            name: String::from_utf8_lossy(&name).into_owned(),
            pharmacy: directory::name(portal, &mut tx, row.pharmacy_id).await?,
            scopes: row.scopes,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        });
    }
    Ok(listed)
}

/// Whoever comes with a token, and what it admits to.
///
/// # Errors
/// [`Refusal::NotFound`] for a token that is unknown, over or revoked.
pub async fn dispenser(
    portal: &Portal,
    caller: Caller,
    secret: &str,
) -> Result<(Dispenser, Vec<Scope>), Refusal> {
    let mut tx = portal.read().await?;
    let row = token::by_secret(&mut tx, lookup(portal, secret)).await?;
    let lives = |row: &TokenRow| row.revoked_at.is_none() && portal.now() < row.expires_at;
    let row = row.filter(lives).ok_or(Refusal::NotFound)?;
    let scopes = Scope::list(&row.scopes).unwrap_or_default();
    let counter = Some(Counter { pharmacy: row.pharmacy_id, staff: None, token: Some(row.id) });
    let caller = Caller { counter, ..caller };
    Ok((Dispenser { pharmacy: row.pharmacy_id, by: By::System(row.id), caller }, scopes))
}

/// A token is as random as a key, so that a fast hash keeps it.
fn lookup(portal: &Portal, secret: &str) -> [u8; 32] {
    portal.vault().lookup("token", secret)
}

fn place(id: TokenId) -> String {
    format!("token {id}")
}
