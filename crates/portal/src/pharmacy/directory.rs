//! Which pharmacies there are.

use crate::{
    Portal, Refusal, counter,
    event::{About, note_clinic},
};
use domain::{Millis, audit::Event, id::PharmacyId, line::tidy};
use std::collections::{HashMap, HashSet};
use store::{
    Tx,
    pharmacy::{self, PharmacyRow},
    verification::Beginner,
};

/// The longest name of a pharmacy, in characters: what a text message has room for.
const LONGEST: usize = 60;

/// A pharmacy, as the clinic sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name in the database.
    pub id: PharmacyId,
    /// What it is called.
    pub name: String,
    /// When it was taken away.
    pub ended_at: Option<Millis>,
}

/// Why a pharmacy was not added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// It has no name, or one too long for a text message.
    #[error("a pharmacy has a name of at most 60 characters")]
    Name,
    /// There is one of this name.
    #[error("there is a pharmacy of this name")]
    Known,
    /// The portal failed.
    #[error(transparent)]
    Failed(Refusal),
}

impl<E: Into<Refusal>> From<E> for NotAdded {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Adds a pharmacy.
///
/// # Errors
/// [`NotAdded`] says why it was not.
pub async fn add(portal: &Portal, name: &str) -> Result<PharmacyId, NotAdded> {
    let name = tidy(name);
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err(NotAdded::Name);
    }
    let now = portal.now();
    let id = PharmacyId::fresh(now, portal.chance());
    let sealed = portal.vault().seal_clinic(&place(id), name.as_bytes())?;
    let row = PharmacyRow { id, name: sealed, added_at: now, ended_at: None };
    let mut tx = portal.begin().await?;
    if !pharmacy::insert(&mut tx, &row, lookup(portal, &name)).await? {
        return Err(NotAdded::Known);
    }
    let about = About { pharmacy: Some(id), ..About::default() };
    note_clinic(portal, &mut tx, Event::PharmacyAdded, about).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes a pharmacy away: whoever works there signs in no more, and its systems' tokens admit to nothing.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none of this name, or it was taken away before.
pub async fn end(portal: &Portal, name: &str) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let row = find(portal, &mut tx, name).await?;
    if !pharmacy::end(&mut tx, row.id, portal.now()).await? {
        return Err(Refusal::NotFound);
    }
    for staff in store::staff::list(&mut tx).await? {
        if staff.pharmacy_id == row.id {
            super::staff::end_sessions(portal, &mut tx, staff.id).await?;
        }
    }
    counter::end_of(portal, &mut tx, Beginner::Pharmacy(row.id)).await?;
    let about = About { pharmacy: Some(row.id), ..About::default() };
    note_clinic(portal, &mut tx, Event::PharmacyEnded, about).await?;
    Ok(tx.commit().await?)
}

/// Every pharmacy, the oldest first.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn list(portal: &Portal) -> Result<Vec<Listed>, Refusal> {
    let mut tx = portal.read().await?;
    let rows = pharmacy::list(&mut tx).await?;
    rows.iter()
        .map(|row| Ok(Listed { id: row.id, name: opened(portal, row)?, ended_at: row.ended_at }))
        .collect()
}

/// The pharmacy of a name, however it is spaced and in any case.
pub(crate) async fn find(portal: &Portal, tx: &mut Tx, name: &str) -> Result<PharmacyRow, Refusal> {
    let found = pharmacy::by_name(tx, lookup(portal, &tidy(name))).await?;
    found.ok_or(Refusal::NotFound)
}

/// What a pharmacy is called.
pub(crate) async fn name(portal: &Portal, tx: &mut Tx, id: PharmacyId) -> Result<String, Refusal> {
    let row = pharmacy::get(tx, id).await?.ok_or(Refusal::NotFound)?;
    opened(portal, &row)
}

/// What these pharmacies are called.
pub(crate) async fn names(
    portal: &Portal,
    tx: &mut Tx,
    ids: impl Iterator<Item = PharmacyId>,
) -> Result<HashMap<PharmacyId, String>, Refusal> {
    let wanted: HashSet<PharmacyId> = ids.collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = pharmacy::list(tx).await?;
    let rows = rows.iter().filter(|row| wanted.contains(&row.id));
    rows.map(|row| Ok((row.id, opened(portal, row)?))).collect()
}

fn opened(portal: &Portal, row: &PharmacyRow) -> Result<String, Refusal> {
    let plain = portal.vault().open_clinic(&place(row.id), &row.name)?;
    String::from_utf8(plain.to_vec()).map_err(|_| Refusal::Inner("reading a pharmacy's name"))
}

fn place(id: PharmacyId) -> String {
    format!("pharmacy {id}")
}

fn lookup(portal: &Portal, name: &str) -> [u8; 32] {
    portal.vault().lookup("pharmacy", &name.to_lowercase())
}
