//! Activating an account, forgetting a password, changing it, and settings, as a browser without scripts meets them.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, PASSWORD, RAVI},
};
use axum::http::StatusCode;
use courier::sandbox::{Delay, Manner, Operator};
use portal::domain::{
    audit::Event,
    id::PatientId,
    notice::VERSION,
    settings::{Settings, TextSize},
};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::Person;

const NEW: &str = "seven loud mountains";
/// 29 February 1948, as it is typed.
const BORN: [(&str, &str); 3] = [("day", "29"), ("month", "2"), ("year", "1948")];

/// A clinic in which somebody has not activated their account yet.
async fn arrived(person: &Person) -> Clinic {
    arrived_as(testkit::patient(person)).await
}

/// The same, for somebody whom the clinic knows to read Hindi.
pub async fn arrived_who_reads_hindi(person: &Person) -> Clinic {
    let mut resource = testkit::patient(person);
    let hindi = json!({ "language": { "coding": [{ "code": "hi" }] }, "preferred": true });
    resource["communication"] = json!([hindi]);
    arrived_as(resource).await
}

async fn arrived_as(mut resource: Value) -> Clinic {
    let clinic = Clinic::open().await;
    resource["birthDate"] = json!("1948-02-29");
    clinic.import(&testkit::bundle(&[resource])).await;
    clinic
}

fn claim(number: &str) -> Vec<(&str, &str)> {
    [&[("identifier", number)], &BORN[..]].concat()
}

/// Answers the code that the page at `path` asks for.
async fn answer(clinic: &Clinic, browser: &mut Browser, path: &str, person: &Person) -> Answer {
    let page = browser.get(path).await;
    let (challenge, code) = (page.field("challenge"), clinic.code(person).await);
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post(path, &fields).await
}

/// Goes as far as the page on which a password is chosen.
pub async fn earn(clinic: &Clinic, browser: &mut Browser, base: &str, person: &Person) {
    browser.post(base, &claim(person.number)).await.redirects_to(&format!("{base}/code"));
    let next = answer(clinic, browser, &format!("{base}/code"), person).await;
    next.redirects_to(&format!("{base}/password"));
}

async fn set(clinic: &Clinic, patient: PatientId) -> Settings {
    portal::settings::of(&clinic.wiring.portal, patient).await.unwrap()
}

#[tokio::test]
async fn a_person_activates_their_account_and_is_in() {
    let clinic = arrived(&ASHA).await;
    let mut browser = clinic.browser();
    browser.get("/sign-in").await.says("href=\"/activate\"").says("href=\"/forgotten\"");
    browser.get("/activate").await.is_page(StatusCode::OK).says("autocomplete=\"bday-year\"");
    let before = browser.session();
    earn(&clinic, &mut browser, "/activate", &ASHA).await;
    assert_ne!(browser.session(), before, "the session's id changes");
    let page = browser.get("/activate/password").await;
    page.is_page(StatusCode::OK).says("Welcome, Asha").says("Your rights").says(VERSION);
    assert!(!page.body.contains(" checked"), "the box is not ticked");

    let unticked = browser.post("/activate/password", &[("password", "short")]).await;
    unticked.redirects_to("/activate/password");
    let page = browser.get("/activate/password").await;
    page.says("href=\"#accept\"").says("href=\"#password\"").hides("short\"");
    let weak = [("accept", VERSION), ("password", "MED-1")];
    browser.post("/activate/password", &weak).await.redirects_to("/activate/password");
    browser.get("/activate/password").await.says(" checked").says("at least 10 characters");

    let good = [("accept", VERSION), ("password", PASSWORD)];
    browser.post("/activate/password", &good).await.redirects_to("/home");
    browser.get("/home").await.says("Your account is active").says("href=\"/settings\"");
    browser.get("/activate/password").await.redirects_to("/activate");
    clinic.signed_in(&ASHA).await;
}

