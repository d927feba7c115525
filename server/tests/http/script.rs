//! Script in every text that comes from outside: pages show it, and none runs it.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    markup::{faults, plain},
    people::ASHA,
};
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use server::config::Config;
use std::time::Duration;

/// What somebody would write into field `n`: elements, quotes to break out of attributes, and addresses that run.
fn hostile(n: u8) -> String {
    format!(
        "f{n}!<script>alert({n})</script>\"'><img src=x onerror=alert({n})><svg/onload=alert({n})>\
         </title></textarea><!--{{{{{n}*{n}}}}} javascript:alert({n})"
    )
}

/// How field `n` begins on a page that shows it.
fn shown(n: u8) -> String {
    format!("f{n}!<script>alert({n})</script>")
}

fn observation(id: &str, day: &str) -> Value {
    json!({
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "category": [{ "coding": [{ "code": "laboratory" }] }],
        "code": { "text": hostile(10), "coding": [{ "system": "http://loinc.org", "code": "1558-6" }] },
        "subject": { "reference": "Patient/SJ-4711", "display": hostile(40) },
        "effectiveDateTime": format!("{day}T06:00:00Z"),
        "valueQuantity": { "value": 137.25, "unit": hostile(11), "code": hostile(41) },
        "interpretation": [{ "text": hostile(42), "coding": [{ "code": "H", "display": hostile(43) }] }],
        "note": [{ "text": hostile(12) }],
        "method": { "text": hostile(46) },
        "bodySite": { "text": hostile(44) },
        "referenceRange": [
            { "low": { "value": 70, "unit": hostile(11) }, "high": { "value": 100, "unit": hostile(11) },
              "appliesTo": [{ "text": hostile(14) }] },
            { "text": hostile(15) },
        ],
        "component": [{
            "code": { "text": hostile(16) },
            "valueString": hostile(17),
            "referenceRange": [{ "text": hostile(47) }],
        }],
    })
}

fn worded(id: &str, value: (&str, Value)) -> Value {
    let mut resource = observation(id, "2025-06-01");
    let members = resource.as_object_mut().unwrap();
    for gone in ["valueQuantity", "component", "referenceRange", "interpretation"] {
        members.remove(gone);
    }
    members["code"] = json!({ "text": format!("{id} {}", hostile(19)) });
    members.insert(value.0.to_owned(), value.1);
    resource
}

/// The report that shows them all.
fn report() -> Value {
    let text = STANDARD.encode(hostile(39));
    let results = ["o2", "v1", "v2", "v3", "v4", "v5"];
    let results = results.map(|id| json!({ "reference": format!("Observation/{id}") }));
    json!({
        "resourceType": "DiagnosticReport", "id": "r2", "status": "final",
        "category": [{ "coding": [{ "code": "LAB" }] }],
        "code": { "text": hostile(2) },
        "subject": { "reference": "Patient/SJ-4711" },
        "effectiveDateTime": "2025-06-01T06:00:00Z",
        "identifier": [{ "value": hostile(3) }],
        "performer": [
            { "type": "Organization", "display": hostile(4) },
            { "type": "Practitioner", "display": hostile(5) },
        ],
        "basedOn": [{ "reference": "ServiceRequest/s" }],
        "result": results,
        "conclusion": hostile(6),
        "presentedForm": [
            { "contentType": "application/pdf", "title": hostile(7), "data": "JVBERi0xLjQ=" },
            { "contentType": "application/pdf", "title": hostile(8), "data": "JVBERi0xLjQ=" },
            { "contentType": "text/plain", "data": text },
            { "contentType": "text/html", "title": hostile(45), "data": text },
        ],
    })
}

