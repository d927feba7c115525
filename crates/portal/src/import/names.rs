//! The names behind references, where the bundle does not tell them.

use super::{Stop, clerk::Clerk, directory::SEALED_AS, sources::lookup};
use crate::Refusal;
use fhir::{Reference, Referent};

/// Who is referred to.
pub(super) struct Named {
    pub referent: Referent,
    pub name: String,
}

/// The name of what a reference points to: as the bundle tells it, else as the directory knows it.
pub(super) async fn named(
    clerk: &mut Clerk<'_>,
    reference: &Reference,
) -> Result<Option<Named>, Stop> {
    if let (Some(name), Some(referent)) = (&reference.display, reference.referent) {
        return Ok(Some(Named { referent, name: name.clone() }));
    }
    let listed = match &reference.key {
        Some(key) => in_directory(clerk, key).await?,
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

async fn in_directory(clerk: &mut Clerk<'_>, key: &str) -> Result<Option<Named>, Stop> {
    let Some((_, row)) = clerk.sources.get(&lookup(clerk.portal, key)) else { return Ok(None) };
    let Some(row) = store::directory::get(clerk.tx, row).await? else { return Ok(None) };
    let name = clerk.portal.vault().open_clinic(SEALED_AS, &row.name)?;
    let name = String::from_utf8(name.to_vec()).map_err(|_| Refusal::Inner("a directory name"))?;
    let referent = match row.kind.as_str() {
        "organization" => Referent::Organization,
        _ => Referent::Practitioner,
    };
    Ok(Some(Named { referent, name }))
}
