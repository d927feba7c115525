//! `[clinic]`: who runs the portal.

use portal::domain::Language;
use serde::Deserialize;

/// `[clinic]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Clinic {
    /// The name on every page.
    pub name: String,
    /// The IANA time zone in which dates and times are shown.
    pub time_zone: String,
    /// The language of a browser that asks for none we speak: `en` or `hi`.
    pub language: Language,
    /// Whom to ask for help: a phone number or an address, shown as it is written.
    pub help: Option<String>,
}

impl Default for Clinic {
    fn default() -> Self {
        Self {
            name: "Medseal".to_owned(),
            time_zone: "Asia/Kolkata".to_owned(),
            language: Language::En,
            help: None,
        }
    }
}
