//! `Dosage`: how to take a medicine, in the prescriber's words or, where there are none, in plain English ones.

use super::timing;
use crate::{
    datatype::{
        concept::Concept,
        quantity,
        text::{Cap, clean},
    },
    fault::Fault,
    json::At,
};
use domain::clinical::Quantity;

/// SNOMED CT's code for the oral route.
const ORAL: &str = "26643006";
/// Units that people count, and so say in the plural.
const COUNTED: [&str; 13] = [
    "ampoule", "capsule", "dose", "drop", "patch", "pill", "puff", "sachet", "spray", "tablet",
    "teaspoon", "unit", "vial",
];

/// The instructions of a prescription in their order; those that say nothing are left out.
pub(crate) fn instructions(at: &At<'_>) -> Result<Vec<String>, Fault> {
    let mut lines = Vec::new();
    for instruction in at.list("dosageInstruction")? {
        let order = instruction.whole("sequence")?.unwrap_or(i64::MAX);
        lines.extend(line(&instruction)?.map(|line| (order, line)));
    }
    lines.sort_by_key(|(order, _)| *order);
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

fn line(at: &At<'_>) -> Result<Option<String>, Fault> {
    let words = match at.clean("text", Cap::Line)? {
        Some(text) => Some(text),
        None => assembled(at)?,
    };
    let mut parts: Vec<String> = words.into_iter().collect();
    let extra = Concept::names(at, "additionalInstruction")?;
    for part in extra.into_iter().chain(at.clean("patientInstruction", Cap::Line)?) {
        let said = |known: &String| known.to_lowercase().contains(&part.to_lowercase());
        if !parts.iter().any(said) {
            parts.push(part);
        }
    }
    let joined: Vec<&str> = parts.iter().map(|part| part.trim_end_matches('.')).collect();
    let joined = joined.join(". ");
    Ok(clean(&joined, Cap::Line).map(|line| capitalised(&line)))
}

/// `Take 1 tablet by mouth, twice a day, after food, for 5 days, as needed for pain`.
fn assembled(at: &At<'_>) -> Result<Option<String>, Fault> {
    let route = Concept::of(at, "route")?;
    let oral = route.as_ref().is_some_and(is_oral);
    let dose = at.list("doseAndRate")?.first().map(dose).transpose()?.flatten();
    let method = Concept::of(at, "method")?.and_then(|method| method.name());
    let lead: Vec<String> = [
        method.or_else(|| (oral && dose.is_some()).then(|| "take".to_owned())),
        dose,
        route.and_then(|route| route_words(&route)),
        Concept::of(at, "site")?.and_then(|site| site.name()).map(|site| format!("({site})")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut parts: Vec<String> =
        Some(lead.join(" ")).filter(|lead| !lead.is_empty()).into_iter().collect();
    if let Some(timing) = at.get("timing")? {
        parts.extend(timing::words(&timing)?);
    }
    parts.extend(as_needed(at)?);
    if let Some(most) =
        at.get("maxDosePerPeriod")?.map(|at| quantity::ratio(&at)).transpose()?.flatten()
    {
        parts.push(format!("no more than {} in {}", amount(&most.0), amount(&most.1)));
    }
    Ok(Some(parts.join(", ")).filter(|words| !words.is_empty()))
}

fn dose(at: &At<'_>) -> Result<Option<String>, Fault> {
    let dose = match (quantity::of(at, "doseQuantity")?, at.get("doseRange")?) {
        (Some(dose), _) => Some(dose_words(&amount(&dose), dose.unit.is_some())),
        (None, Some(range)) => span(&quantity::range(&range)?),
        (None, None) => None,
    };
    let rate = match (quantity::of(at, "rateQuantity")?, at.get("rateRatio")?) {
        (Some(rate), _) => Some(amount(&rate)),
        (None, Some(ratio)) => quantity::ratio(&ratio)?
            .map(|(top, bottom)| format!("{} per {}", amount(&top), amount(&bottom))),
        (None, None) => None,
    };
    let rate = rate.map(|rate| format!("at {rate}"));
    let words: Vec<String> = dose.into_iter().chain(rate).collect();
    Ok(Some(words.join(" ")).filter(|words| !words.is_empty()))
}

fn dose_words(amount: &str, has_unit: bool) -> String {
    if has_unit { amount.to_owned() } else { format!("dose: {amount}") }
}

fn span((low, high): &(Option<Quantity>, Option<Quantity>)) -> Option<String> {
    match (low, high) {
        (Some(low), Some(high)) => Some(format!("{} to {}", low.value, amount(high))),
        (Some(low), None) => Some(format!("at least {}", amount(low))),
        (None, Some(high)) => Some(format!("up to {}", amount(high))),
        (None, None) => None,
    }
}

/// An amount in running text: `2 tablets`.
pub(super) fn amount(quantity: &Quantity) -> String {
    let unit = quantity.unit.as_deref().unwrap_or_default();
    let one = quantity.value.to_string() == "1";
    let counted = COUNTED.iter().any(|counted| counted.eq_ignore_ascii_case(unit));
    let plural = if !one && counted { "s" } else { "" };
    format!("{} {unit}{plural}", quantity.value).trim_end().to_owned()
}

fn is_oral(route: &Concept) -> bool {
    let named = |name: String| matches!(name.to_lowercase().as_str(), "oral" | "oral route" | "po");
    route.codes().any(|code| code == ORAL || code == "PO") || route.name().is_some_and(named)
}

fn route_words(route: &Concept) -> Option<String> {
    if is_oral(route) {
        return Some("by mouth".to_owned());
    }
    let name = route.name()?.to_lowercase();
    let a_way = ["route", "use", "inhalation", "injection", "infusion"]
        .iter()
        .any(|way| name.ends_with(way));
    Some(if a_way { format!("by {name}") } else { format!("by the {name} route") })
}

fn as_needed(at: &At<'_>) -> Result<Option<String>, Fault> {
    if let Some(reason) = Concept::of(at, "asNeededCodeableConcept")? {
        let reason = reason.name().map(|reason| format!("as needed for {}", reason.to_lowercase()));
        return Ok(reason.or_else(|| Some("as needed".to_owned())));
    }
    Ok((at.truth("asNeededBoolean")? == Some(true)).then(|| "as needed".to_owned()))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
