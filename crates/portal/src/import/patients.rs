//! The patients whose records a part of a bundle brings.

use super::{ImportFault, Stop};
use crate::Portal;
use domain::id::PatientId;
use std::collections::HashMap;
use store::{Tx, patient::PatientRow};

/// Patients by the keys that name them, each read once in a transaction: most records of a part are one person's.
#[derive(Default)]
pub(super) struct Patients(HashMap<String, PatientRow>);

impl Patients {
    /// The patient that a key names.
    pub(super) async fn find(
        &mut self,
        portal: &Portal,
        tx: &mut Tx,
        key: Option<&str>,
    ) -> Result<&PatientRow, Stop> {
        let key = key.ok_or(ImportFault::NoPatient)?;
        if !self.0.contains_key(key) {
            let row = read(portal, tx, key).await?.ok_or(ImportFault::NoPatient)?;
            self.0.insert(key.to_owned(), row);
        }
        self.0.get(key).ok_or(ImportFault::NoPatient.into())
    }
}

async fn read(portal: &Portal, tx: &mut Tx, key: &str) -> Result<Option<PatientRow>, Stop> {
    let lookup = portal.vault().lookup("source", key);
    let found = store::source::find(tx, &[lookup]).await?;
    match found.first() {
        Some((_, kind, target)) if kind == "patient" => {
            Ok(store::patient::get(tx, PatientId(*target)).await?)
        }
        _ => Ok(None),
    }
}
