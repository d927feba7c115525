//! The words of `medseal patient`.

use super::{Guardian, Pin};
use clap::{Args, Subcommand, ValueEnum};
use portal::domain::challenge::Channel;
use std::path::PathBuf;

/// `medseal patient`
#[derive(Debug, Subcommand)]
pub(crate) enum Patient {
    /// Add a patient, from a file or as asked at the terminal, who then activates their account themselves
    Add(Add),
    /// Set a patient's password: the first line of standard input, or one that is made
    Password(NewPassword),
    /// Let a patient's wrong codes no longer count, so that codes are sent again at once
    Unlock(Unlock),
    /// Give a patient whose phone is lost another number, from standard input, which waits for a day; or stop the one that waits
    Rebind(Rebind),
    /// Set how a patient wants their codes: by text, by call, or as everybody gets them
    CodesBy(CodesBy),
    /// Remove a patient's PIN, once it was checked who they are
    Pin(Pin),
    /// Say who may act for a patient
    #[command(subcommand)]
    Guardian(Guardian),
}

/// `medseal patient add`: what is said of a person stands in a file or is asked for, since every process of the machine can read the
/// words of a command, and shells keep them.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// A JSON file with one patient or a list of them, or - for standard input; at a terminal it is asked for without one
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// `medseal patient password`
#[derive(Debug, Args)]
pub(crate) struct NewPassword {
    /// The patient number
    pub number: String,
    /// Make a good password and show it once
    #[arg(long)]
    pub make: bool,
    /// The patient has read and accepted the notice on personal data, on paper
    #[arg(long)]
    pub notice_accepted: bool,
}

/// `medseal patient rebind`: the new phone number is the first line of standard input.
#[derive(Debug, Args)]
pub(crate) struct Rebind {
    /// The patient number
    #[arg(long = "patient")]
    pub number: String,
    /// Somebody has checked who it is that asks, by a document with a picture; without it, that is asked
    #[arg(long, conflicts_with = "stop")]
    pub identity_checked: bool,
    /// Stop the number that waits
    #[arg(long)]
    pub stop: bool,
}

/// `medseal patient unlock`
#[derive(Debug, Args)]
pub(crate) struct Unlock {
    /// The patient number
    pub number: String,
}

/// `medseal patient codes-by`
#[derive(Debug, Args)]
pub(crate) struct CodesBy {
    /// The patient number
    pub number: String,
    /// How
    pub by: By,
}

/// How a patient wants their codes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum By {
    /// By text; a call only if they ask for one
    Sms,
    /// By call; a text only if nobody hears the call
    Voice,
    /// As everybody gets them
    Default,
}

impl By {
    /// The channel that comes first; none where they do not mind.
    pub(crate) const fn channel(self) -> Option<Channel> {
        match self {
            Self::Sms => Some(Channel::Sms),
            Self::Voice => Some(Channel::Voice),
            Self::Default => None,
        }
    }
}
