//! What is usual: in words, and as a bar.

use super::value;
use crate::{
    desk::Desk,
    draw::{Bounds, range},
};
use leptos::prelude::*;
use portal::domain::clinical::{Quantity, Range, Value};

/// The one pair of bounds that a value may be compared with; none where there are several, or units differ.
pub(crate) fn bounds(ranges: &[Range], quantity: &Quantity) -> Option<Bounds> {
    let mut numeric = ranges.iter().filter(|range| range.low.is_some() || range.high.is_some());
    let (Some(range), None) = (numeric.next(), numeric.next()) else { return None };
    let comparable = |bound: &Quantity| {
        let unitless = bound.unit.is_none() && bound.unit_code.is_none();
        unitless || bound.shares_unit_with(quantity)
    };
    let both = [&range.low, &range.high];
    if !both.into_iter().flatten().all(comparable) {
        return None;
    }
    let amount = |bound: &Option<Quantity>| bound.as_ref().map(|bound| bound.value.value());
    Bounds::of(amount(&range.low), amount(&range.high))
}

/// What is usual for a result, with the bar of its value.
pub(crate) fn shown(desk: &Desk, ranges: &[Range], value: Option<&Value>) -> AnyView {
    let bar = match value {
        Some(Value::Quantity(quantity)) => {
            bounds(ranges, quantity).and_then(|bounds| drawn(bounds, quantity))
        }
        _ => None,
    };
    view! { {worded(desk, ranges)}{bar} }.into_any()
}

/// What is usual, one line for each range.
pub(crate) fn worded(desk: &Desk, ranges: &[Range]) -> AnyView {
    let lines: Vec<String> = ranges.iter().filter_map(|range| text(desk, range)).collect();
    match lines.as_slice() {
        [] => desk.words.say("range-none").into_any(),
        [line] => line.clone().into_any(),
        lines => lines.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view().into_any(),
    }
}

/// A range in words, such as `12.0 to 15.5 g/dL`; none where it says nothing.
pub(crate) fn text(desk: &Desk, range: &Range) -> Option<String> {
    let words = desk.words;
    let text = match (&range.low, &range.high, &range.text) {
        (Some(low), Some(high), _) => {
            let values = [("low", low_of(low, high).into()), ("high", value::plain(high).into())];
            words.tell("range-between", values)
        }
        (Some(low), None, _) => words.tell("range-from", [("low", value::plain(low).into())]),
        (None, Some(high), _) => words.tell("range-to", [("high", value::plain(high).into())]),
        (None, None, Some(text)) => text.clone(),
        (None, None, None) => return None,
    };
    Some(match &range.applies_to {
        Some(group) => {
            words.tell("range-for", [("range", text.into()), ("group", group.as_str().into())])
        }
        None => text,
    })
}

/// The lower bound, without its unit where the upper one says it.
fn low_of(low: &Quantity, high: &Quantity) -> String {
    if low.unit == high.unit { low.value.to_string() } else { value::plain(low) }
}

fn drawn(bounds: Bounds, quantity: &Quantity) -> Option<AnyView> {
    let bar = range::bar(bounds, quantity.value.value())?;
    let (x, width) = (format!("{:.1}", bar.band), format!("{:.1}", bar.length));
    Some(
        view! {
            <svg class="range" viewBox="0 0 200 28" aria-hidden="true" focusable="false">
                <rect class="range-track" x="1" y="13" width="198" height="9" rx="4.5"/>
                <rect class="range-band" x=x y="11" width=width height="13" rx="3"/>
                <path class="range-pin" d=bar.pin.path()/>
            </svg>
        }
        .into_any(),
    )
}
