//! Practitioners and organisations: their names, sealed to the clinic.

use super::{
    Put, Stop,
    known::{Known, settled},
    outcome::Change,
    written,
};
use crate::Portal;
use fhir::Sourced;
use store::{Tx, directory::DirectoryRow};
use uuid::Uuid;

/// The name under which directory names are sealed.
pub(super) const SEALED_AS: &str = "directory";

pub(super) async fn put(
    portal: &Portal,
    tx: &mut Tx,
    kind: &'static str,
    sourced: &Sourced<String>,
) -> Result<Put, Stop> {
    let known = Known::find(portal, tx, kind, &sourced.keys).await?;
    let digest = portal.vault().digest(&sourced.canonical);
    let change = match known.target {
        None => {
            let id = domain::id::fresh(portal.now(), portal.chance());
            let row = row(portal, id, kind, sourced, digest.to_vec(), 1)?;
            store::directory::insert(tx, &row).await?;
            known.is(tx, id).await?;
            Change::Created
        }
        Some(id) => {
            known.is(tx, id).await?;
            replace(portal, tx, id, kind, sourced, digest.to_vec()).await?
        }
    };
    Ok(Put { change, patient: None })
}

async fn replace(
    portal: &Portal,
    tx: &mut Tx,
    id: Uuid,
    kind: &'static str,
    sourced: &Sourced<String>,
    digest: Vec<u8>,
) -> Result<Change, Stop> {
    let Some(old) = store::directory::get(tx, id).await? else { return Ok(Change::Unchanged) };
    if let Some(change) = settled(sourced, &digest, &old.digest, old.stamp.as_deref()) {
        return Ok(change);
    }
    let row = row(portal, id, kind, sourced, digest, old.version + 1)?;
    Ok(written(store::directory::update(tx, &row, portal.now()).await?)?)
}

fn row(
    portal: &Portal,
    id: Uuid,
    kind: &'static str,
    sourced: &Sourced<String>,
    digest: Vec<u8>,
    version: i64,
) -> Result<DirectoryRow, Stop> {
    Ok(DirectoryRow {
        id,
        kind: kind.to_owned(),
        name: portal.vault().seal_clinic(SEALED_AS, sourced.value.as_bytes())?,
        version,
        stamp: sourced.stamp.map(|stamp| stamp.to_text()),
        digest,
        updated_at: portal.now(),
    })
}
