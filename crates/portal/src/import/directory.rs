//! Practitioners and organisations: their names, sealed to the clinic.

use super::{
    Put, Stop,
    clerk::Clerk,
    draft::replaced,
    known::{Known, settled},
    outcome::Change,
};
use crate::Portal;
use fhir::Sourced;
use store::directory::DirectoryRow;
use uuid::Uuid;

/// The name under which directory names are sealed.
pub(super) const SEALED_AS: &str = "directory";

pub(super) async fn put(
    clerk: &mut Clerk<'_>,
    kind: &'static str,
    sourced: &Sourced<String>,
) -> Result<Put, Stop> {
    let known = Known::find(clerk, kind, &sourced.keys)?;
    let digest = clerk.portal.vault().digest(&sourced.canonical);
    let change = match known.target {
        None => {
            let id = domain::id::fresh(clerk.portal.now(), clerk.portal.chance());
            let row = row(clerk.portal, id, kind, sourced, digest.to_vec(), 1)?;
            store::directory::insert(clerk.tx, &row).await?;
            known.is(clerk, id);
            Change::Created
        }
        Some(id) => {
            known.is(clerk, id);
            replace(clerk, id, kind, sourced, digest.to_vec()).await?
        }
    };
    Ok(Put { change, patient: None, record: None })
}

async fn replace(
    clerk: &mut Clerk<'_>,
    id: Uuid,
    kind: &'static str,
    sourced: &Sourced<String>,
    digest: Vec<u8>,
) -> Result<Change, Stop> {
    let Some(old) = store::directory::get(clerk.tx, id).await? else {
        return Ok(Change::Unchanged);
    };
    if let Some(change) = settled(sourced, &digest, &old.digest, old.stamp.as_deref()) {
        return Ok(change);
    }
    let row = row(clerk.portal, id, kind, sourced, digest, old.version + 1)?;
    replaced(store::directory::update(clerk.tx, &row, clerk.portal.now()).await?)?;
    Ok(Change::Updated)
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
