//! How much of a medicine is handed over, written so that nobody takes it for a dose.

use super::value;
use crate::desk::Desk;
use portal::domain::clinical::Quantity;
use std::fmt::Display;

/// Units of measure: their number counts no things.
const MEASURES: [&str; 8] = ["ml", "l", "g", "mg", "kg", "µg", "mcg", "iu"];

/// How much was handed over, or is each time.
pub(crate) fn of(desk: &Desk, amount: &Quantity) -> String {
    match amount.comparator {
        None => counted(&amount.value, amount.unit.as_deref()),
        Some(_) => value::quantity(desk, amount),
    }
}

/// An amount with its unit, such as `10 × tablet` or `200 mL`, not to be parted at the end of a line.
pub(crate) fn counted(number: impl Display, unit: Option<&str>) -> String {
    let Some(unit) = unit.filter(|unit| !unit.is_empty()) else { return number.to_string() };
    let is_measure = MEASURES.contains(&unit.to_lowercase().as_str());
    let times = if is_measure { "" } else { "×\u{a0}" };
    format!("{number}\u{a0}{times}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_counted_and_measures_measured() {
        let cases = [
            (Some("tablet"), "10\u{a0}×\u{a0}tablet"),
            (Some("mL"), "10\u{a0}mL"),
            (Some("IU"), "10\u{a0}IU"),
            (Some(""), "10"),
            (None, "10"),
        ];
        for (unit, says) in cases {
            assert_eq!(counted(10, unit), says, "{unit:?}");
        }
    }
}
