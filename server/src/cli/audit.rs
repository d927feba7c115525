//! The words of `medseal audit`.

use clap::{Args, Subcommand};
use portal::domain::id::EventId;
use std::path::PathBuf;

/// `medseal audit`
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Compute the whole log again, and name everything that is not as it was sealed
    Verify(Verify),
    /// Seal what waits, and print the signed head, to be kept by somebody outside
    Checkpoint,
    /// Print the key that the heads are signed with
    Key,
    /// Agree that an older backup of the database was put back, so that the log goes on from there
    Restored,
    /// List the lines that patients reported as not theirs and that nobody has reviewed
    Reports,
    /// Show one line: what happened when, to which patient number, and who of the staff did it
    Show(OneEvent),
    /// Note that a reported line was looked at; its patient sees that
    LookedAt(OneEvent),
}

/// `medseal audit show` and `medseal audit looked-at`
#[derive(Debug, Args)]
pub(crate) struct OneEvent {
    /// The event's name, as `medseal audit reports` and the alarm give it
    #[arg(value_name = "EVENT")]
    pub event: EventId,
}

/// `medseal audit verify`
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A head that was printed before: show as well that the log extends it
    #[arg(long, value_name = "FILE")]
    pub since: Option<PathBuf>,
}
