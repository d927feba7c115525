//! Phone numbers in the form of ITU-T E.164.

use serde::{Deserialize, Serialize};
use std::fmt;

/// National numbers that begin so are nobody's in India, and stand for mobile phones in examples and demos.
const EXAMPLES: &str = "555010";

/// A phone number: `+`, then 8 to 15 digits (ITU-T E.164). Its `Debug` shows no digits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// The text is not a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a phone number in international or national form")]
pub struct NotAPhone;

impl Phone {
    /// Reads a number as people write it; one without a country code gets `home`, such as `91`.
    ///
    /// # Errors
    /// [`NotAPhone`] when it has letters, or too few or too many digits.
    pub fn parse(text: &str, home: &str) -> Result<Self, NotAPhone> {
        let compact: String =
            text.trim().chars().filter(|c| !is_separator(*c)).map(latin).collect();
        let international = match compact.strip_prefix('+').or_else(|| compact.strip_prefix("00")) {
            Some(digits) => digits.to_owned(),
            None => with_country(&compact, home),
        };
        let digits = international.bytes().all(|b| b.is_ascii_digit());
        match international.len() {
            8..=15 if digits && !international.starts_with('0') => {
                Ok(Self(format!("+{international}")))
            }
            _ => Err(NotAPhone),
        }
    }

    /// The number in E.164 form, `+919…`.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// Whether the number is of one of these country calling codes, such as `91`.
    #[must_use]
    pub fn is_of(&self, countries: &[String]) -> bool {
        countries.iter().any(|code| self.digits().starts_with(code.as_str()))
    }

    /// The one of these country calling codes that the number is of; of two, such as `1` and `1242`, the longer.
    #[must_use]
    pub fn country<'a>(&self, countries: &'a [String]) -> Option<&'a str> {
        let own = countries.iter().filter(|code| self.digits().starts_with(code.as_str()));
        own.max_by_key(|code| code.len()).map(String::as_str)
    }

    /// The first five digits: what a sending budget is kept for (country and operator range).
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.digits().get(..5).unwrap_or_default()
    }

    /// The last two digits, by which a person recognises their own number.
    #[must_use]
    pub fn tail(&self) -> &str {
        self.0.get(self.0.len().saturating_sub(2)..).unwrap_or_default()
    }

    /// Whether the number is of a line that takes no texts, where the numbering plan says so. India's (the National
    /// Numbering Plan of 2003) begins mobile numbers with 6 to 9; a few cities' area codes do too, and are taken for
    /// mobile. North America's does not tell the two apart.
    #[must_use]
    pub fn is_landline(&self) -> bool {
        let national = self.digits().strip_prefix("91").unwrap_or_default();
        let fixed = matches!(national.as_bytes().first(), Some(b'1'..=b'5'));
        national.len() == 10 && fixed && !national.starts_with(EXAMPLES)
    }

    fn digits(&self) -> &str {
        self.0.get(1..).unwrap_or_default()
    }
}

fn with_country(national: &str, home: &str) -> String {
    let significant = national.trim_start_matches('0');
    // Ten digits is a national number; longer ones that begin with the country code already have it.
    if significant.len() > 10 && significant.starts_with(home) {
        return significant.to_owned();
    }
    format!("{home}{significant}")
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}')
}

/// A Devanagari digit as its Latin one; any other character as it is.
#[must_use]
pub fn latin(c: char) -> char {
    let offset = u32::from(c).wrapping_sub(0x0966);
    char::from_digit(offset, 10).unwrap_or(c)
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

impl TryFrom<String> for Phone {
    type Error = NotAPhone;

    fn try_from(text: String) -> Result<Self, NotAPhone> {
        if text.starts_with('+') { Self::parse(&text, "") } else { Err(NotAPhone) }
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let cases = [
            ("+91 90000 00001", Some("+919000000001")),
            ("09000000001", Some("+919000000001")),
            ("9000000001", Some("+919000000001")),
            ("919000000001", Some("+919000000001")),
            ("0091-90000-00001", Some("+919000000001")),
            ("९०००० ००००१", Some("+919000000001")),
            ("555-123-4567", Some("+915551234567")),
            ("+1 (555) 123-4567", Some("+15551234567")),
            ("12", None),
            ("", None),
            ("+", None),
            ("90000x0001", None),
            ("+1234567890123456", None),
        ];
        for (text, expected) in cases {
            let read = Phone::parse(text, "91").ok();
            assert_eq!(read.as_ref().map(Phone::e164), expected, "{text}");
        }
    }

    #[test]
    fn a_landline_is_known_where_the_numbering_plan_tells() {
        let cases = [
            ("+911123456789", true),
            ("+912212345678", true),
            ("+915551234567", true),
            ("+915550100001", false),
            ("+916000000001", false),
            ("+919000000001", false),
            ("+918012345678", false),
            // Neither is a national number of ten digits.
            ("+91112345678", false),
            ("+9111234567890", false),
            ("+15551234567", false),
            ("+442071234567", false),
        ];
        for (number, landline) in cases {
            assert_eq!(Phone::parse(number, "91").unwrap().is_landline(), landline, "{number}");
        }
    }

    #[test]
    fn a_number_keeps_out_of_debug_output() {
        let phone = Phone::parse("9000000001", "91").unwrap();
        assert_eq!(format!("{phone:?}"), "Phone(…)");
        assert_eq!((phone.prefix(), phone.tail()), ("91900", "01"));
        assert!(phone.is_of(&["91".to_owned()]) && !phone.is_of(&["1".to_owned()]));
        let served = ["9", "91", "1"].map(str::to_owned);
        assert_eq!((phone.country(&served), phone.country(&served[2..])), (Some("91"), None));
    }
}
