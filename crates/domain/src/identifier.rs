//! What a person types to say who they are.

use crate::phone::{NotAPhone, Phone, latin};
use std::fmt;

/// The longest identifier that is read, in bytes.
pub const LONGEST: usize = 254;

/// A phone number, an e-mail address, or a patient number, normalised. Its `Debug` shows the kind alone.
#[derive(Clone, PartialEq, Eq)]
pub enum Identifier {
    /// A phone number.
    Phone(Phone),
    /// An e-mail address in lower case.
    Email(String),
    /// A patient number in upper case, without spaces and dashes.
    Number(String),
}

/// Why a text is no identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIdentifier {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Missing,
    /// It has the shape of none of the three.
    #[error("neither a phone number, nor an e-mail address, nor a patient number")]
    Malformed,
}

impl Identifier {
    /// Reads what was typed; `home` is the country calling code of a number without one.
    ///
    /// # Errors
    /// [`NotAnIdentifier`] when it is empty, too long, or has the shape of none of the three.
    pub fn parse(text: &str, home: &str) -> Result<Self, NotAnIdentifier> {
        let text = text.trim();
        match text {
            "" => Err(NotAnIdentifier::Missing),
            _ if text.len() > LONGEST || text.chars().any(char::is_control) => {
                Err(NotAnIdentifier::Malformed)
            }
            _ if text.contains('@') => email(text),
            _ if looks_like_a_phone(text) => {
                Phone::parse(text, home).map(Self::Phone).or_else(|NotAPhone| patient_number(text))
            }
            _ => patient_number(text),
        }
    }

    /// The patient number in a text, such as an import or a person gives it; none if it has not that shape.
    #[must_use]
    pub fn number(text: &str) -> Option<Self> {
        (text.len() <= LONGEST).then(|| patient_number(text).ok())?
    }

    /// Every way to read what was typed, the likeliest first: many digits are a phone number, or a patient number.
    ///
    /// # Errors
    /// As for [`Identifier::parse`].
    pub fn readings(text: &str, home: &str) -> Result<Vec<Self>, NotAnIdentifier> {
        let first = Self::parse(text, home)?;
        let second = matches!(first, Self::Phone(_)).then(|| Self::number(text)).flatten();
        Ok([Some(first), second].into_iter().flatten().collect())
    }

    /// The normalised text, for a blind index; the kind is told apart by [`Identifier::kind`].
    #[must_use]
    pub fn normal(&self) -> &str {
        match self {
            Self::Phone(phone) => phone.e164(),
            Self::Email(text) | Self::Number(text) => text,
        }
    }

    /// The name of its kind, as look-ups are filed: `phone`, `email` or `number`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Phone(_) => "phone",
            Self::Email(_) => "email",
            Self::Number(_) => "number",
        }
    }
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identifier({})", self.kind())
    }
}

/// A phone number has at least nine digits, and no letters; shorter digits are a patient number.
fn looks_like_a_phone(text: &str) -> bool {
    let digits = text.chars().filter(|c| latin(*c).is_ascii_digit()).count();
    digits >= 9 && !text.chars().any(char::is_alphabetic)
}

fn email(text: &str) -> Result<Identifier, NotAnIdentifier> {
    match text.split_once('@') {
        Some((local, host))
            if !local.is_empty()
                && host.contains('.')
                && !host.contains('@')
                && !text.contains(char::is_whitespace) =>
        {
            Ok(Identifier::Email(text.to_lowercase()))
        }
        _ => Err(NotAnIdentifier::Malformed),
    }
}

fn patient_number(text: &str) -> Result<Identifier, NotAnIdentifier> {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(latin)
        .flat_map(char::to_uppercase)
        .collect();
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | ':');
    if kept.chars().all(allowed) && kept.chars().any(char::is_alphanumeric) {
        Ok(Identifier::Number(kept))
    } else {
        Err(NotAnIdentifier::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_digits_may_be_a_phone_or_a_patient_number() {
        let kinds = |text: &str| -> Vec<&str> {
            Identifier::readings(text, "91").unwrap().iter().map(Identifier::kind).collect()
        };
        assert_eq!(kinds("91-1234-5678-9012"), ["phone", "number"]);
        assert_eq!(kinds("+91 90000 00001"), ["phone"]);
        assert_eq!(kinds("SJ-1001"), ["number"]);
    }

    #[test]
    fn three_kinds_are_told_apart() {
        let cases = [
            ("90000 00001", Ok(("phone", "+919000000001"))),
            (" Asha@Example.IN ", Ok(("email", "asha@example.in"))),
            ("med-0042", Ok(("number", "MED0042"))),
            ("12345", Ok(("number", "12345"))),
            (
                "0b3c5a6e-1111-4222-8333-444455556666",
                Ok(("number", "0B3C5A6E111142228333444455556666")),
            ),
            ("  ", Err(NotAnIdentifier::Missing)),
            ("a@b", Err(NotAnIdentifier::Malformed)),
            ("@x.in", Err(NotAnIdentifier::Malformed)),
            ("<script>", Err(NotAnIdentifier::Malformed)),
            ("a\u{0}b", Err(NotAnIdentifier::Malformed)),
        ];
        for (text, expected) in cases {
            let read = Identifier::parse(text, "91");
            let seen = read.as_ref().map(|i| (i.kind(), i.normal())).map_err(|e| *e);
            assert_eq!(seen, expected, "{text}");
        }
        assert_eq!(Identifier::parse(&"9".repeat(300), "91"), Err(NotAnIdentifier::Malformed));
    }
}
