//! `CodeableConcept` and `Coding`.

use super::text::Cap;
use crate::{fault::Fault, json::At};

/// LOINC's code system.
pub(crate) const LOINC: &str = "http://loinc.org";

/// A `Coding`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coding {
    pub(crate) system: String,
    pub(crate) code: Option<String>,
    display: Option<String>,
}

/// A `CodeableConcept`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Concept {
    text: Option<String>,
    pub(crate) codings: Vec<Coding>,
}

impl Coding {
    /// A coding that stands by itself.
    pub(crate) fn read(at: &At<'_>) -> Result<Self, Fault> {
        Ok(Self {
            system: at.text("system")?.unwrap_or_default().to_owned(),
            code: at.clean("code", Cap::Name)?,
            display: at.clean("display", Cap::Line)?,
        })
    }

    fn key(&self) -> Option<String> {
        self.code.as_ref().map(|code| format!("{}|{code}", self.system))
    }
}

impl Concept {
    /// A concept at a place.
    pub(crate) fn read(at: &At<'_>) -> Result<Self, Fault> {
        let codings = at.list("coding")?.iter().map(Coding::read).collect::<Result<_, _>>()?;
        Ok(Self { text: at.clean("text", Cap::Line)?, codings })
    }

    /// The concept of an element, where it has one.
    pub(crate) fn of(at: &At<'_>, name: &'static str) -> Result<Option<Self>, Fault> {
        at.get(name)?.map(|at| Self::read(&at)).transpose()
    }

    /// The concepts of an element that repeats.
    pub(crate) fn all(at: &At<'_>, name: &'static str) -> Result<Vec<Self>, Fault> {
        at.list(name)?.iter().map(Self::read).collect()
    }

    /// The names of the concepts of an element that repeats; those without any are left out.
    pub(crate) fn names(at: &At<'_>, name: &'static str) -> Result<Vec<String>, Fault> {
        Ok(Self::all(at, name)?.iter().filter_map(Self::name).collect())
    }

    /// As it is to be shown: its text, else a display, else a code.
    pub(crate) fn name(&self) -> Option<String> {
        let display = || self.codings.iter().find_map(|coding| coding.display.clone());
        let code = || self.codings.iter().find_map(|coding| coding.code.clone());
        self.text.clone().or_else(display).or_else(code)
    }

    /// `system|code` by which the same concept is found again, LOINC's before others'.
    pub(crate) fn key(&self) -> Option<String> {
        self.keys().into_iter().next()
    }

    /// Each coding as such a key, once, LOINC's before others'.
    pub(crate) fn keys(&self) -> Vec<String> {
        let loinc = self.codings.iter().filter(|coding| coding.system == LOINC);
        let mut keys: Vec<String> = Vec::new();
        for key in loinc.chain(&self.codings).filter_map(Coding::key) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }

    /// Whether any coding is this code, of this system or of one it does not tell.
    pub(crate) fn is(&self, system: &str, code: &str) -> bool {
        self.codings.iter().any(|coding| {
            (coding.system == system || coding.system.is_empty())
                && coding.code.as_deref() == Some(code)
        })
    }

    /// The codes, of whatever system.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        self.codings.iter().filter_map(|coding| coding.code.as_deref())
    }

    /// The text that stands beside the codes.
    pub(crate) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tests_support::at;

    #[test]
    fn a_concept_is_named_by_text_then_display_then_code() {
        let cases = [
            (r#"{"text":"HbA1c","coding":[{"display":"x","code":"y"}]}"#, Some("HbA1c")),
            (r#"{"coding":[{"code":"y"},{"display":"x"}]}"#, Some("x")),
            (r#"{"coding":[{"system":"s"},{"code":"y"}]}"#, Some("y")),
            (r#"{"text":" "}"#, None),
            ("{}", None),
        ];
        for (json, expected) in cases {
            let name = at("X", json, |at| Concept::read(&at).unwrap().name());
            assert_eq!(name.as_deref(), expected, "{json}");
        }
    }

    #[test]
    fn loinc_comes_first_in_a_key() {
        let cases = [
            (
                r#"{"coding":[{"system":"http://snomed.info/sct","code":"1"},{"system":"http://loinc.org","code":"4548-4"}]}"#,
                Some("http://loinc.org|4548-4"),
            ),
            (r#"{"coding":[{"code":"HB"}]}"#, Some("|HB")),
            (r#"{"text":"HB"}"#, None),
        ];
        for (json, expected) in cases {
            let key = at("X", json, |at| Concept::read(&at).unwrap().key());
            assert_eq!(key.as_deref(), expected, "{json}");
        }
    }

    #[test]
    fn a_wrong_type_is_named_by_its_path() {
        let fault = at("X", r#"{"coding":[{"code":"a"},{"code":5}]}"#, |at| Concept::read(&at));
        assert_eq!(fault.unwrap_err().path(), "X.coding[1].code");
    }
}
