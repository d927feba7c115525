//! What a page showed, so that a yes means that and nothing else.

use super::list::parts;
use crate::{Portal, Refusal, counter::Medicine};
use domain::id::{PatientId, PrescriptionId, RecordId};
use std::fmt;
use store::{Tx, verification::VerificationRow};

/// Which medicines a page showed and at which versions, as its form sends them back; or how many of them a text told of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(Vec<(RecordId, i64)>);

impl Seen {
    /// These medicines, as they are.
    #[must_use]
    pub fn of(medicines: &[Medicine]) -> Self {
        Self(medicines.iter().map(|it| (it.record, it.version)).collect())
    }

    /// What a form sent back; none when it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let one = |part: &str| {
            let (record, version) = part.split_once('.')?;
            Some((record.parse().ok()?, version.parse().ok()?))
        };
        text.split(' ').map(one).collect::<Option<_>>().map(Self)
    }

    /// What of a patient's prescription may be handed over now. Whatever was stopped, is used up or waits for its day is none of a
    /// pharmacy's business.
    pub(crate) async fn now(
        portal: &Portal,
        tx: &mut Tx,
        whose: (PatientId, PrescriptionId),
    ) -> Result<Self, Refusal> {
        let parts = parts(portal, tx, whose).await?;
        let due = parts.into_iter().filter(|(_, part)| part.left.is_now());
        let ids: Vec<RecordId> = due.map(|(record, _)| record).collect();
        let heads = store::record::heads(tx, &ids).await?;
        Ok(Self(heads.iter().map(|head| (head.id, head.version)).collect()))
    }

    /// What whoever is let in by a look-up may see; nothing where that was not written down.
    pub(crate) fn by(row: &VerificationRow) -> Self {
        row.medicines.as_deref().and_then(Self::parse).unwrap_or_default()
    }

    /// How many they are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether a medicine is among them, at this version.
    pub(crate) fn has(&self, record: RecordId, version: i64) -> bool {
        self.0.contains(&(record, version))
    }

    /// Whether the other has the very same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.is_within(other) && other.is_within(self)
    }

    /// Those that the other has too, at the same versions.
    pub(crate) fn and(&self, other: &Self) -> Self {
        let both = self.0.iter().filter(|(record, version)| other.has(*record, *version));
        Self(both.copied().collect())
    }

    /// Whether all of them are among the other, at the same versions.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.0.iter().all(|(record, version)| other.has(*record, *version))
    }

    /// The records of the medicines.
    pub(crate) fn records(&self) -> Vec<RecordId> {
        self.0.iter().map(|(record, _)| *record).collect()
    }

    /// Whether each is at the version that was shown.
    pub(crate) async fn still_stand(&self, tx: &mut Tx) -> Result<bool, Refusal> {
        let heads = store::record::heads(tx, &self.records()).await?;
        let stands = |(record, version): &(RecordId, i64)| {
            heads.iter().any(|head| head.id == *record && head.version == *version)
        };
        Ok(self.0.iter().all(stands))
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (record, version)) in self.0.iter().enumerate() {
            let gap = if n == 0 { "" } else { " " };
            write!(f, "{gap}{record}.{version}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_was_seen_comes_back_as_it_was_sent() {
        let record = |n| RecordId(Uuid::from_u128(n));
        let seen = Seen(vec![(record(1), 3), (record(2), 1)]);
        assert_eq!(Seen::parse(&seen.to_string()), Some(seen));
        for other in [
            "",
            " ",
            "x.1",
            "00000000-0000-0000-0000-000000000001",
            "00000000-0000-0000-0000-000000000001.x",
        ] {
            assert_eq!(Seen::parse(other), None, "{other}");
        }
    }
}
