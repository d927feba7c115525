//! Reference ranges, and the flags that are given or follow from them.

use super::{observation, observation_of, with};
use domain::clinical::Flag;
use serde_json::{Value, json};

fn flags(value: &Value, ranges: &Value, interpretation: &Value) -> Vec<Flag> {
    let resource = with(
        &observation(),
        json!({"valueQuantity": value, "referenceRange": ranges, "interpretation": interpretation}),
    );
    observation_of(&resource).observation.flags
}

fn mmol(value: f64) -> Value {
    json!({"value": value, "unit": "mmol/L", "code": "mmol/L"})
}

#[test]
fn a_range_says_what_is_usual_and_for_whom() {
    let ranges = json!([
        {"low": mmol(3.5), "high": mmol(5.1), "type": {"coding": [{"code": "normal"}]}},
        {"low": mmol(3.0), "appliesTo": [{"text": "Women"}, {"text": "Pregnant"}], "age": {"low": {"value": 18, "unit": "years"}}},
        {"text": "Below 6 before dialysis", "type": {"text": "Treatment"}, "age": {"low": {"value": 1}, "high": {"value": 2, "unit": "a"}}},
        {"age": {"high": {"value": 1}}}
    ]);
    let found =
        observation_of(&with(&observation(), json!({ "referenceRange": ranges }))).observation;
    let seen: Vec<String> = found
        .ranges
        .iter()
        .map(|range| {
            let bound = |bound: &Option<domain::clinical::Quantity>| {
                bound.as_ref().map_or("-".to_owned(), |b| b.value.to_string())
            };
            format!(
                "{} {} | {} | {}",
                bound(&range.low),
                bound(&range.high),
                range.text.as_deref().unwrap_or("-"),
                range.applies_to.as_deref().unwrap_or("-")
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            "3.5 5.1 | - | -",
            "3.0 - | - | Women, Pregnant, ≥ 18\u{a0}years",
            "- - | Below 6 before dialysis | Treatment, 1 – 2\u{a0}a",
        ]
    );
    assert_eq!(found.flags, [], "three ranges say nothing together");
}

#[test]
fn the_laboratorys_own_flags_are_kept() {
    let coded = |code: &str| json!({"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": code}]});
    let cases = [
        (json!([coded("HH")]), vec![Flag::CriticalHigh]),
        (json!([coded("H"), coded("A"), coded("H")]), vec![Flag::High, Flag::Abnormal]),
        (json!([{"text": "Critically low"}]), vec![Flag::CriticalLow]),
        (json!([{"text": "h"}]), vec![Flag::High]),
        (json!([coded("N")]), vec![Flag::Normal]),
        (json!([coded("S")]), vec![]),
        (json!([{"text": "see note"}]), vec![]),
    ];
    let ranges = json!([{"low": mmol(3.5), "high": mmol(5.1)}]);
    for (given, expected) in cases {
        assert_eq!(flags(&mmol(9.9), &ranges, &given), expected, "{given}");
    }
}

#[test]
fn a_flag_follows_from_one_range_for_all_in_the_same_unit() {
    let both = json!([{"low": mmol(3.5), "high": mmol(5.1)}]);
    let high = json!([{"high": mmol(5.1)}]);
    let bounded = |sign: &str, value: f64| with(&mmol(value), json!({ "comparator": sign }));
    let mg = json!({"value": 9.9, "unit": "mg/dL", "code": "mg/dL"});
    let named = json!([{"high": {"value": 5.1, "unit": "mmol/L"}}]);
    let women = json!([{"high": mmol(5.1), "appliesTo": [{"text": "Women"}]}]);
    let target = json!([{"high": mmol(5.1), "type": {"coding": [{"code": "treatment"}]}}]);
    let words = json!([{"text": "3.5 to 5.1"}]);
    let cases = [
        (mmol(3.4), &both, vec![Flag::Low]),
        (mmol(5.2), &both, vec![Flag::High]),
        (mmol(5.1), &both, vec![Flag::Normal]),
        (mmol(1.0), &high, vec![Flag::Normal]),
        (json!({"value": 6, "unit": "mmol/L"}), &named, vec![Flag::High]),
        (bounded("<", 3.5), &both, vec![Flag::Low]),
        (bounded("<=", 3.5), &both, vec![]),
        (bounded("<", 5.0), &both, vec![]),
        (bounded(">", 5.1), &both, vec![Flag::High]),
        (bounded(">=", 5.2), &both, vec![Flag::High]),
        (bounded(">", 4.0), &both, vec![]),
        (mg, &both, vec![]),
        (mmol(9.9), &women, vec![]),
        (mmol(9.9), &target, vec![]),
        (mmol(9.9), &words, vec![]),
    ];
    for (value, ranges, expected) in cases {
        assert_eq!(flags(&value, ranges, &json!([])), expected, "{value} {ranges}");
    }
}
