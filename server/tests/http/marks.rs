//! Whose page it is: what was typed into one person's is kept for nobody else, and a press on it does nothing for another.

use crate::{
    browser::Browser,
    clinic::Clinic,
    kept::{IDLE, NUMBER, PHONE, from, mark},
    people::{ASHA, RAVI},
};
use axum::http::StatusCode;
use portal::domain::audit::Event;

/// Asha's mark, in a browser that Ravi is signed in with by now.
async fn handed_on() -> (Clinic, Browser, String) {
    let clinic = Clinic::with(&ASHA, &[]).await;
    clinic.enrol(&RAVI, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let hers = mark(&mut browser).await;
    browser.post("/sign-out", &[]).await;
    clinic.sign_in(&mut browser, &RAVI).await;
    (clinic, browser, hers)
}

#[tokio::test]
async fn an_open_page_hears_whose_stay_it_is() {
    let (_clinic, mut browser, hers) = handed_on().await;
    let his = mark(&mut browser).await;
    assert_ne!(hers, his);
    for answer in [browser.get("/session/left").await, browser.ask("/session/stay", &[]).await] {
        assert_eq!(answer.body, format!(r#"{{"left":600,"stay":"{his}"}}"#));
    }
    assert!(browser.get("/home").await.body.contains(&his), "each page has it");
}

#[tokio::test]
async fn whoever_signed_in_once_more_goes_on_with_what_they_typed() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let hers = mark(&mut browser).await;
    clinic.pass(IDLE);
    browser.get("/home").await.redirects_to("/sign-in");
    clinic.sign_in(&mut browser, &ASHA).await;
    browser.ask("/session/form", &from(&hers, &[PHONE[0], ("of", NUMBER)])).await;
    browser.get(NUMBER).await.says("+91 555 010 4242");
    browser.post(NUMBER, &from(&hers, &PHONE)).await.redirects_to("/settings/number/code");
}

#[tokio::test]
async fn what_one_typed_is_never_kept_for_another() {
    let (clinic, mut browser, hers) = handed_on().await;
    for (stay, over) in [(&*hers, false), ("", false), (&hers, true), ("", true)] {
        let fields = [PHONE[0], ("of", NUMBER), ("stay", stay)];
        if over {
            clinic.pass(IDLE);
        }
        browser.ask("/session/form", &fields).await;
        browser.ask("/session/form", &fields[..2]).await;
        if over {
            browser.post(NUMBER, &[PHONE[0], ("stay", stay)]).await.redirects_to("/sign-in");
            browser.get(NUMBER).await.redirects_to("/sign-in");
            clinic.sign_in(&mut browser, &RAVI).await;
        }
        browser.get(NUMBER).await.is_page(StatusCode::OK).hides("4242");
    }
}

#[tokio::test]
async fn a_press_on_a_page_of_somebody_else_does_nothing() {
    let (clinic, mut browser, hers) = handed_on().await;
    let opened = clinic.events(Event::ChallengeOpened).await;
    browser.post(NUMBER, &from(&hers, &PHONE)).await.redirects_to(NUMBER);
    assert_eq!(clinic.events(Event::ChallengeOpened).await, opened);
    browser.get(NUMBER).await.hides("4242");
    let his = mark(&mut browser).await;
    browser.post(NUMBER, &from(&his, &PHONE)).await.redirects_to("/settings/number/code");
}

#[tokio::test]
async fn what_waits_is_written_over_by_nobody_who_sits_there_afterwards() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let mark = mark(&mut browser).await;
    clinic.pass(IDLE);
    browser.ask("/session/form", &from(&mark, &[PHONE[0], ("of", NUMBER)])).await;
    let other = [("phone", "+91 555 010 6666"), ("of", NUMBER)];
    browser.ask("/session/form", &other).await;
    browser.ask("/session/form", &from(&mark, &other)).await;
    browser.post(NUMBER, &from(&mark, &other[..1])).await.redirects_to("/sign-in");
    clinic.sign_in(&mut browser, &ASHA).await;
    browser.get(NUMBER).await.says("+91 555 010 4242").hides("6666");
}
