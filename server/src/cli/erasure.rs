//! The words of `medseal erasure`.

use clap::{Args, Subcommand, ValueEnum};
use portal::domain::erasure::Reason;

/// `medseal erasure`
#[derive(Debug, Subcommand)]
pub(crate) enum Erasure {
    /// Show the requests that are not done
    List,
    /// Confirm a request: it is done once the notice is over
    Confirm(OfPatient),
    /// Refuse a request, and say why
    Refuse(Refuse),
}

/// A command about one patient.
#[derive(Debug, Args)]
pub(crate) struct OfPatient {
    /// The patient number
    #[arg(long)]
    pub patient: String,
}

/// `medseal erasure refuse`
#[derive(Debug, Args)]
pub(crate) struct Refuse {
    /// The patient number
    #[arg(long)]
    pub patient: String,
    /// Why
    #[arg(long)]
    pub reason: WhyNot,
}

/// Why a request to be erased is refused.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum WhyNot {
    /// A law or a court has the records kept as they are
    Law,
    /// The person is under treatment for which the records are needed
    Treatment,
    /// It is not sure that it was the patient who asked
    Identity,
}

impl WhyNot {
    pub(crate) const fn reason(self) -> Reason {
        match self {
            Self::Law => Reason::Law,
            Self::Treatment => Reason::Treatment,
            Self::Identity => Reason::Identity,
        }
    }
}
