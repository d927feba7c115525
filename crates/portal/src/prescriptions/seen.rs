//! What a page showed, so that a yes means that and nothing else.

use crate::{Refusal, counter::Medicine};
use domain::id::RecordId;
use std::fmt;
use store::Tx;

/// Which medicines a page showed and at which versions, as its form sends them back.
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

    /// The records of the medicines.
    pub(super) fn records(&self) -> Vec<RecordId> {
        self.0.iter().map(|(record, _)| *record).collect()
    }

    /// Whether each is at the version that was shown.
    pub(super) async fn still_stand(&self, tx: &mut Tx) -> Result<bool, Refusal> {
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
