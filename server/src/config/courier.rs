//! `[courier]`: who carries the codes.

use serde::Deserialize;

/// `[courier]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Courier {
    /// The carrier.
    pub carrier: Carrier,
    /// The first of two keys that let the sandbox, whose codes everybody can read, listen on a public address.
    pub sandbox_on_public_address: bool,
    /// The second of the two.
    pub everybody_may_read_the_codes: bool,
}

/// A carrier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carrier {
    /// The embedded one, which delivers to a phone in the browser.
    #[default]
    Sandbox,
}
