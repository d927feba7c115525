//! The addresses of providers.

use super::SettingsError;
use serde::{Deserialize, Deserializer, de};
use std::{fmt, net::IpAddr};
use url::{Host, Url};

/// The address of a provider, as the configuration gives it. Its `Debug` shows the host alone, since some providers
/// want a key in the path.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint(Url);

impl Endpoint {
    /// The address, after checking that nobody can read on the way what is sent there: it is `https`, or in this
    /// machine, or the configuration says that the way is the clinic's own.
    ///
    /// # Errors
    /// [`SettingsError`] in this key.
    pub fn guarded(&self, key: &str, unencrypted: bool) -> Result<&Url, SettingsError> {
        let url = &self.0;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(SettingsError::new(
                key,
                "give the name and the password in their own keys",
            ));
        }
        match (url.scheme(), url.has_host()) {
            ("https", true) => Ok(url),
            ("http", true) if unencrypted || is_here(url) => Ok(url),
            ("http", true) => Err(SettingsError::new(
                key,
                "codes and numbers are not sent unencrypted: give an https address, or set \
                 unencrypted = true where the way there is a network of your own",
            )),
            _ => Err(SettingsError::new(key, RIGHT)),
        }
    }
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => IpAddr::from(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::from(ip).is_loopback(),
        None => false,
    }
}

const RIGHT: &str = "give an address, such as https://sms.example/send";

impl<'de> Deserialize<'de> for Endpoint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The error of the address itself would repeat it.
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(|_| de::Error::custom(RIGHT))
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({})", self.0.host_str().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(text: &str) -> Endpoint {
        toml::Value::String(text.to_owned()).try_into().unwrap()
    }

    #[test]
    fn nothing_is_sent_unencrypted_but_within_the_machine_or_where_it_was_allowed() {
        let cases = [
            ("https://sms.example/send", false, true),
            ("http://sms.example/send", false, false),
            ("http://sms.example/send", true, true),
            ("http://10.0.0.5:13013/", false, false),
            ("http://127.0.0.1:13013/", false, true),
            ("http://[::1]:13013/", false, true),
            ("http://localhost:13013/", false, true),
            ("http://localhost.example/", false, false),
            ("https://user:word@sms.example/", true, false),
            ("https://user@sms.example/", true, false),
            ("ftp://sms.example/", true, false),
            ("mailto:somebody@sms.example", true, false),
        ];
        for (text, unencrypted, expected) in cases {
            let guarded = endpoint(text).guarded("url", unencrypted).is_ok();
            assert_eq!(guarded, expected, "{text} {unencrypted}");
        }
    }

    #[test]
    fn an_address_is_repeated_neither_in_errors_nor_in_debug_output() {
        let wrong = toml::Value::String("sms.example?key=hunter2".to_owned());
        let error = wrong.try_into::<Endpoint>().unwrap_err().to_string();
        let debug = format!("{:?}", endpoint("https://sms.example/hunter2?key=hunter2"));
        assert!(!error.contains("hunter2") && !debug.contains("hunter2"), "{error} {debug}");
        assert!(debug.contains("sms.example"));
    }
}
