use crate::clinic::{ASHA, House, PASSWORD, reports};
use axum::http::{Method, StatusCode};
use std::time::Duration;

#[tokio::test]
async fn signing_out_clears_the_browser_and_keeps_the_language() {
    let house = House::open().await;
    let mut browser = house.browser();
    house.sign_in(&mut browser, &ASHA).await;
    browser.post("/language", &[("language", "hi"), ("back", "/home")]).await;
    let answer = browser.send(Method::POST, "/sign-out", Vec::new(), &[]).await;
    assert_eq!(answer.header("clear-site-data"), r#""cache", "storage""#);
    assert_eq!(browser.cookie("lang"), Some("hi"));
    browser.forget();
    let page = browser.open(answer.header("location")).await;
    page.says(&["<html lang=\"hi\"", "आप साइन आउट हो गए हैं"]);
    assert_eq!(browser.cookie("lang"), Some("hi"));
    assert_eq!(browser.open("/home").await.at, "/sign-in");
}

#[tokio::test]
async fn after_a_time_out_the_person_comes_back_to_where_they_were() {
    let house = House::open().await;
    house.import_reports(&ASHA).await;
    let mut browser = house.browser();
    house.sign_in(&mut browser, &ASHA).await;
    let report = reports(&browser.open("/labs").await).get(1).unwrap().clone();
    let before = browser.cookie("id").unwrap().to_owned();
    house.portal.pass(Duration::from_mins(10));
    let page = browser.post(&format!("{report}/ask"), &[]).await;
    let page = page.says(&["because nothing happened for 10 minutes"]).hides(&["Sign out"]);
    assert_eq!(page.at, "/sign-in");
    assert_ne!(browser.cookie("id"), Some(before.as_str()), "the ended id is not used again");
    let typed = [("identifier", ASHA.number), ("password", PASSWORD)];
    let page = browser.submit(&page, "/sign-in", &typed).await;
    let page = house.answer(&mut browser, &page, "/sign-in/code", &ASHA).await;
    assert_eq!((page.status, page.at.as_str()), (StatusCode::OK, report.as_str()));
}

/// What a page hears while somebody is signed in, up to whose stay it is.
fn left_of(seconds: &str) -> String {
    format!("{{\"left\":{seconds},\"stay\":\"")
}

#[tokio::test]
async fn asking_how_long_is_left_never_makes_it_longer() {
    let house = House::open().await;
    let mut browser = house.browser();
    house.sign_in(&mut browser, &ASHA).await;
    for left in ["600", "480", "360"] {
        let answer = browser.open("/session/left").await;
        assert!(answer.body.starts_with(&left_of(left)), "{}", answer.body);
        house.portal.pass(Duration::from_mins(2));
    }
    let page = browser.open("/session/ending").await;
    let page = page.says(&["Are you still there?", "in 4 minutes", "content=\"241;url=/home\""]);
    let stay =
        browser.send(Method::POST, "/session/stay", Vec::new(), &[("accept", "application/json")]);
    assert!(stay.await.body.starts_with(&left_of("600")));
    let page = browser.submit(&page, "/session/stay", &[]).await;
    let page = page.says(&["You are still signed in."]);
    assert_eq!(page.at, "/home");
    house.portal.pass(Duration::from_mins(11));
    assert_eq!(browser.open("/session/left").await.body, "{\"left\":0}");
    browser.open("/home").await.says(&["because nothing happened"]);
}

#[tokio::test]
async fn a_page_that_goes_on_by_itself_is_no_sign_of_life() {
    let house = House::open().await;
    let mut browser = house.browser();
    house.sign_in(&mut browser, &ASHA).await;
    house.portal.pass(Duration::from_mins(4));
    browser.open("/labs?over").await.says(&["content=\"240;url=/session/ending\""]);
    house.portal.pass(Duration::from_mins(4));
    browser.open("/labs").await.says(&["content=\"480;url=/session/ending\""]);
    for _ in 0..101 {
        house.portal.pass(Duration::from_mins(7));
        browser.open("/labs").await;
    }
    house.portal.pass(Duration::from_mins(9));
    browser.open("/labs").await.says(&["You were signed in for a long time"]);
}
