//! `Observation.interpretation`: what a laboratory makes of a value.

use super::range::Usual;
use crate::{datatype::concept::Concept, fault::Fault, json::At};
use domain::clinical::{Flag, Quantity, Range, Value};

/// The flags of a result or of a component: the laboratory's own, or, where it gives none, what one range that holds
/// for everybody says of an amount in the same unit.
pub(crate) fn flags(
    at: &At<'_>,
    value: Option<&Value>,
    ranges: &[Usual],
) -> Result<Vec<Flag>, Fault> {
    let given = Concept::all(at, "interpretation")?;
    if given.is_empty() {
        return Ok(derived(value, ranges).into_iter().collect());
    }
    let mut flags: Vec<Flag> = Vec::new();
    for flag in given.iter().filter_map(flag) {
        if !flags.contains(&flag) {
            flags.push(flag);
        }
    }
    Ok(flags)
}

fn flag(concept: &Concept) -> Option<Flag> {
    let word = || concept.text().and_then(of_word);
    concept.codes().find_map(Flag::of_code).or_else(word)
}

fn of_word(word: &str) -> Option<Flag> {
    match word.to_lowercase().as_str() {
        "normal" => Some(Flag::Normal),
        "abnormal" => Some(Flag::Abnormal),
        "low" => Some(Flag::Low),
        "high" => Some(Flag::High),
        "critical" | "critical abnormal" => Some(Flag::Critical),
        "critical low" | "critically low" => Some(Flag::CriticalLow),
        "critical high" | "critically high" => Some(Flag::CriticalHigh),
        other => Flag::of_code(&other.to_uppercase()),
    }
}

fn derived(value: Option<&Value>, ranges: &[Usual]) -> Option<Flag> {
    match (value, ranges) {
        (Some(Value::Quantity(amount)), [Usual { range, for_all: true }]) => compare(amount, range),
        _ => None,
    }
}

fn compare(amount: &Quantity, range: &Range) -> Option<Flag> {
    let bounds = [&range.low, &range.high];
    let exact = |bound: &Quantity| bound.comparator.is_none() && amount.shares_unit_with(bound);
    let comparable = bounds.iter().copied().flatten().all(exact);
    let (low, high) = (range.low.as_ref(), range.high.as_ref());
    if !comparable || (low.is_none() && high.is_none()) {
        return None;
    }
    let value = amount.value.value();
    let low = low.map(|bound| bound.value.value());
    let high = high.map(|bound| bound.value.value());
    match amount.comparator.as_deref() {
        None if low.is_some_and(|low| value < low) => Some(Flag::Low),
        None if high.is_some_and(|high| value > high) => Some(Flag::High),
        None => Some(Flag::Normal),
        // Of an amount that is only bounded it is sometimes sure that it lies outside, never that it lies inside.
        Some("<") if low.is_some_and(|low| value <= low) => Some(Flag::Low),
        Some("<=") if low.is_some_and(|low| value < low) => Some(Flag::Low),
        Some(">") if high.is_some_and(|high| value >= high) => Some(Flag::High),
        Some(">=") if high.is_some_and(|high| value > high) => Some(Flag::High),
        Some(_) => None,
    }
}
