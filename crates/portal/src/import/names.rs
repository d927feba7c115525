//! The names behind references, where the bundle does not tell them.

use super::{Stop, directory::SEALED_AS};
use crate::{Portal, Refusal};
use fhir::{Reference, Referent};
use store::Tx;

/// Who is referred to.
pub(super) struct Named {
    pub referent: Referent,
    pub name: String,
}

/// The name of what a reference points to: as the bundle tells it, else as the directory knows it.
pub(super) async fn named(
    portal: &Portal,
    tx: &mut Tx,
    reference: &Reference,
) -> Result<Option<Named>, Stop> {
    if let (Some(name), Some(referent)) = (&reference.display, reference.referent) {
        return Ok(Some(Named { referent, name: name.clone() }));
    }
    let listed = match &reference.key {
        Some(key) => in_directory(portal, tx, key).await?,
        None => None,
    };
    let told = reference.display.clone();
    Ok(match (listed, told) {
        (Some(listed), told) => {
            Some(Named { referent: listed.referent, name: told.unwrap_or(listed.name) })
        }
        (None, Some(name)) => {
            Some(Named { referent: reference.referent.unwrap_or(Referent::Other), name })
        }
        (None, None) => None,
    })
}

async fn in_directory(portal: &Portal, tx: &mut Tx, key: &str) -> Result<Option<Named>, Stop> {
    let lookup = portal.vault().lookup("source", key);
    let Some((_, _, target)) = store::source::find(tx, &[lookup]).await?.into_iter().next() else {
        return Ok(None);
    };
    let Some(row) = store::directory::get(tx, target).await? else { return Ok(None) };
    let name = portal.vault().open_clinic(SEALED_AS, &row.name)?;
    let name = String::from_utf8(name.to_vec()).map_err(|_| Refusal::Inner("a directory name"))?;
    let referent = match row.kind.as_str() {
        "organization" => Referent::Organization,
        _ => Referent::Practitioner,
    };
    Ok(Some(Named { referent, name }))
}
