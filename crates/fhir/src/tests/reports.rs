//! Laboratory reports.

use super::{collection, fault, last_report, outcome, report, with};
use domain::{Millis, clinical::Status};
use serde_json::{Value, json};

/// `%PDF-1` in base64.
const PDF: &str = "JVBERi0x";

fn of(changes: Value) -> crate::ReportIn {
    last_report(&collection(&[with(&report(), changes)])).value
}

#[test]
fn a_report_is_read_whole() {
    let found = of(json!({
        "status": "appended",
        "identifier": [{"value": "ORD-1"}, {"value": "LAB-77", "type": {"coding": [{"code": "FILL"}]}}],
        "resultsInterpreter": [{"display": "Dr. B", "type": "Practitioner"}],
        "conclusion": "<i>Normal</i>\nkidney function"
    }));
    assert_eq!(found.status, Status::Amended);
    assert_eq!(found.at, Some(Millis(1_709_614_800_000)));
    assert_eq!(found.report.title, "Kidney function");
    assert_eq!(found.report.number.as_deref(), Some("LAB-77"));
    assert_eq!(found.report.collected_at, Some(Millis(1_709_614_800_000)));
    assert_eq!(found.report.issued_at, Some(Millis(1_709_641_800_000)));
    assert_eq!(found.report.signed_by, ["Dr. B"]);
    assert_eq!(found.report.conclusion.as_deref(), Some("<i>Normal</i>\nkidney function"));
    assert_eq!(found.report.results, ["Observation/o1"]);
    assert_eq!(found.patient.key.as_deref(), Some("Patient/7"));
}

#[test]
fn reports_are_sorted_by_the_specimen_then_by_the_release() {
    let cases = [
        (json!({"effectiveDateTime": null}), Some(1_709_641_800_000)),
        (json!({"effectiveDateTime": null, "issued": null}), None),
        (
            json!({"effectiveDateTime": null, "effectivePeriod": {"end": "2024-03-05T05:00:00Z"}}),
            Some(1_709_614_800_000),
        ),
    ];
    for (changes, expected) in cases {
        assert_eq!(of(changes).at, expected.map(Millis));
    }
}

#[test]
fn a_laboratorys_report_has_its_category_or_results_or_a_document() {
    let radiology = json!([{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": "RAD"}]}]);
    let pdf = json!([{"contentType": "application/pdf", "data": PDF}]);
    let cases = [
        (json!({"result": null}), true),
        (json!({"category": null}), true),
        (json!({"category": radiology}), true),
        (json!({"category": radiology, "result": null}), false),
        (json!({"category": radiology, "result": null, "presentedForm": pdf}), true),
        (json!({"category": null, "result": null}), false),
        (json!({"category": null, "result": null, "subject": null, "code": null}), false),
        (json!({"subject": {"reference": "Location/1"}}), false),
    ];
    for (changes, kept) in cases {
        let outcome = outcome(&with(&report(), changes.clone())).unwrap();
        assert_eq!(outcome.is_some(), kept, "{changes}");
    }
}

#[test]
fn documents_keep_their_order_and_text_fills_an_empty_conclusion() {
    let forms = json!([
        {"contentType": "text/html", "data": "PGI+"},
        {"contentType": "application/pdf", "data": PDF, "title": "Part 1"},
        {"contentType": "application/pdf", "url": "https://x.example/2.pdf"},
        {"contentType": "text/plain", "data": "QWxsIHdlbGw="},
        {"contentType": "application/pdf", "data": PDF}
    ]);
    let found = of(json!({ "presentedForm": forms }));
    assert_eq!(found.report.documents, ["Part 1", "Kidney function"]);
    let kept: Vec<(&str, &[u8])> =
        found.documents.iter().map(|one| (one.media_type.as_str(), one.bytes.as_slice())).collect();
    assert_eq!(kept, [("application/pdf", b"%PDF-1".as_slice()), ("application/pdf", b"%PDF-1")]);
    assert_eq!(found.report.conclusion.as_deref(), Some("All well"));
    let coded = json!([{"text": "Anaemia"}, {"coding": [{"display": "Iron deficiency"}]}]);
    let found = of(json!({"presentedForm": forms, "conclusionCode": coded}));
    assert_eq!(found.report.conclusion.as_deref(), Some("Anaemia; Iron deficiency"));
}

#[test]
fn the_encounter_tells_the_laboratory_and_the_request_who_asked() {
    let found = last_report(&collection(&[
        json!({"resourceType": "Organization", "id": "c", "name": "Sanjeevani Clinic"}),
        json!({"resourceType": "Encounter", "id": "e", "serviceProvider": {"reference": "Organization/c"}}),
        json!({"resourceType": "Practitioner", "id": "p", "name": [{"text": "Dr. Kavita Nair"}]}),
        json!({"resourceType": "ServiceRequest", "id": "s", "requester": {"reference": "Practitioner/p"}}),
        with(
            &report(),
            json!({
                "encounter": {"reference": "Encounter/e"},
                "basedOn": [{"reference": "CarePlan/1"}, {"reference": "ServiceRequest/s"}]
            }),
        ),
    ]));
    assert_eq!(found.value.report.laboratory.as_deref(), Some("Sanjeevani Clinic"));
    assert_eq!(found.value.report.asked_by.as_deref(), Some("Dr. Kavita Nair"));
    assert_eq!(found.value.requester.unwrap().key.as_deref(), Some("Practitioner/p"));
}

#[test]
fn what_is_wrong_with_a_report_is_named() {
    let form = |form: Value| json!({"presentedForm": [form]});
    let cases = [
        (json!({"status": null}), "DiagnosticReport.status"),
        (json!({"status": "active"}), "DiagnosticReport.status"),
        (json!({"status": ["final"]}), "DiagnosticReport.status"),
        (json!({"code": null}), "DiagnosticReport.code"),
        (json!({"issued": "2024-03-05"}), "DiagnosticReport.issued"),
        (json!({"result": {"reference": "x"}}), "DiagnosticReport.result"),
        (json!({"result": [{"reference": 5}]}), "DiagnosticReport.result[0].reference"),
        (
            form(json!({"contentType": "application/pdf", "data": "T2s="})),
            "DiagnosticReport.presentedForm[0].data",
        ),
        (
            form(json!({"contentType": "application/pdf", "data": "%%%"})),
            "DiagnosticReport.presentedForm[0].data",
        ),
    ];
    for (changes, path) in cases {
        assert_eq!(fault(&with(&report(), changes)).path(), path);
    }
}
