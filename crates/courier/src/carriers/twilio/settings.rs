//! How Twilio is configured.

use super::Twilio;
use crate::{
    Carrier, SecretAt, Why,
    carriers::{Endpoint, Fittings, Kind, SettingsError, address::resource},
};
use domain::phone::Phone;
use serde::Deserialize;
use std::sync::Arc;

/// Why a call cannot go this way.
pub(super) const NO_CALLS: Why = Why::says("no number is configured to call from");

/// The table of a Twilio account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The account's name, `AC…`.
    account: String,
    /// Where the account's auth token is. It opens the account and proves callbacks.
    token: SecretAt,
    /// Whom texts come from: a number, a sender id, or a Messaging Service (`MG…`); the template's header without it.
    from: Option<String>,
    /// The number that calls; without it, this carrier makes no calls.
    calls_from: Option<Phone>,
    /// The voice of calls; it must speak both English and Hindi.
    #[serde(default = "voice")]
    voice: String,
    /// Where its API is, if not at its usual address.
    url: Option<Endpoint>,
}

fn voice() -> String {
    // Amazon Polly's voice of India, in both of our languages.
    "Polly.Aditi".to_owned()
}

/// Twilio's names are two letters for the kind and 32 hexadecimal digits.
pub(super) fn is_name(kind: &str, text: &str) -> bool {
    text.strip_prefix(kind).is_some_and(|digits| {
        digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

impl Kind for Settings {
    fn secrets(&self) -> Vec<(String, &SecretAt)> {
        vec![("token".to_owned(), &self.token)]
    }

    fn open(&self, name: &str, fittings: &Fittings) -> Result<Arc<dyn Carrier>, SettingsError> {
        let Self { account, token, from, calls_from, voice, url } = self;
        if !is_name("AC", account) {
            return Err(SettingsError::new("account", "give the Account SID, AC and 32 digits"));
        }
        let below = |resource_name: &str| {
            let path = format!("2010-04-01/Accounts/{account}/{resource_name}.json");
            resource(url.as_ref(), "https://api.twilio.com", &path)
        };
        Ok(Arc::new(Twilio {
            name: name.to_owned(),
            account: account.clone(),
            token: fittings.secret("token", token)?,
            from: from.clone(),
            calls_from: calls_from.as_ref().map(|number| number.e164().to_owned()),
            voice: voice.clone(),
            texts: below("Messages")?,
            calls: below("Calls")?,
            client: fittings.client.clone(),
            addresses: fittings.addresses.clone(),
            clock: Arc::clone(&fittings.clock),
        }))
    }
}
