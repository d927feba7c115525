//! The words of `medseal keys`.

use clap::{Args, Subcommand, ValueEnum};

/// `medseal keys`
#[derive(Debug, Subcommand)]
pub(crate) enum Keys {
    /// Make a new key; what the older ones did stays good
    Rotate(Rotate),
    /// Wrap all patients' keys by the newest key, so that older copies of the database give nothing of people who were
    /// erased once the older keys are destroyed
    Retire(Retire),
    /// After an older copy of the database was put back: take over from a newer one what became of patients' keys since
    Adopt(Adopt),
}

/// `medseal keys rotate`
#[derive(Debug, Args)]
pub(crate) struct Rotate {
    /// What the key is for
    pub key: Turned,
}

/// The keys that can be followed by new ones.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Turned {
    /// Wraps the keys of patients who come from now on
    Wrap,
    /// Makes the codes of challenges that are opened from now on
    Code,
}

/// `medseal keys retire`
#[derive(Debug, Args)]
pub(crate) struct Retire {
    /// Destroy the older keys as well: there is a copy of the database and of the keys from after they were retired
    #[arg(long)]
    pub destroy: bool,
}

/// `medseal keys adopt`
#[derive(Debug, Args)]
pub(crate) struct Adopt {
    /// The address of the newer database, such as `sqlite:/backup/medseal.db`
    #[arg(long, value_name = "URL")]
    pub from: String,
}
