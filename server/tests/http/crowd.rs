//! Fifty at once.

use crate::{browser::Browser, clinic::Clinic, people::ASHA};
use axum::http::StatusCode;
use futures::future::join_all;
use portal::domain::audit::Event;

const CROWD: usize = 50;

/// The same form from fifty copies of one browser, all at once: where each was led, and the copies after it.
async fn all_at_once(
    browser: &Browser,
    path: &str,
    fields: &[(&str, &str)],
) -> Vec<(String, Browser)> {
    let posts = (0..CROWD).map(|_| {
        let (mut browser, path) = (browser.clone(), path.to_owned());
        let fields: Vec<_> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        tokio::spawn(async move {
            let fields: Vec<_> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let answer = browser.post(&path, &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
            (answer.location().to_owned(), browser)
        })
    });
    join_all(posts).await.into_iter().map(Result::unwrap).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_right_code_signs_in_once() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.browser();
    let (challenge, code) = clinic.challenge(&mut browser, &ASHA).await;
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    let crowd = all_at_once(&browser, "/sign-in/code", &fields).await;
    let led_in = crowd.iter().filter(|(to, _)| to == "/home").count();
    assert_eq!(led_in, 1, "{:?}", crowd.iter().map(|(to, _)| to).collect::<Vec<_>>());
    let mut signed_in = 0;
    for (_, mut browser) in crowd {
        signed_in += u32::from(browser.get("/home").await.status == StatusCode::OK);
    }
    assert_eq!((signed_in, clinic.events(Event::SignedIn).await), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_right_code_opens_a_report_once() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    let (challenge, code) = clinic.ask(&mut browser, &ASHA, &report).await;
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    let crowd = all_at_once(&browser, &format!("{report}/code"), &fields).await;
    assert_eq!(crowd.iter().filter(|(to, _)| *to == report).count(), 1);
    assert_eq!(clinic.events(Event::RecordOpened).await, 1);
    browser.get(&report).await.is_page(StatusCode::OK).says("137.25");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn signing_out_among_a_crowd_of_pages_is_for_good() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    // Each of them writes a sign of life, some of them after the session has ended.
    clinic.pass(std::time::Duration::from_mins(1));
    let pages = (0..CROWD).map(|_| {
        let mut browser = browser.clone();
        tokio::spawn(async move {
            browser.get("/labs").await;
            browser
        })
    });
    let pages: Vec<_> = pages.collect();
    browser.post("/sign-out", &[]).await.redirects_to("/signed-out?in=en");
    for page in join_all(pages).await {
        page.unwrap().get("/home").await.redirects_to("/sign-in");
    }
}
