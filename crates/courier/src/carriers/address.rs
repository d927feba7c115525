//! Where a provider's API is: at its usual address, or where the configuration says.

use super::{Endpoint, SettingsError};
use url::Url;

/// The address of a resource, by its path below the API's.
///
/// # Errors
/// [`SettingsError`] in the key `url`, when the configured address is not guarded, or can have no path.
pub(super) fn resource(
    configured: Option<&Endpoint>,
    usual: &str,
    path: &str,
) -> Result<Url, SettingsError> {
    let base = match configured {
        Some(endpoint) => endpoint.guarded("url", false)?.as_str(),
        None => usual,
    };
    let url = Url::parse(&format!("{}/{path}", base.trim_end_matches('/')));
    url.map_err(|_| SettingsError::new("url", "give an https address"))
}

/// Checks that a text can stand in a path as it is: letters, digits, `_` and `-`.
///
/// # Errors
/// [`SettingsError`] in this key.
pub(super) fn plain(key: &str, text: &str) -> Result<(), SettingsError> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !text.is_empty() && text.bytes().all(fits) {
        return Ok(());
    }
    Err(SettingsError::new(key, "give the name as the provider's panel shows it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_are_below_the_configured_address() {
        let at = |configured: &str| {
            let text = toml::Value::String(configured.to_owned());
            let configured: Endpoint = text.try_into().unwrap();
            resource(Some(&configured), "https://api.example", "v1/x.json").map(String::from)
        };
        assert_eq!(at("https://b.example").unwrap(), "https://b.example/v1/x.json");
        assert_eq!(at("https://b.example/in/").unwrap(), "https://b.example/in/v1/x.json");
        assert_eq!(at("http://127.0.0.1:9").unwrap(), "http://127.0.0.1:9/v1/x.json");
        assert_eq!(at("http://b.example").unwrap_err().key, "url");
        let usual = resource(None, "https://api.example", "v1/x.json").unwrap();
        assert_eq!(usual.as_str(), "https://api.example/v1/x.json");
    }

    #[test]
    fn a_name_stands_in_a_path_as_it_is() {
        for name in ["AC1", "clinic_1-a"] {
            assert!(plain("account", name).is_ok(), "{name}");
        }
        for name in ["", "../AC1", "a/b", "a b", "a?b", "क"] {
            assert_eq!(plain("account", name).unwrap_err().key, "account", "{name}");
        }
    }
}
