//! `Observation.referenceRange`: what is usual.

use crate::{
    datatype::{concept::Concept, quantity, text::Cap},
    fault::Fault,
    json::At,
};
use domain::clinical::Range;

/// Kinds of range that say what is usual in good health.
const MEANING: &str = "http://terminology.hl7.org/CodeSystem/referencerange-meaning";

/// A range, and whether it holds for everybody in good health.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Usual {
    pub(crate) range: Range,
    pub(crate) for_all: bool,
}

/// The ranges of a result or of a component.
pub(crate) fn ranges(at: &At<'_>) -> Result<Vec<Usual>, Fault> {
    let all = at.list("referenceRange")?;
    let read = all.iter().map(range).collect::<Result<Vec<_>, _>>()?;
    Ok(read.into_iter().flatten().collect())
}

/// A range; none when it says nothing that can be shown.
fn range(at: &At<'_>) -> Result<Option<Usual>, Fault> {
    let (low, high) = quantity::range(at)?;
    let text = at.clean("text", Cap::Line)?;
    if low.is_none() && high.is_none() && text.is_none() {
        return Ok(None);
    }
    let meaning = Concept::of(at, "type")?.filter(|meaning| !meaning.is(MEANING, "normal"));
    let mut applies_to: Vec<String> = meaning.iter().filter_map(Concept::name).collect();
    applies_to.extend(Concept::names(at, "appliesTo")?);
    applies_to.extend(at.get("age")?.map(|age| age_words(&age)).transpose()?.flatten());
    let for_all = applies_to.is_empty() && meaning.is_none();
    let applies_to = Some(applies_to.join(", ")).filter(|text| !text.is_empty());
    Ok(Some(Usual { range: Range { low, high, text, applies_to }, for_all }))
}

fn age_words(at: &At<'_>) -> Result<Option<String>, Fault> {
    Ok(match quantity::range(at)? {
        (Some(low), Some(high)) => Some(format!("{low} – {high}")),
        (Some(low), None) => Some(format!("≥ {low}")),
        (None, Some(high)) => Some(format!("≤ {high}")),
        (None, None) => None,
    })
}
