//! Changing the phone number, and stopping one that staff gave, as a browser without scripts meets them.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, RAVI},
    process::{Place, ends},
};
use axum::http::StatusCode;
use portal::{
    domain::{audit::Event, phone::Phone},
    rebind,
};
use serde_json::json;
use std::time::Duration;
use testkit::Person;

const NEW: Person = Person { phone: "+915550100042", ..ASHA };

/// Answers the code that the page at `path` asks for, from the texts of this person's phone.
async fn answer(clinic: &Clinic, browser: &mut Browser, path: &str, from: &Person) -> Answer {
    let page = browser.get(path).await;
    let (challenge, code) = (page.field("challenge"), clinic.code(from).await);
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post(path, &fields).await
}

#[tokio::test]
async fn the_number_is_changed_by_a_code_to_each() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let mut elsewhere = clinic.signed_in(&ASHA).await;
    browser.get("/settings").await.says("Your phone number").says("href=\"/settings/number\"");
    browser.get("/settings/number").await.is_page(StatusCode::OK).says("type=\"tel\"");
    browser
        .post("/settings/number", &[("phone", NEW.phone)])
        .await
        .redirects_to("/settings/number/code");
    browser
        .get("/settings/number/code")
        .await
        .says("To change your phone number")
        .hides("ending in 42");
    let next = answer(&clinic, &mut browser, "/settings/number/code", &ASHA).await;
    next.redirects_to("/settings/number/new");
    browser.get("/settings/number/new").await.is_page(StatusCode::OK).says("ending in 42");
    let asked = browser.post("/settings/number/new/ask", &[]).await;
    asked.redirects_to("/settings/number/new/code");
    browser
        .get("/settings/number/new/code")
        .await
        .says("your new phone number")
        .says("ending in 42");
    let done = answer(&clinic, &mut browser, "/settings/number/new/code", &NEW).await;
    done.redirects_to("/settings");
    browser.get("/settings").await.says("Your number is changed").says("ending in 42");
    elsewhere.get("/home").await.redirects_to("/sign-in");
    assert_eq!(clinic.events(Event::NumberChanged).await, 1);
    browser.get("/settings/number/new").await.redirects_to("/settings/number");
    browser.get("/history").await.says("Your phone number was changed");
}

#[tokio::test]
async fn what_was_typed_wrong_is_told_and_there_again() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    for (typed, shown, says) in [
        ("", "", "Type the new phone number"),
        ("12<b>", "12&lt;b&gt;", "not a phone number"),
        ("+1 202 555 0123", "+1 202 555 0123", "of this country"),
        (ASHA.phone, ASHA.phone, "go to this number already"),
    ] {
        browser
            .post("/settings/number", &[("phone", typed)])
            .await
            .redirects_to("/settings/number");
        let page = browser.get("/settings/number").await;
        page.says(says).says("href=\"#phone\"").says(&format!("value=\"{shown}\""));
    }
    assert_eq!(clinic.events(Event::NumberChangeAsked).await, 0);
}

#[tokio::test]
async fn whether_others_have_the_number_is_not_told() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    clinic.enrol(&RAVI, &[]).await;
    let mut pages = Vec::new();
    for number in [RAVI.phone, NEW.phone] {
        let mut browser = clinic.signed_in(&ASHA).await;
        let asked = browser.post("/settings/number", &[("phone", number)]).await;
        asked.redirects_to("/settings/number/code");
        answer(&clinic, &mut browser, "/settings/number/code", &ASHA).await;
        let tail = &number[number.len() - 2..];
        let page = browser.get("/settings/number/new").await.is_page(StatusCode::OK).body.clone();
        let nonce =
            page.split("nonce=\"").nth(1).and_then(|it| it.split('"').next()).unwrap().to_owned();
        pages.push(page.replace(&format!("ending in {tail}"), "").replace(&nonce, ""));
    }
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn no_page_after_a_code_opens_without_it() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut stranger = clinic.browser();
    for (page, to) in [
        ("/settings/number", "/sign-in"),
        ("/settings/number/new", "/sign-in"),
        ("/settings/number/new/code", "/sign-in"),
        ("/stop-number/code", "/stop-number"),
    ] {
        stranger.get(page).await.redirects_to(to);
    }
    let mut browser = clinic.signed_in(&ASHA).await;
    for page in ["/settings/number/code", "/settings/number/new", "/settings/number/new/code"] {
        browser.get(page).await.redirects_to("/settings/number");
    }
    browser.post("/settings/number/new/ask", &[]).await.redirects_to("/settings/number");
    browser.post("/settings/number/stop", &[]).await.redirects_to("/settings");
    browser.get("/settings").await.says("no new number to stop");
}

