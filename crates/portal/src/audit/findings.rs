//! What was found, of which not too much is told.

use super::Finding;

/// How many findings are told one by one.
const MOST: usize = 1_000;

/// Findings, of which the first thousand are told one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    told: Vec<Finding>,
    more: u64,
}

impl Findings {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// The first ones.
    #[must_use]
    pub fn told(&self) -> &[Finding] {
        &self.told
    }

    /// How many more there are.
    #[must_use]
    pub const fn more(&self) -> u64 {
        self.more
    }

    pub(super) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            self.add(finding);
        }
    }

    pub(super) fn add(&mut self, finding: Finding) {
        match self.told.len() {
            // What is found of a tile is found at each of its leaves.
            _ if self.told.last() == Some(&finding) => {}
            MOST.. => self.more += 1,
            _ => self.told.push(finding),
        }
    }
}
