//! What is said of somebody of the staff: in a file, through a pipe, or asked for line by line, as for patients.

use crate::command::patient::sheet::{bytes, line};
use serde::Deserialize;
use std::{io::BufRead, path::Path};

/// Somebody, as they are written down.
#[derive(PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(Debug))]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    /// What they sign in with.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// Where their codes go.
    pub phone: String,
    /// Their password; a good one is made if it is left out.
    #[serde(default)]
    pub password: Option<String>,
}

/// The one person of a JSON file, or of standard input where it is called `-`. What is wrong is told by its place alone.
pub(super) fn read(file: &Path) -> anyhow::Result<Sheet> {
    of_json(&bytes(file)?)
}

fn of_json(bytes: &[u8]) -> anyhow::Result<Sheet> {
    serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => anyhow::anyhow!(
            "--file: it has \"login\", \"name\" and \"phone\", and may have \"password\""
        ),
        _ => anyhow::anyhow!("--file: no JSON at line {}", error.line()),
    })
}

/// Asks for somebody at the terminal.
pub(super) fn asked(lines: &mut impl BufRead) -> anyhow::Result<Sheet> {
    let mut ask = |what: &str| {
        eprintln!("{what}:");
        line(lines)
    };
    Ok(Sheet {
        login: ask("Login, such as lata")?,
        name: ask("Name, as it is to be shown")?,
        phone: ask("Phone number for codes, such as +91 555 010 0042")?,
        password: Some(ask("Password; it can be seen (Enter: one is made)")?)
            .filter(|typed| !typed.is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lata(password: Option<&str>) -> Sheet {
        Sheet {
            login: "lata".into(),
            name: "Lata Iyer".into(),
            phone: "+91 555 010 0061".into(),
            password: password.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_asked_for_is_taken_line_by_line() {
        let typed = "lata\nLata Iyer\n+91 555 010 0061\n\n";
        assert_eq!(asked(&mut typed.as_bytes()).unwrap(), lata(None));
        let typed = "lata\r\nLata Iyer\r\n+91 555 010 0061\r\nfour quiet rivers\r\n";
        assert_eq!(asked(&mut typed.as_bytes()).unwrap(), lata(Some("four quiet rivers")));
        assert!(asked(&mut "lata\n".as_bytes()).is_err());
    }

    #[test]
    fn a_files_words_are_not_repeated() {
        let whole = r#"{"login": "lata", "name": "Lata Iyer", "phone": "+91 555 010 0061"}"#;
        assert_eq!(of_json(whole.as_bytes()).unwrap(), lata(None));
        for wrong in [r#"{"name": "Lata"}"#, r#"{"lata": 1}"#, r#"{"name": "Lata", "#, "Lata"] {
            let said = of_json(wrong.as_bytes()).unwrap_err().to_string();
            assert!(
                said.starts_with("--file: ") && !said.to_lowercase().contains("lata"),
                "{said}"
            );
        }
    }
}
