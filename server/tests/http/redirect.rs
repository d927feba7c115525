//! Nobody is led away from the portal.

use crate::{
    addresses::{FIELDS, acts, of_report},
    answer::Answer,
    browser::OWN,
    clinic::Clinic,
    people::{ASHA, PASSWORD},
};
use axum::http::StatusCode;

const EVIL: &str = "https://evil.example/labs";

/// Where somebody would like to lead a browser, and whether that is a place of ours.
const PLACES: [(&str, bool); 27] = [
    ("/labs", true),
    ("/home?over", true),
    ("/%2f%2fevil.example", true),
    ("/%5cevil.example", true),
    ("/@evil.example", true),
    ("/https://evil.example", true),
    ("//evil.example", false),
    ("///evil.example", false),
    ("/\\evil.example", false),
    ("\\\\evil.example", false),
    ("\\/evil.example", false),
    ("https://evil.example", false),
    ("HTTPS://evil.example", false),
    ("https:evil.example", false),
    ("http:/\\evil.example", false),
    ("javascript:alert(1)", false),
    ("data:text/html,<script>alert(1)</script>", false),
    ("evil.example", false),
    ("@evil.example", false),
    ("", false),
    (" //evil.example", false),
    ("\t//evil.example", false),
    ("/\t/evil.example", false),
    ("/\n/evil.example", false),
    ("/\r\nset-cookie: a=b", false),
    ("/\0", false),
    ("/\u{2028}/evil.example", false),
];

/// Holds that a browser that follows this stays here (WHATWG URL: it drops tabs and newlines, and reads `\` as `/`).
#[track_caller]
fn stays(answer: &Answer, what: &str) {
    let location: String =
        answer.location().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let location = location.trim().replace('\\', "/");
    assert!(location.starts_with('/') && !location.starts_with("//"), "{what}: {location}");
}

#[tokio::test]
async fn the_page_that_sent_an_act_never_says_where_it_leads() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser.clone()).await;
    for path in acts() {
        for mut browser in [browser.clone(), clinic.browser()] {
            let [site, origin] = OWN;
            let headers = [site, origin, ("referer", EVIL)];
            let answer = browser.post_with(&of_report(&path, &report), &headers, &FIELDS).await;
            answer.hides("evil.example");
            if answer.status.is_redirection() {
                stays(&answer, &path);
                assert!(!answer.location().contains("evil"), "{path}: {}", answer.location());
            }
        }
    }
}

#[tokio::test]
async fn no_parameter_says_where_to_go_after_signing_in() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let parameters = ["next", "return_to", "back", "redirect", "url", "continue", "from", "to"];
    for parameter in parameters {
        clinic.pass(std::time::Duration::from_hours(1));
        let mut browser = clinic.browser();
        let query = format!("?{parameter}=https%3A%2F%2Fevil.example");
        for page in ["/", "/home", "/sign-in", "/sign-in/code", "/labs", "/session/ending"] {
            let answer = browser.visit(&format!("{page}{query}")).await;
            answer.hides("evil.example");
        }
        let fields = [("identifier", ASHA.number), ("password", PASSWORD), (parameter, EVIL)];
        browser.post(&format!("/sign-in{query}"), &fields).await.redirects_to("/sign-in/code");
        let challenge = browser.get("/sign-in/code").await.field("challenge");
        let code = clinic.code(&ASHA).await;
        let fields = [("challenge", challenge.as_str()), ("code", &code), (parameter, EVIL)];
        let answer = browser.post(&format!("/sign-in/code{query}"), &fields).await;
        answer.redirects_to("/labs");
    }
}

#[tokio::test]
async fn the_way_back_leads_to_places_of_ours_alone() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let long = format!("/{}", "a".repeat(60_000));
    for (place, ours) in PLACES.into_iter().chain([(long.as_str(), false)]) {
        let to = |else_to: &'static str| if ours { place.to_owned() } else { else_to.to_owned() };
        let fields = [("language", "en"), ("back", place)];
        let answer = browser.post("/language", &fields).await;
        stays(&answer, place);
        answer.redirects_to(&to("/"));
        let answer = browser.post("/session/stay", &fields[1..]).await;
        stays(&answer, place);
        answer.redirects_to(&to("/home"));
    }
    for encoded in ["%2f%2fevil.example", "%2F%5Cevil.example", "%09%2f%2fevil.example"] {
        let answer = browser.send_form("/language", &OWN, format!("language=en&back={encoded}"));
        answer.await.redirects_to("/");
    }
}

#[tokio::test]
async fn the_page_to_come_back_to_is_a_page_of_ours() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let wanted = [
        "/labs//evil.example",
        "//evil.example/labs/x",
        "/labs/%2f%2fevil.example",
        "/labs/%5c%5cevil.example",
        "/labs/..%2f..%2f%2fevil.example",
        "/home/@evil.example",
        "/sign-out",
        "/labs",
    ];
    for page in wanted {
        clinic.pass(std::time::Duration::from_hours(1));
        let mut browser = clinic.browser();
        browser.get(page).await;
        let answer = clinic.sign_in(&mut browser, &ASHA).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        stays(&answer, page);
        let here = ["/home", "/labs"].iter().any(|ours| answer.location().starts_with(ours));
        assert!(here, "{page} leads to {}", answer.location());
        browser.visit(answer.location()).await.hides("evil.example/");
    }
}
