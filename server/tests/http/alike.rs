//! A stranger cannot tell an account that exists from one that does not.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, PASSWORD},
};
use courier::sandbox::{Delay, Manner, Operator};
use std::time::Duration;

/// What is typed: the right password, a wrong one, an account that nobody has, for each kind of identifier.
const TYPED: [(&str, &str); 6] = [
    (ASHA.number, PASSWORD),
    (ASHA.number, "four quiet ponds"),
    ("SJ-9999", PASSWORD),
    (ASHA.phone, "four quiet ponds"),
    ("+919000000099", PASSWORD),
    ("nobody@clinic.example", PASSWORD),
];

/// Everything a browser can see of an answer, without what is new in each.
fn seen(answer: &Answer) -> String {
    let headers = answer.headers.iter().filter(|(name, _)| *name != "set-cookie");
    let mut headers: Vec<_> = headers.map(|(name, value)| format!("{name}: {value:?}")).collect();
    headers.sort();
    let cookies: Vec<_> = answer.cookies().into_iter().map(shape).collect();
    let mut text = format!("{} {headers:?} {cookies:?} {}", answer.status, answer.body);
    let policy = answer.header("content-security-policy");
    if let Some((_, rest)) = policy.split_once("'nonce-") {
        text = text.replace(rest.split('\'').next().unwrap(), "NONCE");
    }
    if answer.body.contains("name=\"challenge\"") {
        text = text.replace(&answer.field("challenge"), "CHALLENGE");
        text = text.replace(&format!("Ref {}", answer.reference()), "Ref XX");
    }
    text
}

/// What came back, but for what this very browser typed, which a form may say again.
fn without(typed: &str, answer: &Answer) -> String {
    let text = seen(answer);
    if !answer.body.contains(typed) {
        return text;
    }
    text.replace(&answer.body.len().to_string(), "LENGTH").replace(typed, "TYPED")
}

/// A cookie without its value, but with the length of that.
fn shape(cookie: &str) -> String {
    let (name, rest) = cookie.split_once('=').unwrap();
    let (value, attributes) = rest.split_once(';').unwrap_or((rest, ""));
    format!("{name}={};{attributes}", value.len())
}

/// Everything that may be tried at the code page by somebody who has no code.
async fn walk(clinic: &Clinic, browser: &mut Browser, typed: (&str, &str)) -> Vec<String> {
    let fields = [("identifier", typed.0), ("password", typed.1)];
    // Texts take as long as they do where nothing better is known.
    let delay = Delay::try_from(4).unwrap();
    let sms = Manner { delay, ..Manner::default() };
    clinic.sandbox().set_operator(Operator { sms, ..Operator::default() });
    let mut all = vec![browser.post("/sign-in", &fields).await];
    clinic.deliver().await;
    all.push(browser.get("/sign-in/code").await);
    let challenge = all[1].field("challenge");
    let resend = [("challenge", challenge.as_str())];
    all.push(browser.ask("/sign-in/resend", &resend).await);
    clinic.pass(Duration::from_secs(5));
    clinic.deliver().await;
    all.push(browser.get("/sign-in/code/progress").await);
    clinic.pass(Duration::from_secs(25));
    all.push(browser.ask("/sign-in/resend", &resend).await);
    clinic.deliver().await;
    all.push(browser.get("/sign-in/code/progress").await);
    all.push(browser.ask("/sign-in/call", &resend).await);
    clinic.deliver().await;
    all.push(browser.get("/sign-in/code/progress").await);
    all.push(browser.post("/sign-in/call", &resend).await);
    all.push(browser.post("/sign-in/resend", &resend).await);
    all.push(browser.get("/sign-in/code").await);
    for code in ["12345", "000000", "000001", "000002", "000003", "000004", "000005"] {
        let fields = [("challenge", challenge.as_str()), ("code", code)];
        all.push(browser.post("/sign-in/code", &fields).await);
        all.push(browser.get("/sign-in/code").await);
    }
    all.push(browser.post("/sign-in/resend", &resend).await);
    all.push(browser.visit("/sign-in/code").await);
    all.push(browser.get("/sign-in").await);
    all.iter().map(|it| without(typed.0, it)).collect()
}

#[tokio::test]
async fn right_wrong_and_unknown_look_the_same_at_every_step() {
    let mut walks = Vec::new();
    for typed in TYPED {
        let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
        walks.push((typed, walk(&clinic, &mut clinic.browser(), typed).await));
    }
    let (_, first) = walks.remove(0);
    assert!(first[1].contains("CHALLENGE") && first[1].contains("NONCE"), "{}", first[1]);
    for (typed, walk) in walks {
        for (step, (expected, seen)) in first.iter().zip(&walk).enumerate() {
            assert_eq!(expected, seen, "step {step} of {typed:?}");
        }
    }
}

#[tokio::test]
async fn a_code_that_ends_by_itself_looks_the_same() {
    let mut pages = Vec::new();
    for (identifier, password) in TYPED {
        let clinic = Clinic::with(&ASHA, &[]).await;
        let mut browser = clinic.browser();
        let fields = [("identifier", identifier), ("password", password)];
        browser.post("/sign-in", &fields).await;
        clinic.pass(Duration::from_secs(90));
        pages.push(seen(&browser.get("/sign-in/code").await));
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
}

#[tokio::test]
async fn the_limits_of_sending_look_the_same() {
    let mut stories = Vec::new();
    for (identifier, password) in TYPED {
        let clinic = Clinic::with(&ASHA, &[]).await;
        let mut story = Vec::new();
        for _ in 0..6 {
            let mut browser = clinic.browser();
            let fields = [("identifier", identifier), ("password", password)];
            let answer = browser.post("/sign-in", &fields).await;
            let page = browser.get("/sign-in").await;
            story.push((answer.location().to_owned(), page.body.replace(identifier, "WHO")));
        }
        let told = &story[5];
        assert!(told.0 == "/sign-in" && told.1.contains("many codes already"), "{told:?}");
        stories.push(story);
    }
    assert!(stories.iter().all(|story| *story == stories[0]), "{stories:#?}");
}
