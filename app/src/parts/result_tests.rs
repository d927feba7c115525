use super::*;
use crate::desk::sample::desk;
use portal::domain::{
    Language,
    clinical::{Absent, Analyte, Quantity, Range, Value},
};

fn amount(value: &str, unit: &str) -> Quantity {
    Quantity {
        value: value.to_owned().try_into().unwrap(),
        comparator: None,
        unit: Some(unit.into()),
        unit_code: None,
    }
}

fn range(low: Option<&str>, high: Option<&str>) -> Range {
    Range {
        low: low.map(|low| amount(low, "g/dL")),
        high: high.map(|high| amount(high, "g/dL")),
        text: None,
        applies_to: None,
    }
}

fn haemoglobin(value: Result<Value, Absent>) -> Observation {
    Observation {
        analyte: Analyte { key: "loinc|718-7".into(), name: "Haemoglobin".into() },
        status: Status::Final,
        effective_at: None,
        value,
        ranges: vec![range(Some("12.0"), Some("15.5"))],
        flags: vec![Flag::Low],
        notes: Vec::new(),
        method: None,
        components: Vec::new(),
        members: Vec::new(),
    }
}

fn low() -> Observation {
    haemoglobin(Ok(Value::Quantity(amount("10.90", "g/dL"))))
}

fn html(observation: &Observation, panel: Option<&str>) -> String {
    let line = Line { place: 3, observation, panel, has_trend: true };
    table(&desk(Language::En), "Results".into(), &[line]).to_html()
}

/// What a reader sees, without the markup.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

#[test]
fn a_result_has_its_value_range_bar_and_flag() {
    let html = html(&low(), None);
    let text = text(&html);
    for part in ["10.90", "g/dL", "12.0 to 15.5\u{a0}g/dL", "Low", "See earlier results"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    for part in ["href=\"#trend-3\"", "class=\"range-band\"", "class=\"flag flag-low\""] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn whatever_a_laboratory_writes_is_text() {
    let evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    let mut observation = low();
    observation.analyte.name = evil.into();
    observation.value = Ok(Value::Text(evil.into()));
    observation.notes = vec![evil.into()];
    observation.ranges =
        vec![Range { text: Some(evil.into()), applies_to: Some(evil.into()), ..range(None, None) }];
    let html = html(&observation, Some(evil));
    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    assert!(html.matches("&lt;script&gt;").count() >= 6, "{html}");
}

#[test]
fn values_of_every_kind_are_said() {
    let less = Quantity { comparator: Some("<".into()), ..amount("0.5", "g/dL") };
    let why = Absent { reason: Some("Specimen unsatisfactory".into()) };
    let cases: [(Result<Value, Absent>, &str); 10] = [
        (Ok(Value::Quantity(less)), "less than 0.5\u{a0}g/dL"),
        (Ok(Value::Text("B Rh positive".into())), "B Rh positive"),
        (Ok(Value::Integer(4)), "4"),
        (Ok(Value::Boolean(true)), "Yes"),
        (
            Ok(Value::Range(Some(amount("1", "g/L")), Some(amount("2", "g/L")))),
            "1\u{a0}g/L to 2\u{a0}g/L",
        ),
        (Ok(Value::Ratio(amount("1", ""), amount("128", ""))), "1 to 128"),
        (Ok(Value::Time("2026-03-12".into())), "12\u{a0}March 2026"),
        (Ok(Value::Period(Some("2026-03-12".into()), None)), "From 12\u{a0}March 2026"),
        (Err(why), "No result: Specimen unsatisfactory"),
        (Err(Absent { reason: None }), "No result"),
    ];
    for (value, words) in cases {
        let text = text(&html(&haemoglobin(value), None));
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn no_bar_is_drawn_where_comparing_makes_no_sense() {
    let two = vec![range(Some("12"), Some("15")), range(Some("13"), Some("17"))];
    let other_unit = vec![Range { low: Some(amount("120", "g/L")), ..range(None, None) }];
    for ranges in [two, other_unit, Vec::new()] {
        let html = html(&Observation { ranges, ..low() }, None);
        assert!(!html.contains("range-pin"), "{html}");
    }
    let html = html(&Observation { ranges: vec![range(None, Some("15"))], ..low() }, None);
    assert!(html.contains("range-pin") && text(&html).contains("15\u{a0}g/dL or less"), "{html}");
}

#[test]
fn components_stand_for_a_value_and_raise_their_flags() {
    let part = |name: &str, flags: Vec<Flag>| Component {
        analyte: Analyte { key: name.into(), name: name.into() },
        value: Ok(Value::Quantity(amount("142", "mmHg"))),
        ranges: Vec::new(),
        flags,
    };
    let components = vec![part("Upper", vec![Flag::CriticalHigh]), part("Lower", Vec::new())];
    let absent = Err(Absent { reason: None });
    let observation = Observation { components, flags: Vec::new(), ..haemoglobin(absent) };
    let html = html(&observation, None);
    assert!(html.contains("row-critical") && !text(&html).contains("No result"), "{html}");
    assert_eq!(flags([&observation, &low()]), [Flag::CriticalHigh, Flag::Low]);
    assert!(is_critical(&observation) && !is_critical(&low()));
}

#[test]
fn a_withdrawn_result_shows_neither_value_nor_flag() {
    let observation =
        Observation { status: Status::Withdrawn, flags: vec![Flag::CriticalLow], ..low() };
    let html = html(&observation, None);
    assert!(text(&html).contains("Taken back, it was a mistake"), "{html}");
    for part in ["10.90", "flag", "range-pin", "row-critical"] {
        assert!(!html.contains(&format!("class=\"{part}")) && !html.contains("10.90"), "{part}");
    }
}

#[test]
fn each_panel_has_one_heading() {
    let (a, b) = (low(), low());
    let line = |observation, panel| Line { place: 0, observation, panel, has_trend: false };
    let lines = [
        line(&a, None),
        line(&a, Some("Lipids")),
        line(&b, Some("Lipids")),
        line(&b, Some("Liver")),
    ];
    let html = table(&desk(Language::Hi), "नतीजे".into(), &lines).to_html();
    assert_eq!(html.matches("class=\"panel\"").count(), 2, "{html}");
}

#[test]
fn what_a_doctor_must_see_is_named_and_linked_to_its_row() {
    let critical = Observation { flags: vec![Flag::CriticalLow], ..low() };
    let row = html(&critical, None);
    let link = link(&desk(Language::En), 3, &critical).to_html();
    assert!(row.contains("id=\"result-3\""), "{row}");
    assert!(link.contains("href=\"#result-3\""), "{link}");
    assert!(text(&link).contains("Haemoglobin: 10.90 g/dL"), "{link}");
    assert!(
        !html(&low(), None).contains("id=\"result-"),
        "a row that nothing leads to has no name"
    );
}