#[tokio::test]
async fn a_number_that_waits_is_seen_and_stopped() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let patient = clinic.let_in(&ASHA).await;
    let portal = &clinic.wiring.portal;
    let phone = Phone::parse(NEW.phone, "91").unwrap();
    rebind::ask(portal, patient, &phone).await.unwrap();
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.get("/home").await.says("ending in 42").says("Stop the new number");
    browser.get("/settings").await.says("action=\"/settings/number/stop\"");
    browser.post("/settings/number/stop", &[]).await.redirects_to("/settings");
    browser.get("/settings").await.says("The new number is stopped").hides("ending in 42");
    browser.get("/home").await.hides("Stop the new number");
}

#[tokio::test]
async fn who_holds_the_old_phone_stops_it_and_a_wrong_claim_looks_the_same() {
    let clinic = Clinic::open().await;
    let mut resource = testkit::patient(&ASHA);
    resource["birthDate"] = json!("1948-02-29");
    clinic.import(&testkit::bundle(&[resource])).await;
    let patient = clinic.let_in(&ASHA).await;
    let phone = Phone::parse(NEW.phone, "91").unwrap();
    rebind::ask(&clinic.wiring.portal, patient, &phone).await.unwrap();
    let born = [("day", "29"), ("month", "2"), ("year", "1948")];
    let mut browser = clinic.browser();
    browser.get("/sign-in").await.says("href=\"/stop-number\"");
    browser.get("/stop-number").await.is_page(StatusCode::OK).says("present number");
    for number in ["SJ-9999", ASHA.number] {
        clinic.pass(Duration::from_secs(1));
        let claim = [&[("identifier", number)], &born[..]].concat();
        browser.post("/stop-number", &claim).await.redirects_to("/stop-number/code");
        browser
            .get("/stop-number/code")
            .await
            .is_page(StatusCode::OK)
            .says("If what you typed is right");
    }
    let done = answer(&clinic, &mut browser, "/stop-number/code", &ASHA).await;
    done.redirects_to("/sign-in");
    browser.get("/sign-in").await.says("The new number is stopped");
    assert_eq!(rebind::waiting(&clinic.wiring.portal, patient).await.unwrap(), None);
}

#[tokio::test]
async fn staff_give_another_number_after_a_look_and_stop_it() {
    let place = Place::with_a_patient().await;
    let typing = |typed: &str, rest: &[&'static str]| {
        let all = [&["patient", "rebind", "--patient", ASHA.number][..], rest].concat();
        place.run_with(typed, &all, &[("SUDO_USER", "kavita")])
    };
    let rebind = |rest: &[&'static str]| typing(&format!("{}\n", NEW.phone), rest);
    ends(&rebind(&["--stop"]), 1, &["nothing to stop"]);
    ends(&rebind(&[]), 1, &["--identity-checked"]);
    let checked = ["--identity-checked"];
    let said = rebind(&checked);
    ends(&said, 0, &["In 24 hours", "for 72 hours at the most", "Both numbers are told"]);
    assert!(!said.out.contains(ASHA.name) && !said.out.contains("0042"), "{}", said.out);
    ends(&rebind(&checked), 1, &["a number waits already"]);
    ends(&rebind(&["--stop"]), 0, &["Stopped"]);
    ends(&typing("12\n", &checked), 1, &["+91 555 010 0042"]);
    ends(&typing("", &checked), 1, &["there is no answer"]);
}
