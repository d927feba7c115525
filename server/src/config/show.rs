//! The configuration as `medseal doctor` prints it: every key of the portal itself, and of each carrier its kind and
//! the places of its secrets, never a secret.

use super::{
    Carriers, Clinic, Codes, Config, Courier, Database, Geoip, Limits, Passwords, Pharmacy,
    Retention, Server,
};
use courier::carriers::Kind;
use std::fmt::{self, Display};

/// A configuration with its secrets left out.
pub struct Redacted<'a>(&'a Config);

impl Config {
    /// The configuration for people to read, without secrets.
    #[must_use]
    pub fn redacted(&self) -> Redacted<'_> {
        Redacted(self)
    }
}

impl Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Config {
            clinic,
            server,
            database,
            codes,
            limits,
            stay,
            passwords,
            labs,
            pharmacy,
            geoip,
            courier,
            carriers,
            ops,
            retention,
            log,
        } = self.0;
        let mut lines = Lines(f);
        lines.clinic(clinic)?;
        lines.server(server, database)?;
        lines.codes(codes)?;
        lines.limits(limits)?;
        lines.line("stay.idle_minutes", &stay.idle_minutes)?;
        lines.line("stay.longest_minutes", &stay.longest_minutes)?;
        lines.passwords(passwords)?;
        lines.line("labs.show_test_names", &labs.show_test_names)?;
        lines.pharmacy(pharmacy)?;
        lines.geoip(geoip)?;
        lines.line("courier.callback_origin", &self.0.callback_origin())?;
        lines.courier(courier)?;
        lines.carriers(carriers)?;
        let token = ops.token.as_ref().map_or_else(
            || "none: this machine alone sees the figures".to_owned(),
            |place| format!("in {place}"),
        );
        lines.line("ops.token", &token)?;
        lines.retention(retention)?;
        lines.line("log.format", &format!("{:?}", log.format).to_lowercase())?;
        lines.line("log.filter", &log.filter)
    }
}

/// Writes a line for each key.
struct Lines<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl Lines<'_, '_> {
    fn line(&mut self, key: &str, value: &dyn Display) -> fmt::Result {
        writeln!(self.0, "  {key:<36} {value}")
    }

    fn retention(&mut self, retention: &Retention) -> fmt::Result {
        self.line("retention.messages_days", &retention.messages_days)?;
        self.line("retention.audit_days", &retention.audit_days)?;
        self.line("retention.erasure_notice_days", &retention.erasure_notice_days)?;
        self.line("retention.record_years", &retention.record_years)
    }

    fn clinic(&mut self, clinic: &Clinic) -> fmt::Result {
        self.line("clinic.name", &clinic.name)?;
        self.line("clinic.time_zone", &clinic.time_zone)?;
        self.line("clinic.language", &clinic.language.tag())?;
        self.line("clinic.help", &clinic.help.as_deref().unwrap_or("none"))
    }

    fn server(&mut self, server: &Server, database: &Database) -> fmt::Result {
        self.line("server.listen", &server.listen)?;
        self.line("server.origin", &server.origin.as_deref().unwrap_or("the address listened on"))?;
        self.line("server.behind_tls_proxy", &server.behind_tls_proxy)?;
        self.line("server.trusted_proxies", &format!("{:?}", server.trusted_proxies))?;
        let database = match &database.url {
            Some(_) => "postgres://… (address and password not shown)",
            None => "medseal.db in the home",
        };
        self.line("database.url", &database)
    }

    fn codes(&mut self, codes: &Codes) -> fmt::Result {
        self.line("codes.life_seconds", &codes.life_seconds)?;
        self.line("codes.countries", &codes.countries.join(", "))
    }

    fn limits(&mut self, limits: &Limits) -> fmt::Result {
        self.line("limits.number_unverified_hour", &limits.number_unverified_hour)?;
        self.line("limits.number_hour", &limits.number_hour)?;
        self.line("limits.number_day", &limits.number_day)?;
        self.line("limits.address_unverified_hour", &limits.address_unverified_hour)?;
        self.line("limits.address_hour", &limits.address_hour)?;
        self.line("limits.pharmacy_unverified_hour", &limits.pharmacy_unverified_hour)?;
        self.line("limits.pharmacy_hour", &limits.pharmacy_hour)?;
        self.line("limits.prefix_day", &limits.prefix_day)?;
        self.line("limits.country_day", &limits.country_day)?;
        self.line("limits.all_day", &limits.all_day)
    }

    fn passwords(&mut self, passwords: &Passwords) -> fmt::Result {
        self.line("passwords.memory_kib", &passwords.memory_kib)?;
        self.line("passwords.passes", &passwords.passes)?;
        self.line("passwords.lanes", &passwords.lanes)?;
        self.line("passwords.places", &passwords.places)
    }

    fn pharmacy(&mut self, pharmacy: &Pharmacy) -> fmt::Result {
        let list = |all: &[String]| match all {
            [] => "none".to_owned(),
            all => all.join(", "),
        };
        self.line("pharmacy.controlled_schedules", &list(&pharmacy.controlled_schedules))?;
        self.line("pharmacy.controlled_medicines", &list(&pharmacy.controlled_medicines))
    }

    fn geoip(&mut self, geoip: &Geoip) -> fmt::Result {
        let table = geoip.file.as_ref().map(|file| file.display().to_string());
        self.line("geoip.file", &table.as_deref().unwrap_or("none: no place is shown or kept"))
    }

    fn carriers(&mut self, carriers: &Carriers) -> fmt::Result {
        for (name, settings) in carriers {
            self.line(&format!("carriers.{name}.kind"), &settings.kind())?;
            for (key, place) in settings.secrets() {
                self.line(&format!("carriers.{name}.{key}"), &place)?;
            }
        }
        Ok(())
    }

    fn courier(&mut self, courier: &Courier) -> fmt::Result {
        self.line("courier.carriers", &courier.carriers.join(", "))?;
        let templates = courier.templates.as_ref().map(|file| file.display().to_string());
        self.line("courier.templates", &templates.as_deref().unwrap_or("built in"))?;
        self.line("courier.allowed_links", &courier.allowed_links.join(", "))?;
        self.line("courier.sandbox_on_public_address", &courier.sandbox_on_public_address)?;
        self.line("courier.everybody_may_read_the_codes", &courier.everybody_may_read_the_codes)?;
        for (purpose, plan) in &courier.plan {
            self.line(&format!("courier.plan.{purpose}"), &plan.name())?;
        }
        Ok(())
    }
}
