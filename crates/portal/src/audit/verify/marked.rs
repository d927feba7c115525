//! The log beside the newest head that this node has seen.

use super::super::{Finding, finding::Witness, mark::Seen};
use domain::audit::{
    checkpoint::Checkpoint,
    tree::{Hash, Peaks},
};

/// Compares the log with what this node has seen of it.
pub(super) struct Marked {
    /// None once it was judged.
    seen: Option<Checkpoint>,
    /// The hash over as many leaves.
    root: Option<Hash>,
}

impl Marked {
    pub(super) fn new(seen: Seen) -> (Self, Option<Finding>) {
        let (seen, finding) = match seen {
            Seen::Nothing => (None, None),
            Seen::Forged => (None, Some(Finding::MarkForged)),
            Seen::Head(seen) => (Some(seen), None),
        };
        (Self { seen, root: None }, finding)
    }

    /// One more leaf was read.
    pub(super) fn pass(&mut self, peaks: &Peaks) {
        if self.seen.as_ref().is_some_and(|seen| seen.size == peaks.size()) {
            self.root = Some(peaks.root());
        }
    }

    /// A signed head was reached. Where it is as large as the one that was seen, the leaves below it are none of this
    /// comparison's business.
    pub(super) fn reach(&mut self, head: &Checkpoint) -> Option<Finding> {
        let seen = self.seen.take_if(|seen| seen.size <= head.size)?;
        let root = if seen.size == head.size { Some(head.root) } else { self.root };
        let forked = Finding::Forked { by: Witness::Node, witnessed: seen.size };
        (root != Some(seen.root)).then_some(forked)
    }

    /// No further head reaches beyond so many leaves.
    pub(super) fn end(&mut self, size: u64) -> Option<Finding> {
        let witnessed = self.seen.take()?.size;
        Some(Finding::Rewound { by: Witness::Node, witnessed, size })
    }
}
