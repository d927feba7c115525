//! What became of a bundle.

use crate::Refusal;

/// What became of one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It is new.
    Created,
    /// It replaced an older version.
    Updated,
    /// It is as it was.
    Unchanged,
    /// A newer version of it is here already.
    Older,
}

impl Change {
    pub(super) fn is_one(self) -> bool {
        matches!(self, Self::Created | Self::Updated)
    }
}

/// What became of a bundle's resources.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many are new.
    pub created: usize,
    /// How many replaced an older version.
    pub updated: usize,
    /// How many are as they were.
    pub unchanged: usize,
    /// How many are older than what is here.
    pub older: usize,
    /// How many are of a kind that the portal has no use for.
    pub skipped: usize,
    /// What was refused.
    pub faults: Vec<EntryFault>,
}

/// One resource that was refused.
#[derive(Debug)]
pub struct EntryFault {
    /// Its place in the bundle, from 1.
    pub position: usize,
    /// Its type.
    pub resource_type: String,
    /// What is wrong.
    pub fault: ImportFault,
}

/// Why a resource was refused. No variant holds a value of it.
#[derive(Debug, thiserror::Error)]
pub enum ImportFault {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] fhir::Fault),
    /// Its patient is neither in the bundle nor in the portal.
    #[error("its patient is neither in the bundle nor in the portal; import the Patient first")]
    NoPatient,
    /// Its identifiers are those of two different resources in the portal.
    #[error("its identifiers belong to two different resources in the portal")]
    Ambiguous,
    /// It has the id of a patient whose patient number is another.
    #[error(
        "its id is that of a patient with another patient number; give it a fullUrl of its own"
    )]
    OtherNumber,
    /// It is already in the portal, as another patient's.
    #[error("it is already in the portal as another patient's, and is not moved")]
    OtherPatient,
}

/// Why a bundle was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It cannot be read.
    #[error(transparent)]
    NotABundle(#[from] fhir::NotABundle),
    /// A resource was refused, and all or nothing was asked for.
    #[error("a resource was refused, so nothing was imported")]
    Nothing(Outcome),
    /// The portal failed.
    #[error(transparent)]
    Failed(#[from] Refusal),
}

impl Outcome {
    pub(super) fn count(&mut self, change: Change) {
        let counter = match change {
            Change::Created => &mut self.created,
            Change::Updated => &mut self.updated,
            Change::Unchanged => &mut self.unchanged,
            Change::Older => &mut self.older,
        };
        *counter += 1;
    }

    pub(super) fn refuse(
        &mut self,
        position: usize,
        resource_type: String,
        fault: impl Into<ImportFault>,
    ) {
        self.faults.push(EntryFault { position, resource_type, fault: fault.into() });
    }
}
