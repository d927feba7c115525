//! What a provider's receipts look like.

use super::answer::word;
use crate::{
    Callback, Fate, Forged, Of, Receipt, Secret, SecretAt, Why,
    callbacks::{self, Addresses, Kind, field, parameter},
};
use domain::Millis;
use serde::Deserialize;

/// `receipt = { … }`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// Where its words are.
    #[serde(default)]
    pub words: Words,
    /// Where the provider's name for the message is; none when the fields had `{callback}`.
    pub reference: Option<String>,
    /// Where the word is that says what became of it.
    pub status: String,
    /// The words that mean that it arrived.
    pub delivered: Vec<String>,
    /// The words that mean that it will not arrive.
    #[serde(default)]
    pub failed: Vec<String>,
    /// What proves a callback to the one address for all messages, `…?token=`.
    pub token: Option<SecretAt>,
}

/// Where a receipt has its words.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Words {
    /// In a JSON body; they are named by pointers (RFC 6901).
    #[default]
    Json,
    /// In the body, as a form's fields.
    Form,
    /// In the query.
    Query,
}

impl Words {
    fn find(self, callback: &Callback, name: &str) -> Option<String> {
        match self {
            Self::Query => parameter(callback, name),
            Self::Form => field(callback, name),
            Self::Json => {
                let json: serde_json::Value = serde_json::from_slice(&callback.body).ok()?;
                word(json.pointer(name)?)
            }
        }
    }
}

/// How a receipt is known, and read.
#[derive(Debug)]
pub(super) struct Reports {
    pub table: Table,
    pub proof: Proof,
}

/// What proves a receipt, and says which message it is about.
#[derive(Debug)]
pub(super) enum Proof {
    /// The address, which we signed for the message.
    Address,
    /// The token in the one address for all; the message's name is there.
    Token(Secret, String),
}

impl Reports {
    /// Reads a receipt.
    ///
    /// # Errors
    /// [`Forged`] when it is not proven, or cannot be read.
    pub fn read(
        &self,
        carrier: &str,
        callback: &Callback,
        addresses: &Addresses,
        at: Millis,
    ) -> Result<Receipt, Forged> {
        let words = self.table.words;
        let (kind, of) = match &self.proof {
            Proof::Address => {
                let (kind, message) = addresses.check(carrier, callback)?;
                (kind, Of::Message(message))
            }
            Proof::Token(secret, name) => {
                callbacks::token(callback, secret)?;
                let reference = words.find(callback, name).ok_or(Forged::Unreadable)?;
                (Kind::of(callback)?, Of::Reference(reference))
            }
        };
        match (kind, words.find(callback, &self.table.status)) {
            (Kind::Receipt, Some(status)) => {
                Ok(Receipt { carrier: carrier.to_owned(), of, fate: self.fate(&status), at })
            }
            _ => Err(Forged::Unreadable),
        }
    }

    fn fate(&self, status: &str) -> Fate {
        let among = |words: &[String]| words.iter().any(|word| word == status);
        match (among(&self.table.delivered), among(&self.table.failed)) {
            (true, _) => Fate::Delivered,
            (false, true) => {
                let code = status.parse().ok();
                Fate::Failed(Why { says: "the operator could not deliver it", code })
            }
            (false, false) => Fate::Underway,
        }
    }
}
