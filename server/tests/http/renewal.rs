//! The session's id, once somebody has answered a code of their own.

use crate::{
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, PASSWORD, RESULT},
};
use axum::http::header::SET_COOKIE;

const NEW: &str = "seven loud mountains";

/// Answers the code of an errand; gives the browser as it was before.
async fn answered(clinic: &Clinic, browser: &mut Browser, base: &str, then: &str) -> Browser {
    let path = format!("{base}/code");
    browser.post(&format!("{base}/ask"), &[]).await.redirects_to(&path);
    let page = browser.get(&path).await;
    let (challenge, code) = (page.field("challenge"), clinic.code(&ASHA).await);
    let before = browser.clone();
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post(&path, &fields).await.redirects_to(then);
    assert_ne!(browser.session(), before.session(), "{base}");
    before
}

async fn is_worth_nothing(mut old: Browser) {
    let cookie = old.session();
    for page in ["/home", "/settings/password", "/security"] {
        let answer = old.get(page).await;
        answer.redirects_to("/sign-in");
        assert!(answer.headers.get(SET_COOKIE).is_none(), "{page} disturbs the browser's cookie");
    }
    let left = old.get("/session/left").await;
    assert_eq!(left.body, r#"{"left":0}"#);
    assert!(left.headers.get(SET_COOKIE).is_none());
    old.get("/sign-in").await.says("Please sign in");
    old.post("/settings/password", &[("current", PASSWORD), ("password", NEW)])
        .await
        .redirects_to("/sign-in");
    assert_eq!(old.session(), cookie);
}

#[tokio::test]
async fn an_answered_code_of_ones_own_renews_the_id_and_nothing_else() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.unseal(&mut browser, &ASHA, &report).await;
    let errands = [
        ("/settings", "/settings/change"),
        ("/settings/pin", "/settings/pin"),
        ("/my-data", "/my-data"),
        ("/settings/password", "/settings/password"),
    ];
    for (base, then) in errands {
        let before = answered(&clinic, &mut browser, base, then).await;
        is_worth_nothing(before).await;
        browser.get(then).await.is_page(axum::http::StatusCode::OK);
        // What was opened stays open: to the portal it is the same session.
        browser.get(&report).await.says(RESULT);
        clinic.pass(std::time::Duration::from_secs(31));
    }
    let before = browser.clone();
    let fields = [("current", PASSWORD), ("password", NEW)];
    browser.post("/settings/password", &fields).await.redirects_to("/settings");
    assert_ne!(browser.session(), before.session(), "a new password renews it too");
    is_worth_nothing(before).await;
    browser.get("/settings").await.says("Your password is changed");
    browser.get(&report).await.says(RESULT);
}

#[tokio::test]
async fn another_tab_whose_request_crosses_the_renewal_signs_nobody_out() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let mut tab = answered(&clinic, &mut browser, "/settings", "/settings/change").await;
    // The answer to the other tab arrives last.
    for path in ["/session/left", "/settings/code/progress", "/labs"] {
        tab.get(path).await;
    }
    tab.cookies.insert("medseal".into(), browser.session());
    tab.get("/sign-in").await.redirects_to("/home");
    tab.get("/labs").await.is_page(axum::http::StatusCode::OK);
}

#[tokio::test]
async fn a_request_gives_no_cookie_again_that_the_browser_came_with() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    clinic.pass(std::time::Duration::from_secs(6));
    // The sign of life is kept, under the same id.
    let answer = browser.get("/labs").await;
    let session = answer.cookies().into_iter().filter(|it| !it.contains("medseal-page="));
    assert_eq!(session.count(), 0);
    clinic.pass(std::time::Duration::from_mins(9));
    browser.get("/labs").await.is_page(axum::http::StatusCode::OK);
}

#[tokio::test]
async fn a_session_that_was_ended_elsewhere_is_not_renewed() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.post("/settings/ask", &[]).await.redirects_to("/settings/code");
    let page = browser.get("/settings/code").await;
    let (challenge, code) = (page.field("challenge"), clinic.code(&ASHA).await);
    let mut other = clinic.signed_in(&ASHA).await;
    other.post("/security/others/end", &[]).await.redirects_to("/security");
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post("/settings/code", &fields).await.redirects_to("/sign-in");
    browser.get("/home").await.redirects_to("/sign-in");
}
