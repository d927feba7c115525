//! How Exotel is configured.

use super::Exotel;
use crate::{
    Carrier, SecretAt,
    carriers::{
        Endpoint, Fittings, Kind, SettingsError,
        address::{plain, resource},
    },
};
use domain::Language;
use serde::Deserialize;
use std::sync::Arc;

/// The table of an Exotel account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The account's name (its "sid").
    account: String,
    /// The name of its API key.
    key: String,
    /// Where the API key's token is.
    token: SecretAt,
    /// What calls need; without it, this carrier makes no calls.
    calls: Option<Calls>,
    /// Where the API of the account's region is; Mumbai's without it.
    url: Option<Endpoint>,
}

/// What calls need.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Calls {
    /// The number that calls (an `ExoPhone`), as the panel writes it.
    pub from: String,
    /// The address of the flow that speaks English.
    en: String,
    /// The address of the flow that speaks Hindi.
    hi: String,
}

impl Calls {
    /// The flow that speaks a language.
    pub fn flow(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Hi => &self.hi,
        }
    }
}

impl Kind for Settings {
    fn secrets(&self) -> Vec<(String, &SecretAt)> {
        vec![("token".to_owned(), &self.token)]
    }

    fn open(&self, name: &str, fittings: &Fittings) -> Result<Arc<dyn Carrier>, SettingsError> {
        let Self { account, key, token, calls, url } = self;
        plain("account", account)?;
        let below = |path: &str| {
            let path = format!("v1/Accounts/{account}/{path}.json");
            resource(url.as_ref(), "https://api.in.exotel.com", &path)
        };
        Ok(Arc::new(Exotel {
            name: name.to_owned(),
            key: key.clone(),
            token: fittings.secret("token", token)?,
            calls: calls.clone(),
            send: below("Sms/send")?,
            connect: below("Calls/connect")?,
            client: fittings.client.clone(),
            addresses: fittings.addresses.clone(),
            clock: Arc::clone(&fittings.clock),
        }))
    }
}
