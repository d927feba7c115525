//! The words of `medseal staff`.

use clap::{Args, Subcommand, ValueEnum};
use portal::domain::pharmacy::Role;
use std::path::PathBuf;

/// `medseal staff`
#[derive(Debug, Subcommand)]
pub(crate) enum Staff {
    /// Add somebody who signs in at a pharmacy, from a file or as asked at the terminal
    Add(AddStaff),
    /// List everybody who signs in at a pharmacy, or did
    List,
    /// Set somebody's password: the first line of standard input, or one that is made; ends their sessions
    Password(StaffPassword),
    /// Let somebody's wrong codes no longer count
    Unlock(Login),
    /// Take somebody's access away
    End(Login),
}

/// `medseal staff add`: as for patients, what is said of a person is no word of a command.
#[derive(Debug, Args)]
pub(crate) struct AddStaff {
    /// As what they work
    #[arg(long)]
    pub role: Work,
    /// At which pharmacy, by its name
    #[arg(long, value_name = "NAME")]
    pub pharmacy: String,
    /// A JSON file with their login, name and phone, or - for standard input; at a terminal it is asked for without one
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// As what somebody works.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Work {
    /// Hands over what was prescribed
    Pharmacist,
}

impl Work {
    /// The role.
    pub(crate) const fn role(self) -> Role {
        match self {
            Self::Pharmacist => Role::Pharmacist,
        }
    }
}

/// `medseal staff password`
#[derive(Debug, Args)]
pub(crate) struct StaffPassword {
    /// What they sign in with
    pub login: String,
    /// Make a good password and show it once
    #[arg(long)]
    pub make: bool,
}

/// `medseal staff unlock` and `medseal staff end`
#[derive(Debug, Args)]
pub(crate) struct Login {
    /// What they sign in with
    pub login: String,
}
