//! What was typed: it is there again after an error, but for what is secret.

use crate::{
    clinic::Clinic,
    markup::{faults, plain},
    people::{ASHA, PASSWORD},
};
use axum::http::StatusCode;

#[tokio::test]
async fn an_identifier_is_kept_as_it_was_typed_and_shown_once_and_escaped() {
    let clinic = Clinic::open().await;
    let typed = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onfocus='alert(1)' autofocus='",
        "javascript:alert(1)",
        "a@b@c",
        "{{7*7}} ${7*7} %3Cb%3E &lt;b&gt;",
        "मेरा नाम?",
        "not a number 😀",
    ];
    for identifier in typed {
        let mut browser = clinic.browser();
        let fields = [("identifier", identifier), ("password", "a secret of mine")];
        browser.post("/sign-in", &fields).await.redirects_to("/sign-in");
        let page = browser.get("/sign-in").await;
        page.is_page(StatusCode::OK).says("aria-invalid=\"true\"").hides("a secret of mine");
        assert_eq!(plain(&page.field("identifier")), identifier);
        let faults = faults(&page.body, None);
        assert!(faults.is_empty(), "{identifier}: {faults:?}");
        let again = browser.get("/sign-in").await;
        assert!(!again.body.contains("aria-invalid"), "{}", again.body);
        assert!(!plain(&again.body).contains(identifier), "{identifier} stays for ever");
    }
}

#[tokio::test]
async fn a_long_identifier_is_cut_and_no_error() {
    let clinic = Clinic::open().await;
    let mut browser = clinic.browser();
    let long = "ж".repeat(5_000);
    let fields = [("identifier", long.as_str()), ("password", "a")];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in");
    assert_eq!(browser.get("/sign-in").await.field("identifier"), "ж".repeat(200));
}

#[tokio::test]
async fn a_password_is_never_on_a_page_again() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let secret = "my very own secret";
    let long = secret.repeat(100);
    let cases = [("", secret), ("x@y", secret), (ASHA.number, secret), (ASHA.number, &long)];
    for (identifier, password) in cases {
        let mut browser = clinic.browser();
        let fields = [("identifier", identifier), ("password", password)];
        let answer = browser.post("/sign-in", &fields).await;
        answer.hides(secret);
        assert!(!format!("{:?}", answer.headers).contains("secret"), "{:?}", answer.headers);
        for page in ["/sign-in", "/sign-in/code", "/sign-in", "/nowhere"] {
            browser.visit(page).await.hides(secret);
        }
    }
}

#[tokio::test]
async fn a_code_is_never_on_a_page_again() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.browser();
    let (challenge, _) = clinic.challenge(&mut browser, &ASHA).await;
    for typed in ["975318", "97531", "975 318 24", "<975318>"] {
        let fields = [("challenge", challenge.as_str()), ("code", typed)];
        let answer = browser.post("/sign-in/code", &fields).await;
        answer.redirects_to("/sign-in/code");
        let page = browser.get("/sign-in/code").await;
        page.is_page(StatusCode::OK).says("aria-invalid").hides("97531").hides("975 318");
    }
}

#[tokio::test]
async fn both_empty_fields_are_told_at_once() {
    let clinic = Clinic::open().await;
    let mut browser = clinic.browser();
    for (identifier, password, faults) in
        [("", "", 2), ("", PASSWORD, 1), (ASHA.number, "", 1), ("x@y", "", 2)]
    {
        let fields = [("identifier", identifier), ("password", password)];
        browser.post("/sign-in", &fields).await.redirects_to("/sign-in");
        let page = browser.get("/sign-in").await;
        assert_eq!(page.body.matches("aria-invalid=\"true\"").count(), faults, "{identifier}");
        page.says("fault-summary").says("<title>Error: ");
    }
}
