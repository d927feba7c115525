//! What a result and a component have in common.

use super::{
    build::{list, maybe, object},
    concept::{coded, worded},
    quantity::quantity,
};
use crate::json::Node;
use domain::clinical::{Absent, Flag, Range, Value};

const INTERPRETATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
const NULL: &str = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";

/// What is usual.
pub(super) fn ranges(ranges: &[Range]) -> Option<Node> {
    list(ranges.iter().map(|range| {
        object([
            ("low", range.low.as_ref().map(quantity)),
            ("high", range.high.as_ref().map(quantity)),
            ("text", maybe(range.text.as_ref())),
            ("appliesTo", list(range.applies_to.as_deref().map(worded))),
        ])
    }))
}

/// What the laboratory made of it. Where it made nothing of an amount that could be compared, that is said too, so that
/// nobody who reads this makes something of it in its place.
pub(super) fn flags(
    flags: &[Flag],
    value: &Result<Value, Absent>,
    ranges: &[Range],
) -> Option<Node> {
    if flags.is_empty() && !ranges.is_empty() && matches!(value, Ok(Value::Quantity(_))) {
        return list([coded(NULL, "NI")]);
    }
    list(flags.iter().map(|flag| coded(INTERPRETATION, code(*flag))))
}

const fn code(flag: Flag) -> &'static str {
    match flag {
        Flag::Normal => "N",
        Flag::Abnormal => "A",
        Flag::Low => "L",
        Flag::High => "H",
        Flag::Critical => "AA",
        Flag::CriticalLow => "LL",
        Flag::CriticalHigh => "HH",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flag_is_known_again_by_its_code() {
        for flag in [
            Flag::Normal,
            Flag::Abnormal,
            Flag::Low,
            Flag::High,
            Flag::Critical,
            Flag::CriticalLow,
            Flag::CriticalHigh,
        ] {
            assert_eq!(Flag::of_code(code(flag)), Some(flag));
        }
        assert_eq!(Flag::of_code("NI"), None);
    }
}
