//! Secrets: found where the configuration says, and seen nowhere.

use crate::{Secret, SecretAt, Secrets};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Table {
    password: SecretAt,
}

fn place(value: &str) -> Result<SecretAt, String> {
    let table: Result<Table, _> = toml::from_str(&format!("password = {value}"));
    table.map(|table| table.password).map_err(|error| error.message().to_owned())
}

fn secrets(home: &std::path::Path) -> Secrets {
    Secrets::new(home, |name| (name == "PASSWORD").then(|| "hunter2\n".to_owned()))
}

#[test]
fn a_secret_is_read_from_its_file_or_variable() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("password"), "hunter3\r\n").unwrap();
    let absolute = format!("{{ file = {:?} }}", home.path().join("password"));
    for (value, expected) in [
        ("{ file = \"password\" }", "hunter3"),
        (absolute.as_str(), "hunter3"),
        ("{ env = \"PASSWORD\" }", "hunter2"),
    ] {
        let secret = secrets(home.path()).read(&place(value).unwrap()).unwrap();
        assert_eq!(secret.reveal(), expected, "{value}");
    }
}

#[test]
fn a_secret_that_is_not_there_is_told_by_its_place() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("empty"), "\n").unwrap();
    for (value, expected) in [
        ("{ file = \"none\" }", "cannot read the file none: "),
        ("{ file = \"empty\" }", "the file empty is empty"),
        ("{ env = \"NONE\" }", "the variable NONE is not set"),
    ] {
        let error = secrets(home.path()).read(&place(value).unwrap()).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

#[test]
fn a_secret_in_the_configuration_itself_is_refused_and_not_repeated() {
    for value in [
        "\"hunter2\"",
        "2222",
        "[\"hunter2\"]",
        "{ value = \"hunter2\" }",
        "{ file = \"hunter2\", env = \"hunter2\" }",
        "{ file = 2222 }",
        "{}",
    ] {
        let error = place(value).unwrap_err();
        assert!(error.contains("give { file = \"path\" } or { env = \"NAME\" }"), "{error}");
        assert!(!error.contains("hunter2") && !error.contains("2222"), "{error}");
    }
}

#[test]
fn a_secret_is_not_in_debug_output_and_compared_whole() {
    let secret = Secret::of("hunter2");
    assert_eq!(format!("{secret:?}"), "Secret(…)");
    assert!(secret.is("hunter2"));
    for other in ["hunter", "hunter22", "Hunter2", ""] {
        assert!(!secret.is(other), "{other}");
    }
}
