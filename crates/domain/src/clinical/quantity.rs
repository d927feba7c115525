//! Measured amounts.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A decimal number as it was written: `5.40` keeps its nought (FHIR R4 `decimal`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal(String);

/// The text is not a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number")]
pub struct NotADecimal;

impl Decimal {
    /// The number's value, for placing it on a chart and for comparing; the text is what is shown.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl TryFrom<String> for Decimal {
    type Error = NotADecimal;

    fn try_from(text: String) -> Result<Self, NotADecimal> {
        let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() && text.len() <= 40 && text.chars().all(plain) => {
                Ok(Self(text))
            }
            _ => Err(NotADecimal),
        }
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.0
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An amount with its unit (FHIR R4 `Quantity`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// How much.
    pub value: Decimal,
    /// `<`, `<=`, `>=` or `>`, where the true amount is only bounded.
    pub comparator: Option<String>,
    /// The unit as it is to be shown, such as `mg/dL`.
    pub unit: Option<String>,
    /// The unit's code, such as UCUM's, by which amounts can be compared.
    pub unit_code: Option<String>,
}

impl Quantity {
    /// Whether two amounts are in the same unit, so that they may stand on one axis.
    #[must_use]
    pub fn shares_unit_with(&self, other: &Self) -> bool {
        match (&self.unit_code, &other.unit_code) {
            (Some(a), Some(b)) => a == b,
            _ => self.unit == other.unit,
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let comparator = self.comparator.as_deref().map_or("", |sign| match sign {
            "<=" => "≤ ",
            ">=" => "≥ ",
            "<" => "< ",
            ">" => "> ",
            _ => "",
        });
        let unit = self.unit.as_deref().unwrap_or_default();
        let gap = if unit.is_empty() { "" } else { "\u{a0}" };
        write!(f, "{comparator}{}{gap}{unit}", self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_noughts_and_refuse_what_is_no_number() {
        for text in ["5.40", "0", "-1.5", "1e3"] {
            assert_eq!(Decimal::try_from(text.to_owned()).map(String::from), Ok(text.to_owned()));
        }
        for text in ["", "NaN", "inf", "1,5", "5 mg", &"9".repeat(41)] {
            assert_eq!(Decimal::try_from(text.to_owned()), Err(NotADecimal), "{text}");
        }
    }
}
