//! What is not as it was left.

use domain::id::EventId;
use std::time::Duration;

mod words;

pub use words::counted;

/// Who saw the log as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Witness {
    /// Somebody who keeps a head elsewhere.
    Outside,
    /// The node that looks.
    Node,
}

/// Something that is not as it was left. Places count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// An event is not as it was written.
    Changed {
        /// Where it stands, or stood.
        place: u64,
        /// Its name.
        event: EventId,
    },
    /// An event is no longer there.
    Removed {
        /// Where it stands, or stood.
        place: u64,
        /// Its name; none where the tree has lost that too.
        event: Option<EventId>,
    },
    /// An event that the portal did not write, or that has no place where it stands.
    Inserted {
        /// Where it stands, or stood.
        place: Option<u64>,
        /// Its name.
        event: EventId,
    },
    /// An event stands at another place than it was sealed at.
    Moved {
        /// Its name.
        event: EventId,
        /// Where it was sealed.
        from: u64,
        /// Where it stands.
        to: u64,
    },
    /// What an event says was removed before it was kept for long enough.
    Emptied {
        /// Where it stands, or stood.
        place: u64,
        /// Its name.
        event: EventId,
    },
    /// The tree's own hashes were changed; the events below them were not.
    Tree {
        /// Of which level the tile is.
        level: u32,
        /// Its number.
        number: u64,
    },
    /// Events were written to, and the tree with them: the head that was signed over them does not fit.
    Rewritten {
        /// Up to where the last head fits.
        from: u64,
        /// Up to where the first one does not.
        to: u64,
    },
    /// A head is not signed by the log's key, or stands out of its order.
    HeadForged {
        /// Its number.
        number: u64,
    },
    /// Heads are no longer there.
    HeadMissing {
        /// The number of the first.
        from: u64,
        /// The number of the last.
        to: u64,
    },
    /// An event was sealed, and no signed head reaches it any more.
    Beyond {
        /// Where it stands, or stood.
        place: u64,
        /// Its name.
        event: EventId,
    },
    /// The log is shorter than it was when somebody saw it.
    Rewound {
        /// Who did.
        by: Witness,
        /// How many events the witness saw.
        witnessed: u64,
        /// How many there are.
        size: u64,
    },
    /// The log was another one when somebody saw it.
    Forked {
        /// Who did.
        by: Witness,
        /// How many events the witness saw.
        witnessed: u64,
    },
    /// Events wait for their places, and nobody gives them any.
    Stalled {
        /// How many.
        waiting: u64,
        /// For how long the oldest of them does.
        span: Duration,
    },
    /// What this node keeps as the newest head that it has seen is not signed by the log's key.
    MarkForged,
}
