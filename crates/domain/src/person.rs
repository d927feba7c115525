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

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(…)")
    }
}
