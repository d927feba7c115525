//! How MSG91 is configured.

use super::Msg91;
use crate::{
    Carrier, SecretAt,
    carriers::{Endpoint, Fittings, Kind, SettingsError, address::resource},
};
use http::{HeaderName, HeaderValue};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::Arc};

/// The header with the account's key.
pub(super) const KEY: HeaderName = HeaderName::from_static("authkey");

/// The table of an MSG91 account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where the account's authkey is.
    key: SecretAt,
    /// Where the token is that stands in the address of its reports.
    token: SecretAt,
    /// The ids of its templates, by the ids under which ours are registered.
    templates: BTreeMap<String, String>,
    /// Where its API is, if not at its usual address.
    url: Option<Endpoint>,
}

impl Kind for Settings {
    fn secrets(&self) -> Vec<(String, &SecretAt)> {
        vec![("key".to_owned(), &self.key), ("token".to_owned(), &self.token)]
    }

    fn open(&self, name: &str, fittings: &Fittings) -> Result<Arc<dyn Carrier>, SettingsError> {
        let key = fittings.secret("key", &self.key)?;
        let header = HeaderValue::from_str(key.reveal());
        let mut key = header.map_err(|_| SettingsError::new("key", "it is no authkey"))?;
        key.set_sensitive(true);
        Ok(Arc::new(Msg91 {
            name: name.to_owned(),
            key,
            token: fittings.secret("token", &self.token)?,
            templates: self.templates.clone(),
            flow: resource(self.url.as_ref(), "https://control.msg91.com", "api/v5/flow")?,
            client: fittings.client.clone(),
            clock: Arc::clone(&fittings.clock),
        }))
    }
}
