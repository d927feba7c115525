//! The words of `medseal patient`.

use super::{Guardian, Pin};
use clap::{Args, Subcommand, ValueEnum};
use portal::domain::challenge::Channel;

/// `medseal patient`
#[derive(Debug, Subcommand)]
pub(crate) enum Patient {
    /// Add a patient, who then activates their account themselves
    Add(Add),
    /// Set a patient's password: the first line of standard input, or one that is made
    Password(NewPassword),
    /// Let a patient's wrong codes no longer count, so that codes are sent again at once
    Unlock(Unlock),
    /// Give a patient whose phone is lost another number, which waits for a day; or stop the one that waits
    Rebind(Rebind),
    /// Set how a patient wants their codes: by text, by call, or as everybody gets them
    CodesBy(CodesBy),
    /// Remove a patient's PIN, once it was checked who they are
    Pin(Pin),
    /// Say who may act for a patient
    #[command(subcommand)]
    Guardian(Guardian),
}

/// `medseal patient add`
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The name, as it is to be shown
    #[arg(long)]
    pub name: String,
    /// The name to greet by; the whole name if it is left out
    #[arg(long)]
    pub given: Option<String>,
    /// The birth date, such as 1948-02-29
    #[arg(long)]
    pub born: String,
    /// A phone number, the one for codes first
    #[arg(long = "phone", required = true)]
    pub phones: Vec<String>,
    /// The language that they read and hear best: en or hi
    #[arg(long)]
    pub language: Option<String>,
    /// An e-mail address; no code is ever sent there
    #[arg(long)]
    pub email: Option<String>,
    /// The patient number; one is given out if it is left out
    #[arg(long)]
    pub number: Option<String>,
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

/// `medseal patient rebind`
#[derive(Debug, Args)]
pub(crate) struct Rebind {
    /// The patient number
    #[arg(long = "patient")]
    pub number: String,
    /// The new phone number
    #[arg(long, required_unless_present = "stop", conflicts_with = "stop")]
    pub phone: Option<String>,
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