/// A bundle with script in every text that it may hold.
fn bundle() -> Vec<u8> {
    let quantity = |n| json!({ "value": 5, "unit": hostile(n) });
    let patient = json!({
        "resourceType": "Patient", "id": "SJ-4711",
        "identifier": [{ "type": { "coding": [{ "code": "MR" }] }, "system": "https://c.example", "value": "SJ-4711" }],
        "name": [{ "text": hostile(1) }],
        "telecom": [{ "system": "phone", "value": ASHA.phone }],
    });
    let earlier = json!({
        "resourceType": "DiagnosticReport", "id": "r1", "status": "final",
        "code": { "text": hostile(2) },
        "subject": { "reference": "Patient/SJ-4711" },
        "effectiveDateTime": "2024-06-01T06:00:00Z",
        "result": [{ "reference": "Observation/o1" }],
    });
    let request = json!({
        "resourceType": "ServiceRequest", "id": "s", "status": "active", "intent": "order",
        "subject": { "reference": "Patient/SJ-4711" },
        "requester": { "type": "Practitioner", "display": hostile(9) },
    });
    testkit::bundle(&[
        patient,
        observation("o1", "2024-06-01"),
        observation("o2", "2025-06-01"),
        worded("v1", ("valueString", json!(hostile(20)))),
        worded("v2", ("valueCodeableConcept", json!({ "text": hostile(21) }))),
        worded("v3", ("valueRange", json!({ "low": quantity(22), "high": quantity(23) }))),
        worded(
            "v4",
            ("valueRatio", json!({ "numerator": quantity(24), "denominator": quantity(18) })),
        ),
        worded("v5", ("dataAbsentReason", json!({ "text": hostile(13) }))),
        request,
        earlier,
        report(),
    ])
}

#[track_caller]
fn runs_nothing(answer: &Answer) {
    answer.is_page(StatusCode::OK);
    let policy = answer.header("content-security-policy");
    let nonce = policy.split_once("'nonce-").and_then(|(_, rest)| rest.split('\'').next());
    let faults = faults(&answer.body, nonce);
    assert!(faults.is_empty(), "{faults:#?}");
    for part in ["<script>alert", "<img", "<svg/", "<!--{"] {
        answer.hides(part);
    }
}

async fn open_report(clinic: &Clinic, browser: &mut Browser) -> (String, Answer) {
    let report = clinic.report(browser).await;
    clinic.unseal(browser, &ASHA, &report).await;
    let open = browser.get(&report).await;
    (report, open)
}

#[tokio::test]
async fn script_in_a_bundle_is_text_on_every_page() {
    let mut config = Config::default();
    config.labs.show_test_names = true;
    let clinic = Clinic::configured(config).await;
    clinic.import(&bundle()).await;
    clinic.let_in(&ASHA).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    for page in ["/home", "/labs", "/session/ending", "/sandbox/phone"] {
        runs_nothing(&browser.get(page).await);
    }
    let report = clinic.report(&mut browser).await;
    runs_nothing(&browser.get(&report).await);
    browser.post(&format!("{report}/ask"), &[]).await;
    runs_nothing(&browser.get(&format!("{report}/code")).await);
    clinic.pass(Duration::from_secs(1));
    let (report, open) = open_report(&clinic, &mut browser).await;
    runs_nothing(&open);
    let text = plain(&open.body);
    let missing: Vec<u8> = (1..=24).filter(|n| !text.contains(&shown(*n))).collect();
    assert!(missing.is_empty(), "not on the page: {missing:?}");
    for part in ["0", "1"] {
        let document = browser.get(&format!("{report}/documents/{part}")).await;
        assert_eq!(document.header("content-disposition"), "inline; filename=\"document.pdf\"");
    }
    runs_nothing(&browser.get("/labs").await);
    runs_nothing(&browser.get("/home").await);
}

#[tokio::test]
async fn script_in_the_clinics_own_name_is_text_too() {
    for help in [hostile(51), "\"><script>alert(52)</script>@clinic.example".to_owned()] {
        let mut config = Config::default();
        config.clinic.name = hostile(50);
        config.clinic.help = Some(help);
        let clinic = Clinic::configured(config).await;
        clinic.enrol(&ASHA, &["2025-06-01"]).await;
        let mut browser = clinic.browser();
        for page in ["/sign-in", "/signed-out", "/sandbox/phone"] {
            let answer = browser.get(page).await;
            runs_nothing(&answer);
            assert!(plain(&answer.body).contains(&shown(50)), "{page}");
        }
        let absent = browser.get("/nowhere").await;
        assert!(faults(&absent.body, None).is_empty(), "{}", absent.body);
        let mut browser = clinic.signed_in(&ASHA).await;
        runs_nothing(&open_report(&clinic, &mut browser).await.1);
    }
}
