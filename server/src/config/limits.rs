//! `[codes]` and `[limits]`: how long codes live and how often they are sent.

use portal::{
    Rules,
    domain::sending::{AddressLimits, NumberLimits},
};
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
        let Rules { life, countries, .. } = Rules::default();
        Self { life_seconds: life.span().as_secs(), countries }
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
    /// Prescriptions an hour that one pharmacy looked up and no right code followed, wrong numbers among them.
    pub pharmacy_unverified_hour: u32,
    /// Prescriptions an hour that one pharmacy looked up.
    pub pharmacy_hour: u32,
    /// The least daily budget of unanswered codes for one dialling prefix.
    pub prefix_day: u32,
    /// The least daily budget of unanswered codes for one country.
    pub country_day: u32,
    /// The least daily budget of unanswered codes for all numbers together.
    pub all_day: u32,
}

impl Default for Limits {
    fn default() -> Self {
        let Rules { number, address, pharmacy, prefix_floor, country_floor, day_floor, .. } =
            Rules::default();
        let NumberLimits { unverified_hour: number_unverified_hour, hour, day } = number;
        let AddressLimits { unverified_hour, hour: address_hour } = address;
        Self {
            number_unverified_hour,
            number_hour: hour,
            number_day: day,
            address_unverified_hour: unverified_hour,
            address_hour,
            pharmacy_unverified_hour: pharmacy.unverified_hour,
            pharmacy_hour: pharmacy.hour,
            prefix_day: prefix_floor,
            country_day: country_floor,
            all_day: day_floor,
        }
    }
}
