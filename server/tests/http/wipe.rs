//! A lost device: signed out at once, told to forget everything when it comes, and shown nothing.

use crate::{
    browser::Browser,
    clinic::Clinic,
    devices::{act, both},
    people::{ASHA, RAVI, RESULT},
};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use portal::domain::audit::Event;
use std::time::Duration;

const EVERYTHING: &str = r#""cache", "cookies", "storage", "executionContexts""#;
const CLEARED: &str = "This phone or computer was cleared";

/// Asks from the laptop that the phone forgets everything.
async fn lose(laptop: &mut Browser) {
    let lost = act(laptop, "lost").await;
    let page = laptop.get(&lost).await;
    page.is_page(StatusCode::OK).says("Is this device lost?").says("Chrome on Android");
    let wipe = lost.replace("/lost", "/wipe");
    laptop.post(&wipe, &[]).await.redirects_to("/security");
}

#[tokio::test]
async fn the_next_request_is_told_whatever_it_asks_for() {
    for (method, path) in [
        (Method::GET, "/home"),
        (Method::GET, "/"),
        (Method::GET, "/sign-in"),
        (Method::GET, "/nowhere"),
        (Method::GET, "/labs/%ff"),
        (Method::HEAD, "/labs"),
        (Method::POST, "/settings/ask"),
        (Method::POST, "/sign-out"),
    ] {
        let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
        let (mut phone, mut laptop) = both(&clinic).await;
        let report = clinic.report(&mut phone).await;
        clinic.unseal(&mut phone, &ASHA, &report).await;
        let (mut copy, badge) = (phone.clone(), phone.cookies["medseal-device"].clone());
        lose(&mut laptop).await;
        let told = phone.send(method.clone(), path, &[], Body::empty()).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{method} {path}");
        assert_eq!(told.header("clear-site-data"), EVERYTHING, "{method} {path}");
        assert_eq!(told.header("cache-control"), "no-store");
        if method != Method::HEAD {
            told.is_page(StatusCode::FORBIDDEN).says(CLEARED);
        }
        told.hides(ASHA.name).hides("Asha").hides(RESULT);
        assert!(phone.cookies.is_empty(), "{:?}", phone.cookies);
        phone.get("/home").await.redirects_to("/sign-in");
        // A browser that keeps its cookies is told again, and never let in.
        for page in ["/home", "/sign-in", &report] {
            copy.cookies.insert("medseal-device".into(), badge.clone());
            copy.get(page).await.is_page(StatusCode::FORBIDDEN).says(CLEARED).hides("Asha");
        }
        assert_eq!(clinic.events(Event::WipeDelivered).await, 1, "{method} {path}");
    }
}

#[tokio::test]
async fn an_open_page_is_told_by_its_heartbeat() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (mut phone, mut laptop) = both(&clinic).await;
    assert!(phone.get("/session/left").await.body.starts_with(r#"{"left":600,"#));
    lose(&mut laptop).await;
    let told = phone.get("/session/left").await;
    assert_eq!(
        (told.status, told.body.as_str()),
        (StatusCode::OK, r#"{"left":0,"to":"/cleared?in=en"}"#)
    );
    assert_eq!(told.header("clear-site-data"), EVERYTHING);
    assert!(phone.cookies.is_empty());
    let page = phone.get("/cleared?in=en").await;
    page.is_page(StatusCode::OK).says(CLEARED).says("sign in again");
    phone.get("/cleared?in=hi").await.says("<html lang=\"hi\"");
}

#[tokio::test]
async fn the_page_shows_what_became_of_the_wish() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (mut phone, mut laptop) = both(&clinic).await;
    lose(&mut laptop).await;
    laptop
        .get("/security")
        .await
        .says("Nobody has opened our pages on it since then")
        .hides("This one is lost");
    clinic.pass(Duration::from_mins(5));
    phone.get("/home").await.is_page(StatusCode::FORBIDDEN);
    laptop.get("/security").await.says(", and it was cleared on").hides("Nobody has opened");
    assert_eq!(clinic.events(Event::WipeAsked).await, 1);
    // In the same browser she may sign in again, as on a new one.
    clinic.sign_in(&mut phone, &ASHA).await.redirects_to("/home");
    let page = laptop.get("/security").await;
    assert_eq!(page.body.matches("Last used").count(), 3);
}

#[tokio::test]
async fn the_device_one_is_on_is_cleared_too() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let page = browser.get("/security").await;
    let own =
        page.body.split("href=\"/security/devices/").nth(1).unwrap().split('/').next().unwrap();
    let base = format!("/security/devices/{own}");
    browser.get(&format!("{base}/lost")).await.says("Clear this device?").says("signed out here");
    browser.post(&format!("{base}/wipe"), &[]).await.redirects_to("/security");
    let told = browser.get("/security").await;
    told.is_page(StatusCode::FORBIDDEN).says(CLEARED);
    assert_eq!(told.header("clear-site-data"), EVERYTHING);
    browser.get("/home").await.redirects_to("/sign-in");
    assert_eq!(clinic.events(Event::WipeDelivered).await, 1);
}

#[tokio::test]
async fn whoever_else_is_signed_in_there_is_signed_out() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    clinic.enrol(&RAVI, &[]).await;
    let (mut phone, mut laptop) = both(&clinic).await;
    phone.post("/sign-out", &[]).await;
    clinic.sign_in(&mut phone, &RAVI).await.redirects_to("/home");
    let before = phone.clone();
    lose(&mut laptop).await;
    phone.get("/home").await.is_page(StatusCode::FORBIDDEN).hides("Ravi");
    let mut old = before;
    old.cookies.remove("medseal-device");
    old.get("/home").await.redirects_to("/sign-in");
    assert_eq!(clinic.events(Event::SessionEnded).await, 1);
}

#[tokio::test]
async fn the_words_are_in_the_language_of_whoever_lost_it() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (mut phone, mut laptop) = both(&clinic).await;
    phone.post("/language", &[("language", "hi")]).await;
    lose(&mut laptop).await;
    let told = phone.get("/home").await;
    told.is_page(StatusCode::FORBIDDEN)
        .says("<html lang=\"hi\"")
        .says("इस फ़ोन या कंप्यूटर से हमारा सब कुछ मिटा दिया गया");
}

#[tokio::test]
async fn an_asset_says_nothing_of_a_wipe() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (mut phone, mut laptop) = both(&clinic).await;
    lose(&mut laptop).await;
    let asset = phone.get("/assets/main.css").await;
    assert_eq!(asset.header("clear-site-data"), "", "the page that asks for it is told");
    assert_eq!(clinic.events(Event::WipeDelivered).await, 0);
}
