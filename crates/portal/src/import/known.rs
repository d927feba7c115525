//! Which of our rows a foreign resource is.

use super::{ImportFault, Stop, clerk::Clerk, outcome::Change, sources::lookup};
use fhir::{Sourced, Stamp};
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
    pub(super) fn find(
        clerk: &Clerk<'_>,
        kind: &'static str,
        keys: &[String],
    ) -> Result<Self, Stop> {
        let lookups: Vec<_> = keys.iter().map(|key| lookup(clerk.portal, key)).collect();
        let known = |lookup: &[u8; 32]| clerk.sources.get(lookup);
        let by_identifier =
            keys.iter().zip(&lookups).any(|(key, it)| key.contains('|') && known(it).is_some());
        let found: Vec<_> = lookups.iter().filter_map(known).collect();
        let of_kind = found.iter().all(|(found, _)| *found == kind);
        let mut targets: Vec<Uuid> = found.iter().map(|(_, target)| *target).collect();
        targets.sort();
        targets.dedup();
        let mut fresh = lookups;
        fresh.retain(|lookup| known(lookup).is_none());
        match targets.as_slice() {
            [] => Ok(Self { fresh, kind, target: None, by_identifier }),
            [target] if of_kind => Ok(Self { fresh, kind, target: Some(*target), by_identifier }),
            _ => Err(ImportFault::Ambiguous.into()),
        }
    }

    /// Notes that the resource is this row, under every key.
    pub(super) fn is(&self, clerk: &mut Clerk<'_>, target: Uuid) {
        for lookup in &self.fresh {
            clerk.sources.name(*lookup, self.kind, target);
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
