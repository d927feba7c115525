//! Acts are taken from our own pages alone.

use crate::{
    addresses::{FIELDS, acts, of_report},
    browser::Browser,
    clinic::{Clinic, behind_tls},
    people::ASHA,
    shop::{self, LATA, METFORMIN, at_counter, let_in, request},
};
use axum::http::{Method, StatusCode};
use std::time::Duration;

/// What a page of another site, or of none, sends with a form.
const FOREIGN: [&[(&str, &str)]; 11] = [
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "")],
    &[("origin", "http://127.0.0.1:8081")],
    &[("origin", "http://127.0.0.1:8080.evil.example")],
    &[("origin", "https://127.0.0.1:8080")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8080")],
    &[("sec-fetch-site", "same-origin, cross-site")],
    &[("sec-fetch-site", "Cross-Site"), ("referer", "http://127.0.0.1:8080/home")],
];

/// What our own pages, and programs that are no browsers, send.
const OWN: [&[(&str, &str)]; 4] = [
    &[("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:8080")],
    &[("sec-fetch-site", "none")],
    &[("origin", "http://127.0.0.1:8080")],
    &[],
];

async fn signed_in() -> (Clinic, Browser, String) {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.unseal(&mut browser, &ASHA, &report).await;
    // From here on, whatever reaches a page leaves a trace: a sign of life is written.
    clinic.pass(Duration::from_mins(1));
    (clinic, browser, report)
}

#[tokio::test]
async fn a_post_from_elsewhere_is_refused_in_the_readers_language_and_changes_nothing() {
    let (clinic, mut browser, report) = signed_in().await;
    let before = clinic.stored();
    for path in acts() {
        for headers in FOREIGN {
            let path = of_report(&path, &report);
            let answer = browser.post_with(&path, headers, &FIELDS).await;
            answer.is_page(StatusCode::FORBIDDEN).says("We did not do that");
            answer.says("lang=\"en\"");
            assert!(answer.cookies().is_empty(), "{path} {headers:?}");
        }
    }
    browser.cookies.insert("lang".into(), "hi".into());
    for path in acts() {
        let path = of_report(&path, &report);
        let answer = browser.post_with(&path, FOREIGN[0], &FIELDS).await;
        answer.is_page(StatusCode::FORBIDDEN).says("lang=\"hi\"").hides("We did not");
    }
    assert!(clinic.stored() == before, "something was written");
    browser.get(&report).await.says("137.25");
    assert!(clinic.stored() != before, "the search finds what is written");
}

#[tokio::test]
async fn no_method_that_changes_things_is_taken_from_elsewhere() {
    let (clinic, mut browser, report) = signed_in().await;
    let before = clinic.stored();
    let methods = ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "MADE-UP"];
    for method in methods.map(|it| Method::from_bytes(it.as_bytes()).unwrap()) {
        for path in ["/sign-out", "/home", "/nowhere", &format!("{report}/seal")] {
            let answer = browser.send(method.clone(), path, FOREIGN[0], "".into()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path}");
        }
    }
    assert!(clinic.stored() == before, "something was written");
}

#[tokio::test]
async fn a_post_from_elsewhere_hands_nothing_over_at_a_counter() {
    let clinic = shop::open().await;
    let number = shop::prescribe(&clinic, &[request("m1", None, &METFORMIN)]).await.remove(0);
    let mut browser = at_counter(&clinic, &LATA).await;
    let page = let_in(&clinic, &mut browser, &number).await;
    let seen = browser.get(&page).await.field("medicine-0");
    clinic.pass(Duration::from_mins(1));
    let before = clinic.stored();
    let mut fields =
        FIELDS.map(|it| if it.0 == "number" { ("number", number.as_str()) } else { it }).to_vec();
    fields.extend([("medicine-0", seen.as_str()), ("amount-0", "30")]);
    for path in acts().iter().filter(|path| path.starts_with("/pharmacy")) {
        let path = path.replace("/pharmacy/{id}", &page);
        for headers in FOREIGN {
            let answer = browser.post_with(&path, headers, &fields).await;
            answer.is_page(StatusCode::FORBIDDEN).says("We did not do that");
        }
    }
    assert!(clinic.stored() == before, "something was written");
    browser.post(&format!("{page}/dispense"), &fields).await.redirects_to(&page);
    browser.get(&page).await.says("This is written down.");
}

#[tokio::test]
async fn a_post_from_our_own_pages_passes() {
    let (_clinic, asha, report) = signed_in().await;
    let shop = shop::open().await;
    let lata = at_counter(&shop, &LATA).await;
    for path in acts() {
        let whose = if path.starts_with("/pharmacy") { &lata } else { &asha };
        for headers in OWN {
            let mut browser = whose.clone();
            let answer = browser.post_with(&of_report(&path, &report), headers, &FIELDS).await;
            assert_ne!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
            assert!(!answer.status.is_server_error(), "{path} {}", answer.body);
        }
    }
}

#[tokio::test]
async fn behind_a_proxy_the_origin_is_the_public_one() {
    let clinic = Clinic::configured(behind_tls()).await;
    let fields = [("language", "hi"), ("back", "/")];
    let cases = [
        ("https://portal.example", StatusCode::SEE_OTHER),
        ("http://portal.example", StatusCode::FORBIDDEN),
        ("https://portal.example:444", StatusCode::FORBIDDEN),
        ("https://PORTAL.example.evil", StatusCode::FORBIDDEN),
        ("https://evil.portal.example", StatusCode::FORBIDDEN),
        ("http://127.0.0.1:8080", StatusCode::FORBIDDEN),
    ];
    for (origin, status) in cases {
        let headers = [("origin", origin)];
        let answer = clinic.browser().post_with("/language", &headers, &fields).await;
        assert_eq!(answer.status, status, "{origin}");
    }
}
