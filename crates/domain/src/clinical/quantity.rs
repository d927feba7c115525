//! Measured amounts.

use serde::{Deserialize, Serialize};
use std::{fmt, time::Duration};

/// Seconds of a day.
const DAY: f64 = 86_400.0;

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

    /// The span of an amount of time (FHIR R4 `Duration`), by its UCUM code or, for want of one, its unit's word; none
    /// where it is no amount of time. A month has thirty days and a year 365, so that nobody waits for part of a day.
    #[must_use]
    pub fn lasts(&self) -> Option<Duration> {
        let by_word = || self.unit.as_deref().map(str::to_lowercase);
        let unit = self.unit_code.clone().or_else(by_word)?;
        let seconds = match unit.as_str() {
            "s" | "second" | "seconds" => 1.0,
            "min" | "minute" | "minutes" => 60.0,
            "h" | "hour" | "hours" => 3_600.0,
            "d" | "day" | "days" => DAY,
            "wk" | "week" | "weeks" => 7.0 * DAY,
            "mo" | "month" | "months" => 30.0 * DAY,
            "a" | "year" | "years" => 365.0 * DAY,
            _ => return None,
        };
        let plain = self.comparator.is_none();
        plain.then(|| Duration::try_from_secs_f64(self.value.value() * seconds).ok()).flatten()
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

    #[test]
    fn an_amount_of_time_lasts() {
        let cases = [
            ("30", None, Some("d"), Some(30)),
            ("30", Some("Days"), None, Some(30)),
            ("2", Some("days"), Some("wk"), Some(14)),
            ("1", None, Some("mo"), Some(30)),
            ("0.5", None, Some("d"), None),
            ("1", Some("tablet"), None, None),
            ("1", None, None, None),
            ("-1", None, Some("d"), None),
            ("1e300", None, Some("a"), None),
        ];
        for (value, unit, code, days) in cases {
            let of = |text: &str| Some(text.to_owned());
            let value = Decimal::try_from(value.to_owned()).unwrap();
            let (unit, unit_code) = (unit.and_then(of), code.and_then(of));
            let amount = Quantity { value, comparator: None, unit, unit_code };
            let whole = amount.lasts().map(|span| span.as_secs()).filter(|it| it % 86_400 == 0);
            assert_eq!(whole.map(|seconds| seconds / 86_400), days, "{amount}");
            let bounded = Quantity { comparator: of("<"), ..amount };
            assert_eq!(bounded.lasts(), None);
        }
    }
}
