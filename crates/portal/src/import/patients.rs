//! The patients whose records a part of a bundle brings.

use super::{ImportFault, Stop, clerk::Clerk, sources::lookup};
use domain::id::PatientId;
use std::sync::Arc;
use store::patient::PatientRow;

/// The patient that a key names; each is read once, since most records of a part are one person's.
pub(super) async fn find(
    clerk: &mut Clerk<'_>,
    key: Option<&str>,
) -> Result<Arc<PatientRow>, Stop> {
    let key = key.ok_or(ImportFault::NoPatient)?;
    if let Some(row) = clerk.patients.get(key) {
        return Ok(Arc::clone(row));
    }
    let row = Arc::new(read(clerk, key).await?.ok_or(ImportFault::NoPatient)?);
    clerk.patients.insert(key.to_owned(), Arc::clone(&row));
    Ok(row)
}

async fn read(clerk: &mut Clerk<'_>, key: &str) -> Result<Option<PatientRow>, Stop> {
    match clerk.sources.get(&lookup(clerk.portal, key)) {
        Some(("patient", row)) => Ok(store::patient::get(clerk.tx, PatientId(row)).await?),
        _ => Ok(None),
    }
}
