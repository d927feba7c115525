//! What a hostile neighbour tries: other names for our address, a choice made twice, forms of thousands of fields.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::{Clinic, behind_tls},
    markup::tags,
    people::{ASHA, MEENA, PASSWORD},
};
use axum::http::StatusCode;
use futures::future::join_all;
use portal::domain::audit::Event;

async fn ask(clinic: &Clinic, host: &'static str, path: &str) -> Answer {
    clinic.browser().calling(host).get(path).await
}

#[tokio::test]
async fn a_name_that_was_pointed_at_us_is_refused_everywhere_but_for_health() {
    let clinic = Clinic::open().await;
    for path in ["/sign-in", "/nowhere", "/sandbox/phone", "/sandbox/messages", "/sandbox/events"] {
        let answer = ask(&clinic, "evil.example:8080", path).await;
        answer.is_page(StatusCode::MISDIRECTED_REQUEST).says("not our address");
        assert!(answer.cookies().is_empty(), "{path}");
    }
    let asset = ask(&clinic, "evil.example", "/assets/main.css").await;
    assert_eq!(asset.status, StatusCode::MISDIRECTED_REQUEST);
    for host in ["evil.example", "10.0.0.7:8080"] {
        assert_eq!(ask(&clinic, host, "/health/live").await.status, StatusCode::OK);
        assert_eq!(ask(&clinic, host, "/health/ready").await.status, StatusCode::OK);
    }
    for host in ["localhost", "localhost:8080", "127.0.0.1", "[::1]:8080"] {
        assert_eq!(ask(&clinic, host, "/sign-in").await.status, StatusCode::OK, "{host}");
    }
}

#[tokio::test]
async fn behind_a_proxy_only_the_public_name_is_ours() {
    let clinic = Clinic::configured(behind_tls()).await;
    for (host, status) in [
        ("portal.example", StatusCode::OK),
        ("PORTAL.example:443", StatusCode::OK),
        ("127.0.0.1:8080", StatusCode::MISDIRECTED_REQUEST),
        ("portal.example.evil", StatusCode::MISDIRECTED_REQUEST),
    ] {
        assert_eq!(ask(&clinic, host, "/sign-in").await.status, status, "{host}");
    }
}

/// A browser that has answered the code of two who share a phone, and what choosing the second sends.
async fn admitted(clinic: &Clinic) -> (Browser, String) {
    clinic.enrol(&MEENA, &[]).await;
    let mut browser = clinic.browser();
    let fields = [("identifier", ASHA.phone), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    let challenge = browser.get("/sign-in/code").await.field("challenge");
    let code = clinic.code(&ASHA).await;
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post("/sign-in/code", &fields).await.redirects_to("/sign-in/who");
    let page = browser.get("/sign-in/who").await;
    let meena = tags(&page.body).into_iter().find(|tag| {
        tag.name == "button" && tag.get("aria-label").is_some_and(|it| it.contains(MEENA.name))
    });
    (browser, meena.unwrap().get("value").unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_answered_code_signs_in_one_of_several_once() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (browser, meena) = admitted(&clinic).await;
    let posts = (0..20).map(|_| {
        let (mut browser, meena) = (browser.clone(), meena.clone());
        tokio::spawn(async move {
            let answer = browser.post("/sign-in/who", &[("patient", &meena)]).await;
            assert!(!answer.status.is_server_error(), "{}", answer.body);
            browser
        })
    });
    let mut signed_in = 0;
    for browser in join_all(posts).await {
        let home = browser.unwrap().get("/home").await;
        signed_in += u32::from(home.status == StatusCode::OK);
    }
    assert_eq!((signed_in, clinic.events(Event::SignedIn).await), (1, 1));
}

#[tokio::test]
async fn a_form_of_thousands_of_fields_is_malformed() {
    let clinic = Clinic::open().await;
    let form: String = (0..8_000).map(|n| format!("{n:x}")).collect::<Vec<_>>().join("&");
    let answer = clinic.browser().send_form("/sign-in", &crate::browser::OWN, form).await;
    answer.is_page(StatusCode::BAD_REQUEST);
}
