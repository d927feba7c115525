//! The table of such a carrier, and what is checked before it is one.

use super::{
    Generic,
    answer::{Accepted, Expected, Reference},
    fields::{Fields, Format},
    pattern::{Pattern, Place},
    receipt::{self, Proof, Reports},
};
use crate::{
    Carrier, Repeat, Secret, SecretAt,
    carriers::{Endpoint, Fittings, Kind, SettingsError},
};
use domain::challenge::Channel;
use http::{HeaderName, Method};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::Arc};
use toml::{Table, Value};

/// The table of a carrier made from its configuration alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where messages go.
    url: Endpoint,
    /// How: POST, or GET, whose fields stand in the query.
    #[serde(default)]
    method: How,
    /// What it carries.
    #[serde(default = "sms")]
    channels: Vec<Channel>,
    /// Whether the provider knows a message again by its `{id}`.
    #[serde(default)]
    knows_repeats: bool,
    /// The headers of a request.
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// How the fields are written.
    #[serde(default)]
    body: Format,
    /// The fields of a request.
    fields: Table,
    /// What `{secret.<name>}` stands for.
    #[serde(default)]
    secrets: BTreeMap<String, SecretAt>,
    /// Which answers mean that the message was taken.
    #[serde(default)]
    accepted: Accepted,
    /// Where the provider's name for the message is in such an answer.
    reference: Option<String>,
    /// What receipts look like.
    receipt: Option<receipt::Table>,
    /// Whether it may be reached over a network without TLS.
    #[serde(default)]
    unencrypted: bool,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum How {
    Get,
    #[default]
    Post,
}

fn sms() -> Vec<Channel> {
    vec![Channel::Sms]
}

impl Kind for Settings {
    fn secrets(&self) -> Vec<(String, &SecretAt)> {
        let named = self.secrets.iter().map(|(name, place)| (format!("secrets.{name}"), place));
        let token = self.receipt.iter().filter_map(|receipt| receipt.token.as_ref());
        named.chain(token.map(|place| ("receipt.token".to_owned(), place))).collect()
    }

    fn open(&self, name: &str, fittings: &Fittings) -> Result<Arc<dyn Carrier>, SettingsError> {
        let secrets = self.secrets.iter().map(|(name, place)| {
            Ok((name.clone(), fittings.secret(&format!("secrets.{name}"), place)?))
        });
        let secrets = secrets.collect::<Result<_, SettingsError>>()?;
        let fields = self.fields(&secrets)?;
        Ok(Arc::new(Generic {
            name: name.to_owned(),
            method: match self.method {
                How::Get => Method::GET,
                How::Post => Method::POST,
            },
            url: self.url.guarded("url", self.unencrypted)?.clone(),
            channels: self.channels.clone(),
            repeat: if self.knows_repeats { Repeat::Harmless } else { Repeat::Doubles },
            headers: self.headers(&secrets)?,
            expected: self.expected()?,
            reports: self.reports(&fields, fittings)?,
            fields,
            client: fittings.client.clone(),
            addresses: fittings.addresses.clone(),
            clock: Arc::clone(&fittings.clock),
        }))
    }
}

impl Settings {
    fn fields(&self, secrets: &BTreeMap<String, Secret>) -> Result<Fields, SettingsError> {
        let fits = matches!((self.method, self.body), (How::Post, _) | (_, Format::Form));
        right(fits, "body", "the fields of a GET stand in its query: set body = \"form\"")?;
        let fields = Fields::read(self.body, &self.fields, secrets)?;
        right(fields.have(Place::Text), "fields", "no field has {text}, the words of the message")?;
        let addressed = fields.have(Place::To) || fields.have(Place::Number);
        right(addressed, "fields", "no field has {to} or {number}, where the message goes")?;
        let known = !self.knows_repeats || fields.have(Place::Id);
        right(
            known,
            "knows_repeats",
            "no field has {id}, by which a message would be known again",
        )?;
        Ok(fields)
    }

    fn headers(
        &self,
        secrets: &BTreeMap<String, Secret>,
    ) -> Result<Vec<(HeaderName, Pattern)>, SettingsError> {
        let headers = self.headers.iter().map(|(name, text)| {
            let key = format!("headers.{name}");
            let wrong = |right: &str| SettingsError::new(key.clone(), right);
            let header = name.parse().map_err(|_| wrong("this is no name of a header"))?;
            let pattern = Pattern::read(text, secrets).map_err(wrong)?;
            right(
                !pattern.has(Place::Text),
                &key,
                "no header has room for the words of a message",
            )?;
            Ok((header, pattern))
        });
        headers.collect()
    }

    fn expected(&self) -> Result<Expected, SettingsError> {
        let Accepted { status, json, equals, text } = &self.accepted;
        let word = match (json, equals) {
            (None, None) => None,
            (Some(pointer), Some(value)) if pointer.starts_with('/') => Some((
                pointer.clone(),
                plain(value).ok_or_else(|| {
                    SettingsError::new("accepted.equals", "give a text, a number or a boolean")
                })?,
            )),
            _ => {
                let right = "give a JSON pointer, such as \"/status\", and in accepted.equals what \
                             stands there";
                return Err(SettingsError::new("accepted.json", right));
            }
        };
        let clear = word.is_some() || text.is_some() || self.reference.is_some();
        right(
            clear,
            "accepted",
            "many providers answer 200 to what they refuse: give accepted.json with accepted.equals, \
             accepted.text, or reference",
        )?;
        let reference = self.reference.as_deref().map(Reference::read);
        Ok(Expected { status: status.clone(), word, text: text.clone(), reference })
    }

    fn reports(
        &self,
        fields: &Fields,
        fittings: &Fittings,
    ) -> Result<Option<Reports>, SettingsError> {
        let Some(table) = &self.receipt else { return Ok(None) };
        let proof = match (&table.token, &table.reference, fields.have(Place::Callback)) {
            (None, None, true) => Proof::Address,
            (Some(place), Some(name), false) => {
                Proof::Token(fittings.secret("receipt.token", place)?, name.clone())
            }
            _ => {
                return Err(SettingsError::new(
                    "receipt",
                    "either a field has {callback}, an address of its own for each message, or \
                     receipt.token and receipt.reference are given, for one address for all",
                ));
            }
        };
        Ok(Some(Reports { table: table.clone(), proof }))
    }
}

/// A value that is one word, as text.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn right(holds: bool, key: &str, right: &str) -> Result<(), SettingsError> {
    if holds { Ok(()) } else { Err(SettingsError::new(key, right)) }
}
