//! What staff say of a person: in a file, through a pipe, or asked for line by line. Never as a command's words, which every process
//! of the machine can read and which shells keep.

use anyhow::Context;
use serde::Deserialize;
use std::{
    fs,
    io::{self, BufRead, Read},
    path::Path,
};

/// The largest file, in bytes: some thousand patients.
const LARGEST: u64 = 1024 * 1024;

/// A patient, as staff write them down.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    /// The name, as it is to be shown.
    pub name: String,
    /// The name to greet by; the whole name if it is left out.
    #[serde(default)]
    pub given: Option<String>,
    /// The birth date, such as 1948-02-29.
    pub born: String,
    /// Phone numbers, the one for codes first.
    pub phones: Vec<String>,
    /// The language that they read and hear best: en or hi.
    #[serde(default)]
    pub language: Option<String>,
    /// An e-mail address; no code is ever sent there.
    #[serde(default)]
    pub email: Option<String>,
    /// The patient number; one is given out if it is left out.
    #[serde(default)]
    pub number: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Sheets {
    Several(Vec<Sheet>),
    One(Sheet),
}

/// The patients of a JSON file, or of standard input where it is called `-`. What is wrong is told by its place, not its words.
pub(super) fn read(file: &Path) -> anyhow::Result<Vec<Sheet>> {
    of_json(&bytes(file)?)
}

/// What a file holds, or standard input where it is called `-`.
pub(crate) fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        io::stdin().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    read.context("--file: it cannot be read")?;
    anyhow::ensure!(bytes.len() as u64 <= LARGEST, "--file: it is larger than a megabyte");
    Ok(bytes)
}

fn of_json(bytes: &[u8]) -> anyhow::Result<Vec<Sheet>> {
    match serde_json::from_slice(bytes) {
        Ok(Sheets::Several(several)) => Ok(several),
        Ok(Sheets::One(one)) => Ok(vec![one]),
        Err(error) if error.is_data() => anyhow::bail!(
            "--file: each patient has \"name\", \"born\" and \"phones\" (a list), and may have \
            \"given\", \"language\", \"email\" and \"number\""
        ),
        Err(error) => anyhow::bail!("--file: no JSON at line {}", error.line()),
    }
}

/// Asks for a patient at the terminal.
pub(super) fn asked(lines: &mut impl BufRead) -> anyhow::Result<Sheet> {
    let mut ask = |what: &str| {
        eprintln!("{what}:");
        line(lines)
    };
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    let name = ask("Name, as it is to be shown")?;
    let greeted = given(ask("Name to greet by (Enter: the whole name)")?);
    let born = ask("Birth date, such as 1948-02-29")?;
    let mut phones = vec![ask("Phone number for codes, such as +91 555 010 0042")?];
    while let Some(further) = given(ask("Another phone number (Enter: none)")?) {
        phones.push(further);
    }
    Ok(Sheet {
        name,
        given: greeted,
        born,
        phones,
        language: given(ask("Language, en or hi (Enter: not known)")?),
        email: given(ask("E-mail address (Enter: none)")?),
        number: given(ask("Patient number (Enter: one is given out)")?),
    })
}

/// A line, without its end and the space around it.
pub(crate) fn line(lines: &mut impl BufRead) -> anyhow::Result<String> {
    let mut text = String::new();
    let read = lines.read_line(&mut text).context("cannot read the answer")?;
    anyhow::ensure!(read > 0, "there is no answer");
    Ok(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asha() -> Sheet {
        Sheet {
            name: "Asha Verma".into(),
            born: "1948-02-29".into(),
            phones: vec!["+91 555 010 0042".into()],
            ..Sheet::default()
        }
    }

    #[test]
    fn what_is_asked_for_is_taken_line_by_line() {
        let short = "Asha Verma\n\n1948-02-29\n+91 555 010 0042\n\n\n\n\n";
        assert_eq!(asked(&mut short.as_bytes()).unwrap(), asha());
        let long = " Asha Verma \r\nAsha\n1948-02-29\n+91 555 010 0042\n+91 555 010 0043\n\nhi\na@b.in\nSJ-1\n";
        let full = Sheet {
            given: Some("Asha".into()),
            phones: vec!["+91 555 010 0042".into(), "+91 555 010 0043".into()],
            language: Some("hi".into()),
            email: Some("a@b.in".into()),
            number: Some("SJ-1".into()),
            ..asha()
        };
        assert_eq!(asked(&mut long.as_bytes()).unwrap(), full);
        assert!(asked(&mut "Asha Verma\n".as_bytes()).is_err());
    }

    #[test]
    fn a_file_has_one_or_several_and_its_words_are_not_repeated() {
        let one = r#"{"name": "Asha Verma", "born": "1948-02-29", "phones": ["+91 555 010 0042"]}"#;
        assert_eq!(of_json(one.as_bytes()).unwrap(), [asha()]);
        let two = format!("[{one}, {one}]");
        assert_eq!(of_json(two.as_bytes()).unwrap(), [asha(), asha()]);
        for wrong in [r#"{"name": "Asha"}"#, r#"{"Asha": 1}"#, r#"{"name": "Asha", "#, "Asha"] {
            let said = of_json(wrong.as_bytes()).unwrap_err().to_string();
            assert!(said.starts_with("--file: ") && !said.contains("Asha"), "{said}");
        }
    }
}
