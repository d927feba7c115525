//! What single keys cannot say for themselves: bounds, and what does not go together.

use super::{Config, ConfigError, Stay};
use portal::domain::{
    challenge::Life,
    erasure::{MOST_YEARS, NOTICE_DAYS},
    sending::{DAY, KEPT},
};
use std::{borrow::Cow, time::Duration};
use tracing_subscriber::EnvFilter;

/// How many days messages are kept at the least: figures are counted from them.
const LEAST_KEPT: u64 = KEPT.as_secs() / DAY.as_secs();

impl Config {
    /// Checks every value against its bounds.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.check_clinic()?;
        self.check_codes()?;
        self.check_limits()?;
        self.check_stay()?;
        self.check_passwords()?;
        self.check_pharmacy()?;
        let days = (LEAST_KEPT..=3_650).contains(&u64::from(self.retention.messages_days));
        let says = format!("give {LEAST_KEPT} to 3650 days");
        right(days, "retention.messages_days", &says)?;
        let days = (366..=36_500).contains(&self.retention.audit_days);
        right(days, "retention.audit_days", "give 366 days, the least that is allowed, to 36500")?;
        let (least, most) = NOTICE_DAYS;
        let days = (least..=most).contains(&self.retention.erasure_notice_days);
        let says = format!("give {least} to {most} days");
        right(days, "retention.erasure_notice_days", &says)?;
        let years = self.retention.record_years <= MOST_YEARS;
        let says = format!("give 0, where records are kept elsewhere, to {MOST_YEARS} years");
        right(years, "retention.record_years", &says)?;
        self.check_server()?;
        self.check_carriers()?;
        self.check_callbacks()?;
        self.check_sandbox()?;
        self.check_plan()?;
        let filter = EnvFilter::try_new(&self.log.filter).is_ok();
        right(
            filter,
            "log.filter",
            "give a level, or a level for each part, such as info,portal=debug",
        )
    }

    fn check_clinic(&self) -> Result<(), ConfigError> {
        let known = jiff::tz::TimeZone::get(&self.clinic.time_zone).is_ok();
        right(known, "clinic.time_zone", "give an IANA time zone, such as Asia/Kolkata")?;
        let named = !self.clinic.name.trim().is_empty();
        right(named, "clinic.name", "give the name that patients know the clinic by")
    }

    fn check_codes(&self) -> Result<(), ConfigError> {
        let life = Life::new(Duration::from_secs(self.codes.life_seconds)).is_ok();
        right(life, "codes.life_seconds", "give 60 to 90 seconds")?;
        let plain = |code: &String| {
            (1..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
        };
        let countries = &self.codes.countries;
        let right_codes = !countries.is_empty() && countries.iter().all(plain);
        right(right_codes, "codes.countries", "give country calling codes, such as [\"91\"]")
    }

    fn check_limits(&self) -> Result<(), ConfigError> {
        let limits = &self.limits;
        let bounded = [
            ("limits.number_unverified_hour", limits.number_unverified_hour, 50),
            ("limits.number_hour", limits.number_hour, 1_000),
            ("limits.number_day", limits.number_day, 10_000),
            ("limits.address_unverified_hour", limits.address_unverified_hour, 1_000),
            ("limits.address_hour", limits.address_hour, 10_000),
            ("limits.pharmacy_unverified_hour", limits.pharmacy_unverified_hour, 1_000),
            ("limits.pharmacy_hour", limits.pharmacy_hour, 10_000),
            ("limits.prefix_day", limits.prefix_day, 1_000_000),
            ("limits.country_day", limits.country_day, 1_000_000),
            ("limits.all_day", limits.all_day, 1_000_000),
        ];
        bounded.into_iter().try_for_each(|(key, value, most)| {
            right((1..=most).contains(&value), key, &format!("give 1 to {most}"))
        })
    }

    /// A clinic may have its patients sign in again sooner than we do, and never later.
    fn check_stay(&self) -> Result<(), ConfigError> {
        let (stay, most) = (&self.stay, Stay::default());
        let bounded = [
            ("stay.idle_minutes", stay.idle_minutes, most.idle_minutes),
            ("stay.longest_minutes", stay.longest_minutes, most.longest_minutes),
        ];
        bounded.into_iter().try_for_each(|(key, value, most)| {
            right((1..=most).contains(&value), key, &format!("give 1 to {most}"))
        })
    }

    fn check_passwords(&self) -> Result<(), ConfigError> {
        let passwords = &self.passwords;
        let bounded = [
            ("passwords.memory_kib", passwords.memory_kib, 19_456, 4_194_304),
            ("passwords.passes", passwords.passes, 2, 100),
            ("passwords.lanes", passwords.lanes, 1, 16),
        ];
        bounded.into_iter().try_for_each(|(key, value, least, most)| {
            let fits = (least..=most).contains(&value);
            right(fits, key, &format!("give {least} (the least that is safe) to {most}"))
        })?;
        right(passwords.places <= 256, "passwords.places", "give 0 (automatic) to 256")
    }

    fn check_pharmacy(&self) -> Result<(), ConfigError> {
        let schedules = &self.pharmacy.controlled_schedules;
        let named = schedules.iter().all(|schedule| !schedule.trim().is_empty());
        right(
            named,
            "pharmacy.controlled_schedules",
            "give the names of schedules, such as [\"X\"]",
        )?;
        let coded = |key: &String| key.split_once('|').is_some_and(|(_, code)| !code.is_empty());
        let says = "give system|code, such as [\"http://snomed.info/sct|373529000\"]";
        let medicines = &self.pharmacy.controlled_medicines;
        right(medicines.iter().all(coded), "pharmacy.controlled_medicines", says)
    }

    fn check_server(&self) -> Result<(), ConfigError> {
        let server = &self.server;
        let origin_is_https = server.origin.as_deref().is_some_and(is_https_origin);
        let private = server.listen.ip().is_loopback();
        right(
            private || server.behind_tls_proxy,
            "server.listen",
            "sign-in is not served over plain HTTP on a public address: listen on 127.0.0.1, or set \
             server.behind_tls_proxy = true once a TLS proxy stands before the portal",
        )?;
        right(
            !server.behind_tls_proxy || origin_is_https,
            "server.origin",
            "behind a TLS proxy, give the address that browsers use, such as https://portal.example",
        )?;
        right(
            !server.behind_tls_proxy || !server.trusted_proxies.is_empty(),
            "server.trusted_proxies",
            "behind a TLS proxy, give the proxy's network, such as [\"127.0.0.1/32\"]",
        )?;
        right(
            server.trusted_proxies.iter().all(|network| network.prefix_len() > 0),
            "server.trusted_proxies",
            "a network of every address would let anybody say whose request it is; give the proxy's own, \
             such as [\"127.0.0.1/32\"]",
        )
    }

    fn check_plan(&self) -> Result<(), ConfigError> {
        let known = |kind: &String| courier::template::PURPOSES.contains(&kind.as_str());
        let says = format!("its keys are {}", courier::template::PURPOSES.join(" and "));
        right(self.courier.plan.keys().all(known), "courier.plan", &says)
    }

    fn check_sandbox(&self) -> Result<(), ConfigError> {
        let courier = &self.courier;
        let private = self.server.listen.ip().is_loopback() && !self.server.behind_tls_proxy;
        let told_twice = courier.sandbox_on_public_address && courier.everybody_may_read_the_codes;
        right(
            !courier.has_sandbox() || private || told_twice,
            "courier.carriers",
            "the sandbox shows every code to everybody, so it runs on a loopback address only; if that \
             is what you want, set both courier.sandbox_on_public_address and \
             courier.everybody_may_read_the_codes to true",
        )
    }
}

fn is_https_origin(origin: &str) -> bool {
    let plain = |host: &str| {
        !host.is_empty()
            && !host.contains(['/', '?', '#', '@'])
            && !host.contains(char::is_whitespace)
    };
    origin.strip_prefix("https://").is_some_and(plain)
}

/// An error in this key, unless what should hold does.
pub(super) fn right(
    holds: bool,
    key: impl Into<Cow<'static, str>>,
    right: &str,
) -> Result<(), ConfigError> {
    if holds {
        Ok(())
    } else {
        Err(ConfigError::Value { key: key.into(), right: right.to_owned() })
    }
}
