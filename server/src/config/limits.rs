//! `[codes]` and `[limits]`: how long codes live and how often they are sent.

use serde::Deserialize;

/// `[codes]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Codes {
    /// How long a code lives after it was issued: 60 to 90.
    pub life_seconds: u64,
    /// The country calling codes that are served, the home country first.
    pub countries: Vec<String>,
}

impl Default for Codes {
    fn default() -> Self {
        Self { life_seconds: 90, countries: vec!["91".to_owned()] }
    }
}

/// `[limits]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Codes an hour to one number that nobody answered.
    pub number_unverified_hour: u32,
    /// Codes an hour to one number.
    pub number_hour: u32,
    /// Codes a day to one number.
    pub number_day: u32,
    /// Codes an hour asked for by one network address that nobody answered.
    pub address_unverified_hour: u32,
    /// Codes an hour asked for by one network address.
    pub address_hour: u32,
    /// The least daily budget of unanswered codes for one dialling prefix.
    pub prefix_day: u32,
    /// The least daily budget of unanswered codes for one country.
    pub country_day: u32,
    /// The least daily budget of unanswered codes for all numbers together.
    pub all_day: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            number_unverified_hour: 5,
            number_hour: 20,
            number_day: 30,
            address_unverified_hour: 10,
            address_hour: 60,
            prefix_day: 50,
            country_day: 500,
            all_day: 1_000,
        }
    }
}
