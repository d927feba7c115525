//! `[courier]`: who carries the codes.

use super::{Config, ConfigError, check::right};
use courier::{SandboxCarrier, carriers::Settings};
use portal::domain::challenge::Plan;
use serde::Deserialize;
use std::{collections::BTreeMap, path::PathBuf};

/// `[courier]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Courier {
    /// The names of the carriers, in order of preference.
    pub carriers: Vec<String>,
    /// The origin at which carriers reach the portal; none for the one that browsers use.
    pub callback_origin: Option<String>,
    /// The file with the message templates, in the home; none for those built in, which the sandbox alone knows.
    pub templates: Option<PathBuf>,
    /// The links that message templates may have, such as `portal.example` or `portal.example/help`.
    pub allowed_links: Vec<String>,
    /// The first of two keys that let the sandbox, whose codes everybody can read, listen on a public address.
    pub sandbox_on_public_address: bool,
    /// The second of the two.
    pub everybody_may_read_the_codes: bool,
    /// How the codes of a purpose are sent, by its kind: `sms-then-voice`, `voice-then-sms`, `sms` or `voice`.
    pub plan: BTreeMap<String, Plan>,
}

impl Default for Courier {
    fn default() -> Self {
        Self {
            carriers: vec![SandboxCarrier::NAME.to_owned()],
            callback_origin: None,
            templates: None,
            allowed_links: Vec::new(),
            sandbox_on_public_address: false,
            everybody_may_read_the_codes: false,
            plan: BTreeMap::new(),
        }
    }
}

impl Courier {
    /// Whether the sandbox is among the carriers.
    #[must_use]
    pub fn has_sandbox(&self) -> bool {
        self.carriers.iter().any(|name| name == SandboxCarrier::NAME)
    }
}

/// `[carriers.<name>]`: one table for each carrier but the sandbox.
pub type Carriers = BTreeMap<String, Settings>;

impl Config {
    /// The origin at which carriers reach the portal.
    #[must_use]
    pub fn callback_origin(&self) -> String {
        let told = self.courier.callback_origin.as_ref().or(self.server.origin.as_ref());
        told.cloned().unwrap_or_else(|| format!("http://{}", self.server.listen))
    }

    /// Checks that the list of carriers and their tables are of the same carriers.
    pub(super) fn check_carriers(&self) -> Result<(), ConfigError> {
        const LIST: &str = "courier.carriers";
        let listed = &self.courier.carriers;
        right(!listed.is_empty(), LIST, "name at least one carrier, such as [\"sandbox\"]")?;
        for (at, name) in listed.iter().enumerate() {
            let plain = is_name(name);
            right(plain, LIST, "a name has 1 to 32 small letters, digits and hyphens")?;
            let before = listed.iter().take(at).any(|other| other == name);
            right(!before, LIST, &format!("{name} is named twice"))?;
            let known = name == SandboxCarrier::NAME || self.carriers.contains_key(name);
            let key = format!("carriers.{name}");
            right(
                known,
                key,
                "courier.carriers names this carrier: give it a table with its kind",
            )?;
        }
        for name in self.carriers.keys() {
            let key = format!("carriers.{name}");
            let own = name != SandboxCarrier::NAME;
            right(own, key.clone(), "the sandbox has no settings: remove this table")?;
            let used = listed.contains(name);
            right(
                used,
                key,
                "courier.carriers does not name it: add it there, or remove this table",
            )?;
        }
        Ok(())
    }

    /// Checks the address that carriers are told.
    pub(super) fn check_callbacks(&self) -> Result<(), ConfigError> {
        let plain = self.courier.callback_origin.as_deref().is_none_or(is_origin);
        right(
            plain,
            "courier.callback_origin",
            "give an origin without a path, such as https://portal.example",
        )
    }
}

/// Whether a carrier may be called this: its name stands in addresses.
fn is_name(name: &str) -> bool {
    (1..=32).contains(&name.len())
        && name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-')
}

fn is_origin(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let authority = rest.and_then(|rest| rest.parse::<axum::http::uri::Authority>().ok());
    authority.is_some_and(|authority| !authority.as_str().contains('@'))
}
