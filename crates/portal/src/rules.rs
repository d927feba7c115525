//! What a clinic may configure of the use cases.

use domain::{
    challenge::{Life, Plan, usual_plan},
    dispense::Controlled,
    sending::{AddressLimits, NumberLimits, PharmacyLimits},
    session::Limits,
};
use jiff::tz::TimeZone;
use std::{collections::BTreeMap, time::Duration};

/// The configured rules, each within the bounds of its type.
#[derive(Clone, Debug)]
pub struct Rules {
    /// How long codes live after they were issued.
    pub life: Life,
    /// The sending limits of a phone number.
    pub number: NumberLimits,
    /// The sending limits of a network address.
    pub address: AddressLimits,
    /// The limits of a pharmacy.
    pub pharmacy: PharmacyLimits,
    /// The least daily budget of unverified sends for a dialling prefix.
    pub prefix_floor: u32,
    /// The least daily budget of unverified sends for a country.
    pub country_floor: u32,
    /// The least daily budget of unverified sends for all numbers together.
    pub day_floor: u32,
    /// The country calling codes that are served, such as `91`; the first is the home country.
    pub countries: Vec<String>,
    /// How long patients stay signed in.
    pub stay: Limits,
    /// How the codes of a kind of purpose are sent, where the clinic decided.
    pub plans: BTreeMap<String, Plan>,
    /// Which version of the notice on personal data is in force.
    pub notice: String,
    /// Whether a list of reports names the tests before they are opened.
    pub show_test_names: bool,
    /// How long a patient may take a confirmed request to be erased back.
    pub erasure_notice: Duration,
    /// For how many years the clinic must keep records here; none where it keeps them elsewhere.
    pub record_years: u32,
    /// How long messages and challenges are kept, once they are over.
    pub messages_kept: Duration,
    /// How long what audit events say is kept at least; some kinds are kept for longer.
    pub audit_kept: Duration,
    /// Which medicines are controlled: never without the patient's own code.
    pub controlled: Controlled,
    /// The clinic's time zone, in which a prescription's days begin and end.
    pub zone: TimeZone,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            life: Life::default(),
            number: NumberLimits::default(),
            address: AddressLimits::default(),
            pharmacy: PharmacyLimits::default(),
            prefix_floor: 50,
            country_floor: 500,
            day_floor: 1_000,
            countries: vec!["91".to_owned()],
            stay: Limits::PATIENT,
            plans: BTreeMap::new(),
            notice: domain::notice::VERSION.to_owned(),
            show_test_names: false,
            erasure_notice: domain::erasure::NOTICE,
            record_years: domain::erasure::RECORD_YEARS,
            messages_kept: Duration::from_hours(24 * 30),
            audit_kept: domain::audit::Keep::OneYear.span(),
            controlled: Controlled::default(),
            zone: TimeZone::UTC,
        }
    }
}

impl Rules {
    /// The country calling code of a number that is written without one.
    #[must_use]
    pub fn home(&self) -> &str {
        self.countries.first().map_or("91", String::as_str)
    }

    /// How the codes of a kind of purpose are sent to somebody of whom nothing else is known: as the clinic decided, or
    /// else as the purpose itself says.
    #[must_use]
    pub fn plan_of(&self, kind: &str) -> Plan {
        self.plans.get(kind).copied().unwrap_or_else(|| usual_plan(kind))
    }
}
