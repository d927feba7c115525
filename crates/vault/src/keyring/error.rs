//! Why a keyring does not load. Messages name paths, lines and ids; never a key.

use super::Use;
use std::{io, path::PathBuf};

/// Why a text is no keyring.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is no TOML, or a field is missing, unknown or of the wrong shape.
    #[error(
        "line {0} is not as it should be: a key has `id`, `use`, `made_at` and `secret` (32 bytes in base64)"
    )]
    Line(usize),
    /// A use has no key.
    #[error("it has no key for `{}`", .0.name())]
    Missing(Use),
    /// A use that does not rotate has more than one key.
    #[error("it has more than one key for `{}`, which does not rotate", .0.name())]
    Doubled(Use),
    /// An id is used twice, or is not 1 to 64 lower-case letters, digits and dashes.
    #[error("a key's id is used twice, or is not 1 to 64 lower-case letters, digits and dashes")]
    Id,
    /// Two keys have the same secret.
    #[error("two keys have the same secret")]
    SameSecret,
}

/// Why the key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// The machine refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// Others than the owner can read the file.
    #[error("{} can be read by others than its owner: run `chmod 600 {}`", .0.display(), .0.display())]
    OpenFile(PathBuf),
    /// Others than the owner can put another file in its place.
    #[error("{} can be written by others than its owner: run `chmod 700 {}`", .0.display(), .0.display())]
    OpenDirectory(PathBuf),
    /// The file is no keyring.
    #[error("{}: {fault}", path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        fault: Fault,
    },
}
