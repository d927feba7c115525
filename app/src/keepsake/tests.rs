use super::*;
use crate::desk::sample;
use portal::domain::{
    Millis,
    audit::Event,
    clinical::{Decimal, Document, Observation, Quantity, Report, Status, Value},
    person::Person,
};
use portal::export::Found;

fn report() -> Report {
    Report {
        title: "Blood <count>".into(),
        number: None,
        laboratory: Some("City & Co".into()),
        signed_by: vec!["Dr. Rao".into()],
        asked_by: None,
        collected_at: Some(sample::NOW),
        issued_at: None,
        conclusion: Some("<script>alert(1)</script>".into()),
        results: vec![],
        documents: vec![],
    }
}

fn found() -> Found {
    let value = Decimal::try_from("5.40".to_owned()).unwrap();
    let amount = Quantity { value, comparator: None, unit: Some("%".into()), unit_code: None };
    let analyte = portal::domain::clinical::Analyte { key: "a".into(), name: "HbA1c <b>".into() };
    let observation = Observation {
        analyte,
        status: Status::Final,
        effective_at: None,
        value: Ok(Value::Quantity(amount)),
        ranges: vec![],
        flags: vec![],
        notes: vec![],
        method: None,
        components: vec![],
        members: vec![],
    };
    Found { panel: None, observation }
}

/// All that the page may be made of, in a language.
fn page(language: Language) -> String {
    let desk = sample::desk(language);
    let person = Person {
        name: "Asha \"A\" <Verma>".into(),
        given: "Asha".into(),
        number: Some("SJ-7".into()),
        phones: vec![],
        emails: vec!["asha@example.in".into()],
        birth_date: Some("1961-02-03".into()),
        language: None,
    };
    let document =
        Document { title: "Paper".into(), media_type: "application/pdf".into(), bytes: vec![1; 9] };
    let day = Some(sample::NOW);
    [
        begin(&desk, &person, sample::NOW),
        records::report(&desk, Status::Final, &report(), &[found()], &[document]),
        records::closed(&desk, Status::UnderReview, day, None),
        records::closed(&desk, Status::Withdrawn, None, Some("City")),
        line(&desk, &Line { at: Millis(0), event: Event::RecordOpened, who: Some(Who::Clinic) }),
        end(),
    ]
    .concat()
}

#[test]
fn nothing_runs_in_it_and_nothing_is_loaded_by_it() {
    for language in Language::ALL {
        let page = page(language);
        assert!(!page.contains("<script") && !page.contains("<link") && !page.contains("<img"));
        for (at, _) in page.match_indices("href=\"") {
            assert!(page[at + 6..].starts_with("data:application/pdf;base64,"), "{page}");
        }
        for outside in ["http:", "https:", "src=", "url(", "@import", "<iframe", "<form", "onload"]
        {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(
            page.contains("default-src &#x27;none&#x27;") || page.contains("default-src 'none'")
        );
    }
}

#[test]
fn what_is_in_a_record_stays_text() {
    let page = page(Language::En);
    for text in [
        "&lt;Verma&gt;",
        "Blood &lt;count&gt;",
        "&lt;script&gt;alert(1)",
        "HbA1c &lt;b&gt;",
        "5.40",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.ends_with("</html>\n") && page.starts_with("<!DOCTYPE html>"));
    assert!(!page.contains("<!>"));
}
