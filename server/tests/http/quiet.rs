//! Log lines have ids, and nothing of a person.

use crate::{
    browser::Browser,
    clinic::Clinic,
    logs::Logs,
    people::{ASHA, PASSWORD, RESULT},
};
use std::time::Duration;

/// What no line may hold, whoever writes it and at whatever level.
fn secrets(clinic: &Clinic, codes: &[String], cookies: &[String]) -> Vec<String> {
    let mut secrets: Vec<String> = [
        "Asha",
        "Verma",
        ASHA.number,
        "SJ4711",
        "9000000001",
        "90000 00001",
        PASSWORD,
        "four+quiet",
        "four ponds",
        RESULT,
        "glucose",
        "Laboratory",
        "2025-06-01",
    ]
    .map(str::to_owned)
    .to_vec();
    let messages = clinic.sandbox().messages(None);
    secrets.extend(messages.iter().map(|message| message.text.clone()));
    secrets.extend(codes.iter().chain(cookies).cloned());
    secrets.retain(|secret| !secret.is_empty());
    secrets
}

/// A whole visit, with a mistake at every step; the codes and cookies that were used on the way.
async fn visit(clinic: &Clinic, browser: &mut Browser) -> (Vec<String>, Vec<String>) {
    let (mut codes, mut cookies) = (Vec::new(), Vec::new());
    browser.get("/labs").await;
    cookies.push(browser.session());
    for (identifier, password) in [(ASHA.number, "four ponds"), (ASHA.phone, "x"), ("a@b@c", "y")] {
        let fields = [("identifier", identifier), ("password", password)];
        browser.post("/sign-in", &fields).await;
    }
    clinic.pass(Duration::from_secs(1));
    let (challenge, code) = clinic.challenge(browser, &ASHA).await;
    codes.push(code.clone());
    for typed in ["864209", "86420", code.as_str()] {
        let fields = [("challenge", challenge.as_str()), ("code", typed)];
        browser.post("/sign-in/code", &fields).await;
    }
    cookies.push(browser.session());
    codes.extend(["864209".to_owned(), "86420".to_owned()]);
    let report = clinic.report(browser).await;
    clinic.unseal(browser, &ASHA, &report).await;
    codes.push(clinic.code(&ASHA).await);
    browser.get(&report).await.says(RESULT);
    browser.get(&format!("{report}/documents/0")).await;
    browser.get("/session/left").await;
    browser.post("/sign-out", &[]).await;
    cookies.push(browser.session());
    browser.cookies.insert("medseal".into(), "not-an-id".into());
    browser.get("/home").await;
    cookies.push("not-an-id".to_owned());
    (codes, cookies)
}

#[tokio::test]
async fn a_whole_visit_leaves_nothing_of_the_person_in_the_log() {
    let logs = Logs::listen();
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.browser();
    let (codes, cookies) = visit(&clinic, &mut browser).await;
    let text = logs.take();
    for secret in secrets(&clinic, &codes, &cookies) {
        let line = text.lines().find(|line| line.contains(&secret));
        assert_eq!(line, None, "a line holds {secret:?}");
    }
    for expected in
        [r#"path="/sign-in/code" status=303"#, r#"method=POST path="/sign-in" "#, "status=200"]
    {
        assert!(text.contains(expected), "no line with {expected:?}: {text}");
    }
}

#[tokio::test]
async fn what_is_in_an_address_besides_its_path_is_not_logged() {
    let logs = Logs::listen();
    let clinic = Clinic::open().await;
    let mut browser = clinic.browser();
    browser.get("/sign-in?identifier=%2B919000000001&password=secret").await;
    browser.get("/sandbox/messages?to=%2B919000000001").await;
    browser.get("/signed-out?in=hi&name=Asha").await;
    let text = logs.take();
    for secret in ["9000000001", "secret", "Asha", "identifier="] {
        let line = text.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "a line holds {secret:?}");
    }
    assert!(text.contains(r#"path="/sandbox/messages" status=200"#), "{text}");
}

#[tokio::test]
async fn nobody_writes_lines_of_their_own_into_the_log() {
    let logs = Logs::listen();
    let clinic = Clinic::open().await;
    for path in ["/%0aINFO%20forged", "/%0d%0aforged", "/a%1b[31mforged", "/%E2%80%A8forged"] {
        clinic.browser().get(path).await;
    }
    let text = logs.take();
    assert_eq!(text.matches(r#"path="/-""#).count(), 4, "{text}");
    assert!(!text.contains("forged"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}
