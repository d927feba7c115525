//! The commands about families: PINs and guardians.

use clap::{Args, Subcommand, ValueEnum};

/// `medseal patient pin`
#[derive(Debug, Args)]
pub(crate) struct Pin {
    /// The patient number
    pub number: String,
    /// Remove the PIN; the patient can set another
    #[arg(long, required = true)]
    pub clear: bool,
}

/// `medseal patient guardian`
#[derive(Debug, Subcommand)]
pub(crate) enum Guardian {
    /// Let somebody act for a child, or for somebody who needs help
    Add(AddGuardian),
    /// End it; what is open by it closes at once
    End(EndGuardian),
    /// Show who acts, and acted, for a patient
    List(ListGuardians),
}

/// `medseal patient guardian add`
#[derive(Debug, Args)]
pub(crate) struct AddGuardian {
    /// The patient number of whom is acted for
    #[arg(long)]
    pub patient: String,
    /// The patient number of who acts
    #[arg(long)]
    pub guardian: String,
    /// The last day, such as 2030-12-31; for a child the day before they are eighteen if it is left out
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Why somebody who is no child needs a guardian; for a year at the longest, and then again
    #[arg(long)]
    pub reason: Option<Why>,
    /// Somebody has checked, by a document, that the guardian is of age: needed where their birth date is not on file
    #[arg(long)]
    pub guardian_of_age: bool,
}

/// Why somebody who is no child has a guardian.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Why {
    /// They are ill
    Illness,
    /// They have a disability
    Disability,
    /// A court appointed the guardian
    Court,
}

/// `medseal patient guardian end`
#[derive(Debug, Args)]
pub(crate) struct EndGuardian {
    /// The patient number of whom is acted for
    #[arg(long)]
    pub patient: String,
    /// The patient number of who acts
    #[arg(long)]
    pub guardian: String,
}

/// `medseal patient guardian list`
#[derive(Debug, Args)]
pub(crate) struct ListGuardians {
    /// The patient number
    #[arg(long)]
    pub patient: String,
}
