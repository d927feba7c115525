//! What configurations are accepted, and what the others are told.

use super::{Config, ConfigError};
use std::path::Path;

fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(file.path(), variables)
}

#[test]
fn no_file_and_an_empty_file_are_the_defaults() {
    let missing = Config::load(Path::new("/nonexistent/medseal.toml"), std::iter::empty()).unwrap();
    assert_eq!(missing.server.listen, load("", &[]).unwrap().server.listen);
    assert_eq!(missing.codes.life_seconds, 90);
}

#[test]
fn variables_lie_over_the_file() {
    let text = "[server]\nlisten = \"127.0.0.1:1\"\n[clinic]\nname = \"A\"";
    let variables = [
        ("MEDSEAL_SERVER_LISTEN", "127.0.0.1:9"),
        ("MEDSEAL_CODES_COUNTRIES", "[\"91\", \"977\"]"),
        ("MEDSEAL_LIMITS_NUMBER_HOUR", "7"),
        ("MEDSEAL_LABS_SHOW_TEST_NAMES", "true"),
        ("MEDSEAL_HOME", "elsewhere"),
        ("PATH", "/bin"),
    ];
    let config = load(text, &variables).unwrap();
    assert_eq!(config.server.listen.port(), 9);
    assert_eq!(config.clinic.name, "A");
    assert_eq!(config.codes.countries, ["91", "977"]);
    assert_eq!(config.limits.number_hour, 7);
    assert!(config.labs.show_test_names);
}

#[test]
fn every_error_names_its_key_and_what_would_be_right() {
    let cases = [
        ("[server]\nlisten = \"nowhere\"", "server.listen", "socket address"),
        ("[server]\nport = 1", "port", "expected one of `listen`"),
        ("[surgery]\nname = 1", "surgery", "expected one of `clinic`"),
        ("[codes]\nlife_seconds = 91", "codes.life_seconds", "60 to 90"),
        ("[codes]\nlife_seconds = \"x\"", "codes.life_seconds", "expected u64"),
        ("[codes]\ncountries = []", "codes.countries", "91"),
        ("[limits]\nnumber_hour = 0", "limits.number_hour", "1 to"),
        ("[passwords]\nmemory_kib = 8", "passwords.memory_kib", "19456"),
        ("[clinic]\ntime_zone = \"Mars\"", "clinic.time_zone", "Asia/Kolkata"),
        ("[clinic]\nlanguage = \"fr\"", "clinic.language", "`en` or `hi`"),
        ("[server]\nlisten = \"0.0.0.0:80\"", "server.listen", "behind_tls_proxy"),
        ("[server]\nbehind_tls_proxy = true", "server.origin", "https://"),
        (
            "[server]\ntrusted_proxies = [\"0.0.0.0/0\"]",
            "server.trusted_proxies",
            "the proxy's own",
        ),
        ("[server]\ntrusted_proxies = [\"::/0\"]", "server.trusted_proxies", "the proxy's own"),
        ("[log]\nformat = \"xml\"", "log.format", "`text` or `json`"),
        ("[log]\nfilter = \"a=b=c\"", "log.filter", "info,portal=debug"),
        ("not toml", "not TOML", "medseal"),
    ];
    for (text, key, right) in cases {
        let error = load(text, &[]).unwrap_err().to_string();
        let right = right.replace("medseal", "");
        assert!(error.contains(key) && error.contains(&right), "{text}: {error}");
    }
}

#[test]
fn the_sandbox_goes_public_only_when_told_twice() {
    let public = "[server]\nlisten = \"0.0.0.0:80\"\nbehind_tls_proxy = true\n\
                  origin = \"https://portal.example\"\ntrusted_proxies = [\"10.0.0.0/8\"]\n[courier]\n";
    let once = format!("{public}sandbox_on_public_address = true");
    let twice = format!("{once}\neverybody_may_read_the_codes = true");
    assert!(load(public, &[]).is_err());
    assert!(load(&once, &[]).is_err());
    assert!(load(&twice, &[]).is_ok());
}

#[test]
fn the_redacted_configuration_shows_no_secret() {
    let config = load("[database]\nurl = \"postgres://u:hunter2@db/x\"", &[]).unwrap();
    let shown = format!("{} {config:?}", config.redacted());
    assert!(!shown.contains("hunter2") && shown.contains("database.url"));
}
