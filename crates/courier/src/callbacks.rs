//! The addresses here that carriers call: written, signed, and known again.
//!
//! `{origin}/courier/{carrier}/{receipt|words}?m={message}&s={signature}`. Whoever has such an address was given it for
//! this message by us, so the signature is all the proof there is, and repeating it does nothing new. A carrier whose
//! panel takes one fixed address for all messages proves itself by a configured token instead.

use crate::{Callback, Forged, Secret};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::id::MessageId;
use std::{fmt, sync::Arc};
use subtle::ConstantTimeEq;
use url::form_urlencoded;
use vault::Vault;

/// How many bytes of the keyed hash a signature has: 128 bits are not guessed, and keep addresses short.
const SIGNATURE: usize = 16;

/// What a carrier calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To report what became of a message.
    Receipt,
    /// To ask what a call should say.
    Words,
}

impl Kind {
    /// The last part of the address's path.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Words => "words",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Receipt, Self::Words].into_iter().find(|kind| kind.name() == name)
    }

    /// What a callback is for, by the last part of its path.
    ///
    /// # Errors
    /// [`Forged::Unreadable`] when that is neither.
    pub fn of(callback: &Callback) -> Result<Self, Forged> {
        let name = callback.uri.path().rsplit('/').next().unwrap_or_default();
        Self::named(name).ok_or(Forged::Unreadable)
    }
}

/// Writes the addresses that carriers call, and knows them again.
#[derive(Clone)]
pub struct Addresses {
    vault: Arc<dyn Vault>,
    origin: String,
}

impl Addresses {
    /// Those below an origin (RFC 6454), such as `https://portal.example`, that carriers can reach.
    #[must_use]
    pub fn new(vault: Arc<dyn Vault>, origin: &str) -> Self {
        Self { vault, origin: origin.trim_end_matches('/').to_owned() }
    }

    /// The origin, without a slash at its end.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The address that a carrier calls about a message. More may be added to its query.
    #[must_use]
    pub fn of(&self, carrier: &str, kind: Kind, message: MessageId) -> String {
        let Self { origin, .. } = self;
        let signature = URL_SAFE_NO_PAD.encode(self.signature(carrier, kind, message));
        format!("{origin}/courier/{carrier}/{}?m={message}&s={signature}", kind.name())
    }

    /// The message whose address a callback came to.
    ///
    /// # Errors
    /// [`Forged::Unproven`] when we did not write the address for this carrier, this kind and this message.
    pub fn check(&self, carrier: &str, callback: &Callback) -> Result<(Kind, MessageId), Forged> {
        let kind = Kind::of(callback)?;
        let message = parameter(callback, "m").and_then(|text| text.parse().ok());
        let message: MessageId = message.ok_or(Forged::Unproven)?;
        let signature = parameter(callback, "s").ok_or(Forged::Unproven)?;
        let given = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Forged::Unproven)?;
        let ours: bool = given.ct_eq(&self.signature(carrier, kind, message)).into();
        if ours { Ok((kind, message)) } else { Err(Forged::Unproven) }
    }

    fn signature(&self, carrier: &str, kind: Kind, message: MessageId) -> [u8; SIGNATURE] {
        let place = format!("{carrier} {} {message}", kind.name());
        let hash = self.vault.lookup("callback", &place);
        let mut signature = [0; SIGNATURE];
        signature.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        signature
    }
}

impl fmt::Debug for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Addresses").field("origin", &self.origin).finish_non_exhaustive()
    }
}

/// A parameter of a callback's query; none when it is not there, or there more than once.
#[must_use]
pub fn parameter(callback: &Callback, name: &str) -> Option<String> {
    only(callback.uri.query().unwrap_or_default().as_bytes(), name)
}

/// A field of a callback's body, which is a form's; none when it is not there, or there more than once.
#[must_use]
pub fn field(callback: &Callback, name: &str) -> Option<String> {
    only(&callback.body, name)
}

/// One that stands twice could be read in two ways by two readers.
fn only(form: &[u8], name: &str) -> Option<String> {
    let mut values = form_urlencoded::parse(form).filter(|(key, _)| key == name);
    match (values.next(), values.next()) {
        (Some((_, value)), None) => Some(value.into_owned()),
        _ => None,
    }
}

/// Checks the token of a carrier that calls one fixed address, `…/receipt?token=…`.
///
/// # Errors
/// [`Forged::Unproven`] when it is missing or another.
pub fn token(callback: &Callback, secret: &Secret) -> Result<(), Forged> {
    match parameter(callback, "token") {
        Some(given) if secret.is(&given) => Ok(()),
        _ => Err(Forged::Unproven),
    }
}
