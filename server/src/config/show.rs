//! The configuration as `medseal doctor` prints it: in full, but for secrets.

use super::Config;
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
            passwords,
            labs,
            courier,
            carriers,
            ops,
            retention,
            log,
        } = self.0;
        let database = match &database.url {
            Some(_) => "postgres://… (address and password not shown)",
            None => "medseal.db in the home",
        };
        let mut line = |key: &str, value: &dyn Display| writeln!(f, "  {key:<36} {value}");
        line("clinic.name", &clinic.name)?;
        line("clinic.time_zone", &clinic.time_zone)?;
        line("clinic.language", &clinic.language.tag())?;
        line("clinic.help", &clinic.help.as_deref().unwrap_or("none"))?;
        line("server.listen", &server.listen)?;
        line("server.origin", &server.origin.as_deref().unwrap_or("the address listened on"))?;
        line("server.behind_tls_proxy", &server.behind_tls_proxy)?;
        line("server.trusted_proxies", &format!("{:?}", server.trusted_proxies))?;
        line("database.url", &database)?;
        line("codes.life_seconds", &codes.life_seconds)?;
        line("codes.countries", &codes.countries.join(", "))?;
        line("limits.number_unverified_hour", &limits.number_unverified_hour)?;
        line("limits.number_hour", &limits.number_hour)?;
        line("limits.number_day", &limits.number_day)?;
        line("limits.address_unverified_hour", &limits.address_unverified_hour)?;
        line("limits.address_hour", &limits.address_hour)?;
        line("limits.prefix_day", &limits.prefix_day)?;
        line("limits.country_day", &limits.country_day)?;
        line("limits.all_day", &limits.all_day)?;
        line("passwords.memory_kib", &passwords.memory_kib)?;
        line("passwords.passes", &passwords.passes)?;
        line("passwords.lanes", &passwords.lanes)?;
        line("passwords.places", &passwords.places)?;
        line("labs.show_test_names", &labs.show_test_names)?;
        line("courier.carriers", &courier.carriers.join(", "))?;
        line("courier.callback_origin", &self.0.callback_origin())?;
        let templates = courier.templates.as_ref().map(|file| file.display().to_string());
        line("courier.templates", &templates.as_deref().unwrap_or("built in"))?;
        line("courier.allowed_links", &courier.allowed_links.join(", "))?;
        line("courier.sandbox_on_public_address", &courier.sandbox_on_public_address)?;
        line("courier.everybody_may_read_the_codes", &courier.everybody_may_read_the_codes)?;
        for (name, settings) in carriers {
            line(&format!("carriers.{name}.kind"), &settings.kind())?;
            for (key, place) in settings.secrets() {
                line(&format!("carriers.{name}.{key}"), &place)?;
            }
        }
        for (purpose, plan) in &courier.plan {
            line(&format!("courier.plan.{purpose}"), &format!("{plan:?}"))?;
        }
        let token = ops.token.as_ref().map_or_else(
            || "none: this machine alone sees the figures".to_owned(),
            |place| format!("in {place}"),
        );
        line("ops.token", &token)?;
        line("retention.messages_days", &retention.messages_days)?;
        line("log.format", &format!("{:?}", log.format).to_lowercase())?;
        line("log.filter", &log.filter)
    }
}
