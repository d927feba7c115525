//! The carriers that a configuration can name, each with its settings in its own file.

mod address;
mod endpoint;
pub mod exotel;
pub mod generic;
pub mod kannel;
pub mod msg91;
pub mod twilio;

pub use endpoint::Endpoint;

use crate::{
    Carrier, Client, SecretAt, Secrets,
    callbacks::Addresses,
    secret::{Secret, SecretError},
};
use domain::Clock;
use serde::{Deserialize, Deserializer, de};
use std::{fmt, sync::Arc};
use toml::{Table, Value};

/// What carriers are fitted with. Cloning shares it.
#[derive(Clone)]
pub struct Fittings {
    /// Speaks to providers.
    pub client: Client,
    /// Writes the addresses that providers call.
    pub addresses: Addresses,
    /// Reads the secrets.
    pub secrets: Secrets,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// The settings of one kind of carrier, as its table has them.
pub trait Kind {
    /// Where its secrets are, each with its key.
    fn secrets(&self) -> Vec<(String, &SecretAt)>;

    /// Makes the carrier of this name.
    ///
    /// # Errors
    /// [`SettingsError`] names the key, and says what would be right.
    fn open(&self, name: &str, fittings: &Fittings) -> Result<Arc<dyn Carrier>, SettingsError>;
}

macro_rules! kinds {
    ($($(#[$doc:meta])+ $name:literal $variant:ident($settings:path);)+) => {
        /// The settings of a carrier: one table of the configuration, told apart by its `kind`.
        #[derive(Clone, Debug)]
        pub enum Settings {
            $($(#[$doc])+ $variant(Box<$settings>),)+
        }

        impl Settings {
            /// Every kind.
            pub const KINDS: &'static [&'static str] = &[$($name),+];

            /// Its kind.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)+
                }
            }

            fn settings(&self) -> &dyn Kind {
                match self {
                    $(Self::$variant(settings) => &**settings,)+
                }
            }

            fn of<E: de::Error>(kind: &str, table: Table) -> Result<Self, E> {
                match kind {
                    $($name => read(table).map(Self::$variant),)+
                    _ => Err(no_kind()),
                }
            }
        }
    };
}

kinds! {
    /// Kannel, the SMS gateway, which speaks SMPP with operators.
    "kannel" Kannel(kannel::Settings);
    /// Any provider that speaks HTTP, described by its table alone.
    "http" Http(generic::Settings);
    /// Twilio, worldwide: texts and calls.
    "twilio" Twilio(twilio::Settings);
    /// MSG91, of India: texts.
    "msg91" Msg91(msg91::Settings);
    /// Exotel, of India: texts and calls.
    "exotel" Exotel(exotel::Settings);
}

impl Kind for Settings {
    fn secrets(&self) -> Vec<(String, &SecretAt)> {
        self.settings().secrets()
    }

    fn open(&self, name: &str, fittings: &Fittings) -> Result<Arc<dyn Carrier>, SettingsError> {
        self.settings().open(name, fittings)
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // What stands in its place may be a secret, and serde's own errors would repeat it.
        let mut table = Table::deserialize(deserializer)
            .map_err(|_| de::Error::custom("a carrier is a table with a kind"))?;
        match table.remove("kind") {
            Some(Value::String(kind)) => Self::of(&kind, table),
            _ => Err(no_kind()),
        }
    }
}

fn no_kind<E: de::Error>() -> E {
    E::custom(format!("give its kind, one of: {}", Settings::KINDS.join(", ")))
}

/// Reads a table, and says in which key a fault is, which a table read by its tag alone would not.
fn read<T: de::DeserializeOwned, E: de::Error>(table: Table) -> Result<Box<T>, E> {
    serde_path_to_error::deserialize(table).map(Box::new).map_err(|error| {
        let path = error.path().to_string();
        let why = error.into_inner();
        let why = why.message();
        if path == "." { E::custom(why) } else { E::custom(format!("{path}: {why}")) }
    })
}

/// What is wrong with a carrier's settings.
#[derive(Debug, thiserror::Error)]
#[error("{key}: {right}")]
pub struct SettingsError {
    /// The key within the carrier's table.
    pub key: String,
    /// What would be right.
    pub right: String,
}

impl SettingsError {
    /// An error in this key.
    #[must_use]
    pub fn new(key: impl Into<String>, right: impl fmt::Display) -> Self {
        Self { key: key.into(), right: right.to_string() }
    }
}

impl Fittings {
    /// Reads the secret of this key.
    ///
    /// # Errors
    /// [`SettingsError`] when it cannot be used.
    pub fn secret(&self, key: &str, place: &SecretAt) -> Result<Secret, SettingsError> {
        self.secrets.read(place).map_err(|why: SecretError| SettingsError::new(key, why))
    }
}
