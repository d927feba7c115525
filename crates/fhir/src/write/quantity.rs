//! `Quantity`, `Range` and `Ratio`.

use super::build::{maybe, object, text};
use crate::json::Node;
use domain::clinical::{Decimal, Quantity};

/// The system of units (UCUM). The portal keeps a unit's code without its system; R4 asks for one (qty-3), and this is the
/// one that it recommends.
const UNITS: &str = "http://unitsofmeasure.org";

/// An amount.
pub(super) fn quantity(amount: &Quantity) -> Node {
    let system = amount.unit_code.as_ref().and_then(|_| text(UNITS));
    object([
        ("value", Some(decimal(&amount.value))),
        ("comparator", maybe(amount.comparator.as_ref())),
        ("unit", maybe(amount.unit.as_ref())),
        ("system", system),
        ("code", maybe(amount.unit_code.as_ref())),
    ])
}

/// A number as the laboratory wrote it. What no JSON number is (RFC 8259, section 6) was never read from one, and is
/// written anew.
fn decimal(value: &Decimal) -> Node {
    let written = value.to_string();
    let is_json = serde_json::from_str::<serde_json::Number>(&written).is_ok();
    Node::Number(if is_json { written } else { value.value().to_string() })
}

/// From an amount, to an amount.
pub(super) fn range(low: Option<&Quantity>, high: Option<&Quantity>) -> Node {
    object([("low", low.map(quantity)), ("high", high.map(quantity))])
}

/// An amount to an amount.
pub(super) fn ratio(above: &Quantity, below: &Quantity) -> Node {
    object([("numerator", Some(quantity(above))), ("denominator", Some(quantity(below)))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::canonical;

    #[test]
    fn a_number_keeps_its_noughts_and_is_always_json() {
        for (written, json) in
            [("5.40", "5.40"), ("-0.5", "-0.5"), ("1e3", "1e3"), ("+5", "5"), (".5", "0.5")]
        {
            let value = Decimal::try_from(written.to_owned()).unwrap();
            assert_eq!(canonical(&decimal(&value)), json);
        }
    }

    #[test]
    fn a_unit_with_a_code_names_its_system() {
        let value = Decimal::try_from("5.40".to_owned()).unwrap();
        let plain = Quantity { value, comparator: None, unit: Some("%".into()), unit_code: None };
        assert_eq!(canonical(&quantity(&plain)), r#"{"unit":"%","value":5.40}"#);
        let coded = Quantity {
            unit_code: Some("mg/dL".into()),
            comparator: Some("<".into()),
            unit: None,
            ..plain
        };
        assert_eq!(
            canonical(&quantity(&coded)),
            r#"{"code":"mg/dL","comparator":"<","system":"http://unitsofmeasure.org","value":5.40}"#
        );
    }
}
