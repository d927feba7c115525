//! `Quantity`, `Range` and `Ratio`.

use super::text::Cap;
use crate::{fault::Fault, json::At};
use domain::clinical::Quantity;

/// The quantity at a place; none when it has no value.
pub(crate) fn quantity(at: &At<'_>) -> Result<Option<Quantity>, Fault> {
    let comparator = match at.text("comparator")? {
        None => None,
        Some(sign @ ("<" | "<=" | ">=" | ">")) => Some(sign.to_owned()),
        Some(_) => {
            let path = at.path_of("comparator");
            return Err(Fault::Invalid { path, wanted: "one of <, <=, >= and >" });
        }
    };
    let unit_code = at.clean("code", Cap::Name)?;
    let unit = at.clean("unit", Cap::Name)?.or_else(|| unit_code.as_deref().and_then(unit_name));
    Ok(at.decimal("value")?.map(|value| Quantity { value, comparator, unit, unit_code }))
}

/// The quantity of an element.
pub(crate) fn of(at: &At<'_>, name: &'static str) -> Result<Option<Quantity>, Fault> {
    at.get(name)?.map_or(Ok(None), |at| quantity(&at))
}

/// Low and high of a `Range`.
pub(crate) fn range(at: &At<'_>) -> Result<(Option<Quantity>, Option<Quantity>), Fault> {
    Ok((of(at, "low")?, of(at, "high")?))
}

/// Both parts of a `Ratio`; none when it has neither. FHIR does not allow one alone.
pub(crate) fn ratio(at: &At<'_>) -> Result<Option<(Quantity, Quantity)>, Fault> {
    match (of(at, "numerator")?, of(at, "denominator")?) {
        (Some(numerator), Some(denominator)) => Ok(Some((numerator, denominator))),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(at.missing("numerator", "a quantity with a value")),
        (Some(_), None) => Err(at.missing("denominator", "a quantity with a value")),
    }
}

/// What to show for a unit that has only a UCUM code: nothing for the unity, an annotation without its braces.
fn unit_name(code: &str) -> Option<String> {
    match code {
        "1" => None,
        _ => Some(code.trim_matches(['{', '}']).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tests_support::at;

    #[test]
    fn quantities_are_shown_as_the_laboratory_wrote_them() {
        let cases = [
            (r#"{"value":5.40,"unit":"%","code":"%"}"#, Some("5.40\u{a0}%")),
            (r#"{"value":177.51386753208624,"unit":"cm"}"#, Some("177.51386753208624\u{a0}cm")),
            (r#"{"value":3,"comparator":"<","unit":"mg/L"}"#, Some("< 3\u{a0}mg/L")),
            (r#"{"value":1e3,"code":"10*3/uL"}"#, Some("1e3\u{a0}10*3/uL")),
            (r#"{"value":7,"code":"{score}"}"#, Some("7\u{a0}score")),
            (r#"{"value":7,"code":"1"}"#, Some("7")),
            (r#"{"unit":"%"}"#, None),
        ];
        for (json, expected) in cases {
            let read = at("X", json, |at| quantity(&at).unwrap());
            assert_eq!(read.map(|quantity| quantity.to_string()).as_deref(), expected, "{json}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_by_its_path() {
        let cases = [
            (r#"{"value":"5.4"}"#, "X.value"),
            (r#"{"value":1e999}"#, "X.value"),
            (r#"{"value":5,"comparator":"about"}"#, "X.comparator"),
            (r#"{"value":5,"unit":5}"#, "X.unit"),
            ("[]", "X"),
        ];
        for (json, path) in cases {
            let fault = at("X", json, |at| quantity(&at)).unwrap_err();
            assert_eq!(fault.path(), path, "{json}");
        }
    }

    #[test]
    fn a_ratio_has_both_parts_or_none() {
        let cases = [
            (r#"{"numerator":{"value":1},"denominator":{"value":128}}"#, Ok(true)),
            ("{}", Ok(false)),
            (r#"{"numerator":{"value":1}}"#, Err("X.denominator".to_owned())),
            (r#"{"denominator":{"value":1}}"#, Err("X.numerator".to_owned())),
        ];
        for (json, expected) in cases {
            let read = at("X", json, |at| ratio(&at));
            let seen = read.map(|both| both.is_some()).map_err(|fault| fault.path().to_owned());
            assert_eq!(seen, expected, "{json}");
        }
    }
}
