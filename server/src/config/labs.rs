//! `[labs]`: what a list of reports may say.

use serde::Deserialize;

/// `[labs]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Labs {
    /// Whether the list names the tests before a report is opened.
    pub show_test_names: bool,
}
