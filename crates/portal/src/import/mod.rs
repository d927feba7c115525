//! Importing FHIR R4 bundles.
//!
//! A bundle is taken apart by whom its resources are about; each patient's part is one transaction, so that one
//! bad resource spoils no other. What was imported before and has not changed is left alone; a newer version
//! replaces the old one, which is kept.

mod clerk;
mod directory;
mod dispensing;
mod draft;
mod known;
mod names;
mod observation;
mod outcome;
mod parts;
mod patient;
mod patients;
mod prescription;
mod record;
mod report;
mod sources;

pub use outcome::{EntryFault, ImportError, ImportFault, Outcome};

use crate::{
    Portal, Refusal,
    event::{About, note_clinic},
};
use clerk::Clerk;
use domain::{
    audit::Event,
    id::{PatientId, RecordId},
};
use outcome::Change;
use parts::{Item, Part, Parts};
use std::collections::HashSet;
use store::Tx;

/// What happens to the rest of a bundle when one resource is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It is imported.
    Lenient,
    /// Nothing is imported, in one transaction over all its patients.
    AllOrNothing,
}

/// Imports one bundle.
///
/// # Errors
/// [`ImportError::NotABundle`] when it cannot be read at all; [`ImportError::Nothing`] in
/// [`Mode::AllOrNothing`] when a resource was refused; [`ImportError::Failed`] when the database fails.
pub async fn bundle(portal: &Portal, bytes: &[u8], mode: Mode) -> Result<Outcome, ImportError> {
    let bundle = fhir::read(bytes, portal.rules().home(), portal.now())?;
    let mut outcome = Outcome::default();
    let parts = Parts::of(bundle, &mut outcome);
    match mode {
        Mode::Lenient => one_by_one(portal, parts, &mut outcome).await?,
        Mode::AllOrNothing => at_once(portal, parts, &mut outcome).await?,
    }
    match mode {
        Mode::AllOrNothing if !outcome.faults.is_empty() => Err(ImportError::Nothing(outcome)),
        _ => Ok(outcome),
    }
}

async fn one_by_one(portal: &Portal, parts: Parts, outcome: &mut Outcome) -> Result<(), Refusal> {
    for part in parts.0 {
        let mut tx = turn(portal).await?;
        apply(portal, &mut tx, part, outcome).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn at_once(portal: &Portal, parts: Parts, outcome: &mut Outcome) -> Result<(), Refusal> {
    let mut tx = turn(portal).await?;
    for part in parts.0 {
        apply(portal, &mut tx, part, outcome).await?;
    }
    if outcome.faults.is_empty() {
        tx.commit().await?;
    }
    // A transaction that is dropped is undone.
    Ok(())
}

/// Begins a transaction in which no other import looks anything up or writes it.
async fn turn(portal: &Portal) -> Result<Tx, Refusal> {
    let mut tx = portal.begin().await?;
    store::source::gate(&mut tx, portal.now()).await?;
    Ok(tx)
}

async fn apply(
    portal: &Portal,
    tx: &mut Tx,
    part: Part,
    outcome: &mut Outcome,
) -> Result<(), Refusal> {
    let mut touched: HashSet<PatientId> = HashSet::new();
    let mut clerk = Clerk::begin(portal, tx, &part).await?;
    for entry in part.0 {
        let put = match &entry.item {
            Item::Directory(kind, sourced) => directory::put(&mut clerk, kind, sourced).await,
            Item::Patient(sourced) => patient::put(&mut clerk, sourced).await,
            Item::Observation(sourced, patient) => {
                observation::put(&mut clerk, sourced, patient.as_deref()).await
            }
            Item::Report(sourced) => report::put(&mut clerk, sourced).await,
            Item::Prescription(sourced) => prescription::put(&mut clerk, sourced).await,
            Item::Dispensing(sourced) => dispensing::put(&mut clerk, sourced).await,
        };
        match put {
            Ok(Put { change, patient, .. }) => {
                outcome.count(change);
                touched.extend(patient.filter(|_| change.is_one()));
            }
            Err(Stop::Fault(fault)) => outcome.refuse(entry.position, entry.resource_type, fault),
            Err(Stop::Refusal(refusal)) => return Err(refusal),
        }
    }
    clerk.finish().await?;
    for patient in touched {
        let about = About { patient: Some(patient), ..About::default() };
        note_clinic(portal, tx, Event::Imported, about).await?;
    }
    Ok(())
}

/// What became of one resource, whose it is, and which record.
struct Put {
    change: Change,
    patient: Option<PatientId>,
    record: Option<RecordId>,
}

/// Why a resource was not put: something is wrong with it, or with us.
enum Stop {
    Fault(ImportFault),
    Refusal(Refusal),
}

impl From<ImportFault> for Stop {
    fn from(fault: ImportFault) -> Self {
        Self::Fault(fault)
    }
}

impl<E: Into<Refusal>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Refusal(error.into())
    }
}
