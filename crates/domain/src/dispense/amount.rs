//! Amounts of a medicine that can be counted.

use crate::{clinical::Decimal, phone::latin};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Decimal places of an amount.
const PLACES: i64 = 3;
/// The longest text that is looked at, in characters.
const LONGEST: usize = 40;

/// How much of a medicine, counted in thousandths of its unit: never nothing, and at most [`Amount::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Amount(u64);

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAmount {
    /// Nothing was written.
    #[error("no amount was given")]
    Missing,
    /// It is no number.
    #[error("not a number such as 10 or 2.5")]
    Malformed,
    /// A comma with three digits after it parts thousands in some countries, and decimals in others.
    #[error("the comma may part thousands or decimals")]
    Unclear,
    /// It is nought.
    #[error("the amount is nought")]
    Zero,
    /// It is less than nought.
    #[error("the amount is less than nought")]
    Negative,
    /// It has more than three decimal places.
    #[error("the amount has more than three decimal places")]
    TooFine,
    /// It is more than a million.
    #[error("the amount is more than a million")]
    TooLarge,
}

impl Amount {
    /// A million of the unit.
    pub const MOST: Self = Self(1_000_000_000);

    /// So many thousandths; none for nought, or for more than [`Amount::MOST`].
    #[must_use]
    pub fn of_thousandths(count: u64) -> Option<Self> {
        (1..=Self::MOST.0).contains(&count).then_some(Self(count))
    }

    /// How many thousandths of the unit.
    #[must_use]
    pub const fn thousandths(self) -> u64 {
        self.0
    }

    /// Reads what somebody typed, such as `10`, `2.5`, `2,5` or `२.५`.
    ///
    /// # Errors
    /// [`NotAnAmount`] says what is wrong.
    pub fn parse(typed: &str) -> Result<Self, NotAnAmount> {
        let text: String = typed.trim().chars().map(latin).take(LONGEST + 1).collect();
        match text.strip_prefix(['-', '−']) {
            _ if text.is_empty() => Err(NotAnAmount::Missing),
            _ if text.len() > LONGEST => Err(NotAnAmount::Malformed),
            Some(rest) => Err(Self::parse(rest).err().unwrap_or(NotAnAmount::Negative)),
            None => match text.split_once(['.', ',']) {
                Some((_, after)) if text.contains(',') && after.len() == 3 => {
                    digits(after).and(Err(NotAnAmount::Unclear))
                }
                Some((whole, after)) => {
                    counted(&format!("{}{}", digits(whole)?, digits(after)?), places(after))
                }
                None => counted(digits(&text)?, 0),
            },
        }
    }

    /// A number as FHIR writes it, also by powers of ten.
    ///
    /// # Errors
    /// [`NotAnAmount`] when it is not above nought, is finer than a thousandth or too large.
    pub fn of_decimal(decimal: &Decimal) -> Result<Self, NotAnAmount> {
        let text = decimal.to_string();
        let (number, power) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
        let power: i64 = power.parse().map_err(|_| NotAnAmount::Malformed)?;
        let (is_negative, number) = match number.strip_prefix('-') {
            Some(number) => (true, number),
            None => (false, number.strip_prefix('+').unwrap_or(number)),
        };
        let (whole, after) = number.split_once('.').unwrap_or((number, ""));
        let amount = counted(&format!("{whole}{after}"), places(after) - power);
        match amount {
            Ok(_) | Err(NotAnAmount::TooFine | NotAnAmount::TooLarge) if is_negative => {
                Err(NotAnAmount::Negative)
            }
            amount => amount,
        }
    }

    /// The number as FHIR writes it.
    #[must_use]
    pub fn decimal(self) -> Option<Decimal> {
        Decimal::try_from(self.to_string()).ok()
    }
}

/// The text, if it is of digits alone.
fn digits(text: &str) -> Result<&str, NotAnAmount> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then_some(text).ok_or(NotAnAmount::Malformed)
}

fn places(after: &str) -> i64 {
    i64::try_from(after.len()).unwrap_or(i64::MAX)
}

/// The amount that these digits are, the last `places` of them after the point.
fn counted(digits: &str, places: i64) -> Result<Amount, NotAnAmount> {
    let significant = digits.trim_start_matches('0');
    let kept = significant.trim_end_matches('0');
    if kept.is_empty() {
        return Err(NotAnAmount::Zero);
    }
    let noughts = significant.len() - kept.len();
    let power = i64::try_from(noughts).unwrap_or(i64::MAX).saturating_sub(places);
    let raised = u32::try_from(power.saturating_add(PLACES)).map_err(|_| match power {
        ..0 => NotAnAmount::TooFine,
        _ => NotAnAmount::TooLarge,
    })?;
    let count: Option<u64> = kept.parse().ok();
    let count = count.and_then(|count| count.checked_mul(10_u64.checked_pow(raised)?));
    count.and_then(Amount::of_thousandths).ok_or(NotAnAmount::TooLarge)
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 1_000, self.0 % 1_000);
        match part {
            0 => write!(f, "{whole}"),
            _ => write!(f, "{whole}.{}", format!("{part:03}").trim_end_matches('0')),
        }
    }
}

impl TryFrom<u64> for Amount {
    type Error = NotAnAmount;

    fn try_from(count: u64) -> Result<Self, NotAnAmount> {
        match count {
            0 => Err(NotAnAmount::Zero),
            _ => Self::of_thousandths(count).ok_or(NotAnAmount::TooLarge),
        }
    }
}

impl From<Amount> for u64 {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}