#[tokio::test]
async fn what_was_typed_is_there_again_but_for_passwords() {
    let clinic = arrived(&ASHA).await;
    let mut browser = clinic.browser();
    for base in ["/activate", "/forgotten"] {
        let typed = [("identifier", "<b>@"), ("day", "31"), ("month", "<2>"), ("year", "1948")];
        browser.post(base, &typed).await.redirects_to(base);
        let page = browser.get(base).await;
        page.says("value=\"&lt;b&gt;@\"").says("value=\"&lt;2&gt;\"").says("value=\"1948\"");
        page.says("href=\"#identifier\"").says("href=\"#day\"").says("There is no such date");
        let empty = [("identifier", ""), ("day", ""), ("month", ""), ("year", "")];
        browser.post(base, &empty).await.redirects_to(base);
        browser.get(base).await.says("Type the day, the month and the year");
        browser.send_form(base, &[], "identifier=a").await.is_page(StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn no_page_after_the_code_opens_without_it() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut stranger = clinic.browser();
    for (page, to) in [
        ("/activate/code", "/activate"),
        ("/activate/password", "/activate"),
        ("/forgotten/code", "/forgotten"),
        ("/forgotten/password", "/forgotten"),
        ("/settings", "/sign-in"),
        ("/settings/change", "/sign-in"),
        ("/settings/password", "/sign-in"),
        ("/settings/password/code", "/sign-in"),
        ("/notice", "/sign-in"),
    ] {
        stranger.get(page).await.redirects_to(to);
    }
    let form = [("accept", VERSION), ("password", NEW), ("current", PASSWORD)];
    for (path, to) in [
        ("/activate/password", "/activate"),
        ("/forgotten/password", "/forgotten"),
        ("/settings/password", "/sign-in"),
    ] {
        stranger.post(path, &form).await.redirects_to(to);
    }
    let mut browser = clinic.signed_in(&ASHA).await;
    for page in ["/settings/code", "/settings/change", "/settings/password"] {
        browser.get(page).await.redirects_to("/settings");
    }
    browser.post("/settings/password", &form).await.redirects_to("/settings");
    browser.get("/settings").await.says("Please start again");
    browser.get("/activate").await.redirects_to("/home");
    clinic.signed_in(&ASHA).await;
}

#[tokio::test]
async fn an_earned_page_closes_after_a_quarter_of_an_hour() {
    let clinic = arrived(&ASHA).await;
    let mut browser = clinic.browser();
    earn(&clinic, &mut browser, "/activate", &ASHA).await;
    clinic.pass(Duration::from_mins(14));
    browser.get("/activate/password").await.is_page(StatusCode::OK);
    clinic.pass(Duration::from_mins(1));
    let form = [("accept", VERSION), ("password", PASSWORD)];
    browser.post("/activate/password", &form).await.redirects_to("/activate");
    browser.get("/activate").await.says("The time for this has passed");
}

#[tokio::test]
async fn of_two_browsers_the_second_is_told_kindly() {
    let clinic = arrived(&ASHA).await;
    let (mut first, mut second) = (clinic.browser(), clinic.browser());
    earn(&clinic, &mut first, "/activate", &ASHA).await;
    earn(&clinic, &mut second, "/activate", &ASHA).await;
    let form = |password| [("accept", VERSION), ("password", password)];
    first.post("/activate/password", &form(PASSWORD)).await.redirects_to("/home");
    second.post("/activate/password", &form(NEW)).await.redirects_to("/sign-in");
    second.get("/sign-in").await.says("This account is active already");
    second.post("/activate", &claim(ASHA.number)).await.redirects_to("/activate/code");
    let told = answer(&clinic, &mut second, "/activate/code", &ASHA).await;
    told.redirects_to("/sign-in");
    assert_eq!(clinic.events(Event::Activated).await, 1);
}

#[tokio::test]
async fn right_wrong_and_unknown_claims_get_the_same_page() {
    for base in ["/activate", "/forgotten"] {
        let mut pages = Vec::new();
        for (number, year) in [(ASHA.number, "1948"), (ASHA.number, "1952"), ("SJ-9999", "1948")] {
            let clinic = arrived(&ASHA).await;
            clinic.let_in(&ASHA).await;
            // Texts take as long as they do where nothing better is known.
            let sms = Manner { delay: Delay::try_from(4).unwrap(), ..Manner::default() };
            clinic.sandbox().set_operator(Operator { sms, ..Operator::default() });
            let mut browser = clinic.browser();
            let mut fields = claim(number);
            fields[3].1 = year;
            let sent = browser.post(base, &fields).await;
            clinic.deliver().await;
            let page = browser.get(sent.location()).await;
            let (challenge, reference) = (page.field("challenge"), page.reference());
            let nonce = page.header("content-security-policy").split("nonce-").nth(1);
            let nonce = nonce.and_then(|rest| rest.split('\'').next()).unwrap().to_owned();
            let body = page.body.replace(&challenge, "ID").replace(&nonce, "NONCE");
            pages.push(body.replace(&format!("Ref {reference}"), "Ref XX"));
        }
        assert!(pages[0].contains("If what you typed is right"), "{}", pages[0]);
        assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
    }
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_all_other_browsers_are_signed_out() {
    let clinic = arrived(&ASHA).await;
    clinic.let_in(&ASHA).await;
    let mut elsewhere = clinic.signed_in(&ASHA).await;
    let mut browser = clinic.browser();
    browser.get("/forgotten").await;
    browser.post("/forgotten", &claim(ASHA.number)).await.redirects_to("/forgotten/code");
    let before = browser.session();
    answer(&clinic, &mut browser, "/forgotten/code", &ASHA)
        .await
        .redirects_to("/forgotten/password");
    assert_ne!(
        browser.session(),
        before,
        "what it has earned is not for whoever planted its session"
    );
    let weak = [("password", "password123")];
    browser.post("/forgotten/password", &weak).await.redirects_to("/forgotten/password");
    browser.get("/forgotten/password").await.says("easy to guess");
    browser.post("/forgotten/password", &[("password", NEW)]).await.redirects_to("/sign-in");
    browser.get("/sign-in").await.says("Your new password is saved");
    elsewhere.get("/home").await.redirects_to("/sign-in");
    clinic.deliver().await;
    let texts = clinic.sandbox().messages(None);
    assert!(texts.iter().any(|text| text.text.contains("was changed")), "they are told");
    browser.post("/forgotten/password", &[("password", NEW)]).await.redirects_to("/forgotten");
}

#[tokio::test]
async fn the_password_is_changed_with_the_current_one_and_a_code() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let mut elsewhere = clinic.signed_in(&ASHA).await;
    browser.post("/settings/password/ask", &[]).await.redirects_to("/settings/password/code");
    browser.get("/settings/password/code").await.says("To change your password").says("ending in");
    let next = answer(&clinic, &mut browser, "/settings/password/code", &ASHA).await;
    next.redirects_to("/settings/password");
    let empty = [("current", ""), ("password", "")];
    browser.post("/settings/password", &empty).await.redirects_to("/settings/password");
    let page = browser.get("/settings/password").await;
    page.says("href=\"#current\"").says("href=\"#password\"");
    let wrong = [("current", "not hers"), ("password", NEW)];
    browser.post("/settings/password", &wrong).await.redirects_to("/settings/password");
    browser.get("/settings/password").await.says("not your current password").hides(NEW);
    let right = [("current", PASSWORD), ("password", NEW)];
    browser.post("/settings/password", &right).await.redirects_to("/settings");
    browser.get("/settings").await.says("Your password is changed");
    elsewhere.get("/home").await.redirects_to("/sign-in");
}

#[tokio::test]
async fn settings_are_changed_after_a_code_and_every_page_follows() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let patient = clinic.let_in(&ASHA).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    assert!(!browser.get("/home").await.body.contains("data-text"));
    browser.post("/settings/ask", &[]).await.redirects_to("/settings/code");
    let next = answer(&clinic, &mut browser, "/settings/code", &ASHA).await;
    next.redirects_to("/settings/change");
    let broken = [("codes-by", "pigeon"), ("language", "hi"), ("text", "large")];
    browser.post("/settings/change", &broken).await.is_page(StatusCode::BAD_REQUEST);
    let chosen = [("codes-by", "sms"), ("language", "hi"), ("text", "large")];
    browser.post("/settings/change", &chosen).await.redirects_to("/settings");
    for page in ["/settings", "/home", "/labs", "/notice"] {
        let page = browser.get(page).await;
        page.says("<html lang=\"hi\" data-text=\"large\">");
    }
    assert_eq!(set(&clinic, patient).await.text, TextSize::Large);
    browser.post("/settings/change", &chosen).await.redirects_to("/settings");
    browser.get("/settings").await.says("शुरू से करें");
    let mut again = clinic.browser();
    clinic.sign_in(&mut again, &ASHA).await;
    again.get("/home").await.says("<html lang=\"hi\" data-text=\"large\">");
}

#[tokio::test]
async fn who_has_not_accepted_the_notice_is_asked_and_comes_back() {
    let clinic = arrived(&RAVI).await;
    let patient = clinic.let_in_without_notice(&RAVI).await;
    let mut browser = clinic.browser();
    browser.get("/labs").await.redirects_to("/sign-in");
    clinic.sign_in(&mut browser, &RAVI).await.redirects_to("/labs");
    for page in ["/labs", "/home", "/settings"] {
        browser.get(page).await.redirects_to("/notice");
    }
    browser.post("/settings/ask", &[]).await.redirects_to("/notice");
    browser.get("/labs").await.redirects_to("/notice");
    let page = browser.get("/notice").await;
    page.is_page(StatusCode::OK).says("I agree").says("Your rights");
    browser.post("/notice", &[("version", "1999")]).await.redirects_to("/notice");
    browser.post("/notice", &[("version", VERSION)]).await.redirects_to("/labs");
    browser.get("/labs").await.is_page(StatusCode::OK);
    browser.get("/notice").await.hides("I agree");
    assert_eq!(portal::notice::due(&clinic.wiring.portal, patient).await.unwrap(), None);
    assert_eq!(clinic.events(Event::NoticeAccepted).await, 1);
}
