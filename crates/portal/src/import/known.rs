//! Which of our rows a foreign resource is.

use super::{ImportFault, Stop, outcome::Change};
use crate::{Portal, Refusal};
use fhir::{Sourced, Stamp};
use store::Tx;
use uuid::Uuid;

/// A resource's look-up keys, and the row it already is.
pub(super) struct Known {
    /// The keys by which it is not known yet.
    fresh: Vec<[u8; 32]>,
    kind: &'static str,
    pub target: Option<Uuid>,
    /// Whether an identifier matched, and not only a server's own id, which another server may use too.
    pub by_identifier: bool,
}

impl Known {
    /// Looks a resource up by every key it is known by.
    pub(super) async fn find(
        portal: &Portal,
        tx: &mut Tx,
        kind: &'static str,
        keys: &[String],
    ) -> Result<Self, Stop> {
        let lookups: Vec<[u8; 32]> =
            keys.iter().map(|key| portal.vault().lookup("source", key)).collect();
        let found = store::source::find(tx, &lookups).await?;
        let by_identifier = keys.iter().zip(&lookups).any(|(key, lookup)| {
            key.contains('|') && found.iter().any(|(matched, _, _)| matched == lookup)
        });
        let matches = |lookup: &[u8; 32]| found.iter().any(|(matched, _, _)| matched == lookup);
        let fresh = lookups.iter().filter(|lookup| !matches(lookup)).copied().collect();
        let mut targets: Vec<Uuid> = found.iter().map(|(_, _, target)| *target).collect();
        targets.sort();
        targets.dedup();
        let of_kind = found.iter().all(|(_, found, _)| found == kind);
        match targets.as_slice() {
            [] => Ok(Self { fresh, kind, target: None, by_identifier }),
            [target] if of_kind => Ok(Self { fresh, kind, target: Some(*target), by_identifier }),
            _ => Err(ImportFault::Ambiguous.into()),
        }
    }

    /// Notes that the resource is this row, under every key.
    pub(super) async fn is(&self, tx: &mut Tx, target: Uuid) -> Result<(), Refusal> {
        match self.fresh.as_slice() {
            [] => Ok(()),
            fresh => Ok(store::source::add(tx, fresh, self.kind, target).await?),
        }
    }
}

/// Whether a resource is newer than the row it already is; none when it is to be written.
pub(super) fn settled<T>(
    sourced: &Sourced<T>,
    digest: &[u8],
    old_digest: &[u8],
    old_stamp: Option<&str>,
) -> Option<Change> {
    let old_stamp = old_stamp.and_then(Stamp::of_text);
    match () {
        () if digest == old_digest => Some(Change::Unchanged),
        () if !Stamp::supersedes(sourced.stamp.as_ref(), old_stamp.as_ref()) => Some(Change::Older),
        () => None,
    }
}
