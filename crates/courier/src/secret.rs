//! Secrets: where the configuration says they are, and what they are.

use serde::{Deserialize, Deserializer, de};
use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};
use subtle::ConstantTimeEq;
use toml::Value;
use zeroize::Zeroizing;

/// A carrier's key or password. Its `Debug` shows nothing, and it is wiped when dropped.
#[derive(Clone)]
pub struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// A secret of this text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(Arc::new(Zeroizing::new(text.to_owned())))
    }

    /// The text, for the carrier and nobody else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether a text is this secret, in a time that tells nothing of where they differ.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.reveal().as_bytes().ct_eq(text.as_bytes()).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Where a secret is, as the configuration says it: `{ file = "path" }` or `{ env = "NAME" }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretAt {
    /// In a file of its own; a relative path begins at the portal's home.
    File(PathBuf),
    /// In a variable of the environment.
    Variable(String),
}

/// What would be right, wherever something else stands in a secret's place.
const RIGHT: &str = "a secret does not stand in the configuration itself: give { file = \"path\" } or \
                     { env = \"NAME\" }";

impl<'de> Deserialize<'de> for SecretAt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // What stands in its place may be a secret, and serde's own errors would repeat it: so anything is read.
        let value = Value::deserialize(deserializer)?;
        let mut entries = value.as_table().into_iter().flatten();
        let (first, second) = (entries.next(), entries.next());
        match first.and_then(|(key, value)| Some((key.as_str(), value.as_str()?))) {
            Some(("file", path)) if second.is_none() => Ok(Self::File(path.into())),
            Some(("env", name)) if second.is_none() => Ok(Self::Variable(name.to_owned())),
            _ => Err(de::Error::custom(RIGHT)),
        }
    }
}

impl fmt::Display for SecretAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "the file {}", path.display()),
            Self::Variable(name) => write!(f, "the variable {name}"),
        }
    }
}

/// Why a secret cannot be used: where it should be, never what it is.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// Its file cannot be read.
    #[error("cannot read {place}: {why}")]
    Unreadable {
        /// Where it should be.
        place: SecretAt,
        /// The system's reason.
        why: std::io::Error,
    },
    /// Its variable is not set.
    #[error("{0} is not set")]
    Unset(SecretAt),
    /// It is empty.
    #[error("{0} is empty")]
    Empty(SecretAt),
}

/// A variable of the environment, if it is set.
type Lookup = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Reads secrets.
#[derive(Clone)]
pub struct Secrets {
    home: PathBuf,
    variable: Arc<Lookup>,
}

impl Secrets {
    /// Those of a portal with this home, in this environment.
    #[must_use]
    pub fn new(
        home: &Path,
        variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self { home: home.to_owned(), variable: Arc::new(variable) }
    }

    /// The file of a secret that is in one.
    #[must_use]
    pub fn file(&self, place: &SecretAt) -> Option<PathBuf> {
        match place {
            SecretAt::File(path) => Some(self.home.join(path)),
            SecretAt::Variable(_) => None,
        }
    }

    /// Reads a secret; the white space at its end is not part of it.
    ///
    /// # Errors
    /// [`SecretError`] when it is not there, or empty.
    pub fn read(&self, place: &SecretAt) -> Result<Secret, SecretError> {
        let text = Zeroizing::new(match place {
            SecretAt::File(path) => std::fs::read_to_string(self.home.join(path))
                .map_err(|why| SecretError::Unreadable { place: place.clone(), why })?,
            SecretAt::Variable(name) => {
                (self.variable)(name).ok_or_else(|| SecretError::Unset(place.clone()))?
            }
        });
        match text.trim_end() {
            "" => Err(SecretError::Empty(place.clone())),
            secret => Ok(Secret::of(secret)),
        }
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secrets").field("home", &self.home).finish_non_exhaustive()
    }
}
