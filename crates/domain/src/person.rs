//! A patient as a person: what the portal needs to greet, find and reach them.

use crate::{Language, phone::Phone};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The personal details of a patient; stored sealed, field by field under the patient's key. `Debug` shows none.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name as it is to be shown, such as `Asha Verma`.
    pub name: String,
    /// The name to greet by, such as `Asha`; the whole name where no given name is known.
    pub given: String,
    /// The patient number, as the clinic prints it.
    pub number: Option<String>,
    /// Phone numbers, the one for codes first.
    pub phones: Vec<Phone>,
    /// E-mail addresses in lower case.
    pub emails: Vec<String>,
    /// Birth date as FHIR writes it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub birth_date: Option<String>,
    /// The language the person reads and hears best, where known.
    pub language: Option<Language>,
}

impl Person {
    /// What others know of them, so that it is no password: names, numbers, addresses and the birth date. Of numbers in
    /// the country with the calling code `home` also the form without it.
    #[must_use]
    pub fn known(&self, home: &str) -> Vec<&str> {
        let phones = self.phones.iter().flat_map(|phone| {
            let digits = phone.e164().trim_start_matches('+');
            [phone.e164(), digits, digits.strip_prefix(home).unwrap_or(digits)]
        });
        [self.name.as_str(), self.given.as_str()]
            .into_iter()
            .chain(self.number.as_deref())
            .chain(phones)
            .chain(self.emails.iter().map(String::as_str))
            .chain(self.birth_date.as_deref())
            .collect()
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::{Password, Weak};

    #[test]
    fn what_others_know_is_no_password() {
        let asha = Person {
            name: "Asha Kumari Verma".to_owned(),
            given: "Asha Kumari".to_owned(),
            number: Some("SJ-4711-2024".to_owned()),
            phones: vec![Phone::parse("+91 90000 00001", "91").unwrap()],
            emails: vec!["asha@example.org".to_owned()],
            birth_date: Some("1948-02-29".to_owned()),
            language: None,
        };
        for own in [
            "asha kumari verma",
            "Asha Kumari",
            "sj-4711-2024",
            "+919000000001",
            "919000000001",
            "9000000001",
            "asha@example.org",
            "1948-02-29",
        ] {
            assert_eq!(Password::parse(own, &asha.known("91")).err(), Some(Weak::Own), "{own}");
        }
        assert!(Password::parse("four quiet rivers", &asha.known("91")).is_ok());
    }
}
