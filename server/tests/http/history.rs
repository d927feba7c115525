//! The access history, as a browser without scripts meets it.

use crate::{
    browser::Browser,
    clinic::Clinic,
    devices,
    people::{ASHA, RAVI},
};
use axum::http::StatusCode;
use portal::domain::audit::Event;
use std::time::Duration;

/// The addresses of the lines on a page, the newest first.
fn lines(body: &str) -> Vec<String> {
    let links = body.split("href=\"/history/").skip(1);
    links.map(|link| format!("/history/{}", link.split(['"', '?']).next().unwrap())).collect()
}

/// The address of the newest line that says this.
async fn line(browser: &mut Browser, query: &str, says: &str) -> String {
    let page = browser.get(&format!("/history{query}")).await;
    let from = page.body.find(says).expect("a line that says it");
    lines(&page.body[from..]).swap_remove(0)
}

/// Asha has read her report.
async fn read() -> (Clinic, Browser, String) {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.unseal(&mut browser, &ASHA, &report).await;
    browser.get(&report).await.is_page(StatusCode::OK);
    (clinic, browser, report)
}

#[tokio::test]
async fn what_happened_is_said_by_day_and_without_results() {
    let (_clinic, mut browser, _) = read().await;
    browser.get("/home").await.says("href=\"/history\"");
    let page = browser.get("/history").await;
    page.is_page(StatusCode::OK).says("An open record was read").says("Lab report of 1 June 2025");
    page.says("Somebody signed in to your account").says("<h2>1 January 2026</h2>");
    page.says("somebody on this device").says("Who: the clinic").says("by text message");
    page.hides("A code was asked for")
        .hides("Glucose")
        .hides("<details class=\"sheet filter\" open");
    assert_eq!(page.header("cache-control"), "no-store");
    let all = browser.get("/history?show=all").await;
    all.says("A code was asked for").says("<option value=\"all\" selected>");
    browser
        .get("/history?show=records")
        .await
        .hides("Somebody signed in")
        .says("was opened with a code");
}

#[tokio::test]
async fn a_line_names_the_device_in_words() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let agent = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0";
    devices::signed_in(&clinic, agent).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.get("/history?show=sign-in").await.says("With: Firefox on Android");
    let own = line(&mut browser, "?show=sign-in", "Firefox on Android").await;
    browser.get(&own).await.says("With: Firefox on Android");
}

#[tokio::test]
async fn it_is_shown_to_those_who_are_signed_in_and_in_their_language() {
    let (clinic, mut browser, _) = read().await;
    let mut stranger = clinic.browser();
    let own = line(&mut browser, "", "was read").await;
    for path in ["/history", own.as_str(), &format!("{own}/not-me"), &format!("{own}/proof")] {
        stranger.get(path).await.redirects_to("/sign-in");
    }
    stranger.post(&format!("{own}/not-me"), &[]).await.redirects_to("/sign-in");
    browser.post("/language", &[("language", "hi"), ("back", "/history")]).await;
    browser.get("/history").await.says("किसने क्या देखा या किया").says("क्लिनिक");
    assert_eq!(clinic.events(Event::LineReported).await, 0);
}

#[tokio::test]
async fn dates_narrow_it_and_bad_ones_are_told_kindly() {
    let (_clinic, mut browser, _) = read().await;
    browser.get("/history?from=2026-01-01&to=1%2F1%2F2026").await.says("was read");
    browser.get("/history?from=2026-01-02").await.says("There is nothing here").hides("was read");
    browser.get("/history?to=31.12.2025").await.says("There is nothing here");
    let page = browser.get("/history?show=records&from=31%2F2%2F2026&to=%3Cb%3E").await;
    page.is_page(StatusCode::OK).says("href=\"#from\"").says("href=\"#to\"").says("no such day");
    page.says("value=\"31/2/2026\"").says("value=\"&lt;b&gt;\"").hides("was read");
    page.says("<option value=\"records\" selected>").says("<title>Error");
    browser.get("/history?from=2026-01-02&to=2026-01-01").await.says("before the first day");
    for odd in ["?show=%00", "?after=x.y", "?show=a&show=b", "?from=%ff", "?after=9e9.1"] {
        let status = browser.get(&format!("/history{odd}")).await.status;
        assert!(matches!(status.as_u16(), 200 | 400), "{odd}: {status}");
    }
}

#[tokio::test]
async fn older_lines_are_on_the_next_page() {
    let (_clinic, mut browser, report) = read().await;
    for _ in 0..60 {
        browser.get(&report).await;
    }
    let first = browser.get("/history?show=records").await;
    let next = first.body.split("href=\"/history?").nth(1).expect("a link to older lines");
    let next = format!("/history?{}", next.split('"').next().unwrap().replace("&amp;", "&"));
    let second = browser.get(&next).await;
    second.is_page(StatusCode::OK).hides(">Older lines<").says("was opened with a code");
    let link = second.body.split("href=\"/history/").nth(1).unwrap().split('"').next().unwrap();
    let shown = browser.get(&format!("/history/{}", link.replace("&amp;", "&"))).await;
    shown.says(&format!("href=\"{}\"", next.replace('&', "&amp;")));
    // The way back is kept by "this was not me" and by what comes after it.
    let link = link.replace("&amp;", "&");
    let (path, query) = link.split_once('?').unwrap();
    let ask = format!("/history/{path}/not-me?{query}");
    shown.says(&format!("href=\"{}\"", ask.replace('&', "&amp;")));
    let page = browser.get(&ask).await;
    page.is_page(StatusCode::OK);
    page.says(&format!("action=\"{}\"", ask.replace('&', "&amp;")));
    page.says(&format!("href=\"/history/{}\"", link.replace('&', "&amp;")));
    browser.post(&ask, &[]).await.redirects_to(&format!("/history/{link}"));
    browser.get(&ask).await.redirects_to(&format!("/history/{link}"));
    let (first, second) = (lines(&first.body), lines(&second.body));
    assert_eq!((first.len(), second.len()), (50, 12));
    assert!(first.iter().all(|line| !second.contains(line)));
}

#[tokio::test]
async fn a_line_shows_its_place_in_the_log_and_is_taken_away() {
    let (clinic, mut browser, _) = read().await;
    let own = line(&mut browser, "", "was read").await;
    browser.get(&own).await.says("in a few seconds").hides("/proof\"");
    browser.get(&format!("{own}/proof")).await.redirects_to(&own);
    portal::audit::seal(&clinic.wiring.portal).await.unwrap();
    let page = browser.get(&own).await;
    page.is_page(StatusCode::OK).says("in a sealed list").says(&format!("href=\"{own}/proof\""));
    let file = browser.get(&format!("{own}/proof")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.body.starts_with("c2sp.org/tlog-proof@v1\nextra "), "{}", file.body);
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"medseal-line.tlog-proof\""
    );
    assert_eq!(
        (file.header("cache-control"), file.header("x-content-type-options")),
        ("no-store", "nosniff",)
    );
}

#[tokio::test]
async fn a_line_that_somebody_wrote_to_says_so() {
    let (clinic, mut browser, _) = read().await;
    let own = line(&mut browser, "", "was read").await;
    browser.get(&own).await.hides("not as we wrote it");
    clinic.db.meddle("UPDATE audit_event SET at = at + 1 WHERE event = 'record-read'").await;
    browser.get("/history").await.says("not as we wrote it");
    browser.get(&own).await.is_page(StatusCode::OK).says("not as we wrote it");
}

#[tokio::test]
async fn somebody_elses_line_is_as_one_that_is_not_there() {
    let (clinic, mut browser, _) = read().await;
    let own = line(&mut browser, "", "was read").await;
    clinic.enrol(&RAVI, &[]).await;
    let mut ravi = clinic.signed_in(&RAVI).await;
    let unknown = "/history/0195a000-0000-7000-8000-000000000001".to_owned();
    for path in [own, unknown, "/history/7".to_owned()] {
        for page in [path.clone(), format!("{path}/not-me"), format!("{path}/proof")] {
            ravi.get(&page).await.is_page(StatusCode::NOT_FOUND).says("cannot find this page");
        }
        ravi.post(&format!("{path}/not-me"), &[]).await.is_page(StatusCode::NOT_FOUND);
    }
    assert_eq!(clinic.events(Event::LineReported).await, 0);
}

#[tokio::test]
async fn this_was_not_me_signs_out_all_other_browsers_and_says_what_comes_next() {
    let (clinic, mut browser, _) = read().await;
    clinic.pass(Duration::from_mins(1));
    let mut elsewhere = clinic.signed_in(&ASHA).await;
    let own = line(&mut elsewhere, "", "was read").await;
    elsewhere.get(&own).await.says("Was this not you?").says("on another device");
    let ask = elsewhere.get(&format!("{own}/not-me")).await;
    ask.is_page(StatusCode::OK).says("This was not me. Tell the clinic").hides("stays signed in");
    assert_eq!(clinic.events(Event::LineReported).await, 0, "a look does nothing");
    elsewhere.post(&format!("{own}/not-me"), &[]).await.redirects_to(&own);
    let next = elsewhere.get(&own).await;
    next.says("What happens now").says("The clinic was told").says("href=\"/settings\"");
    browser.get("/home").await.redirects_to("/sign-in");
    elsewhere.get("/history").await.says("you told us that this was not you");
    elsewhere.get(&format!("{own}/not-me")).await.redirects_to(&own);
    elsewhere.post(&format!("{own}/not-me"), &[]).await.redirects_to(&own);
    assert_eq!(clinic.events(Event::LineReported).await, 1);

    let id = own.trim_start_matches("/history/");
    let ops = clinic.browser().get("/ops/delivery").await;
    ops.is_page(StatusCode::OK).says(id).says("was not them").hides(ASHA.name).hides(ASHA.number);
    let figures = clinic.browser().get("/metrics").await.body;
    assert!(figures.contains("\nmedseal_reports_waiting 1\n"), "{figures}");
}

#[tokio::test]
async fn a_line_of_this_very_browser_says_so_and_what_staff_did_is_not_asked_about() {
    let (_clinic, mut browser, _) = read().await;
    let own = line(&mut browser, "?show=sign-in", "signed in to your account").await;
    browser.get(&own).await.says("somebody on this device");
    browser.get(&format!("{own}/not-me")).await.says("this device stays signed in");
    browser.post(&format!("{own}/not-me"), &[]).await.redirects_to(&own);
    browser.get(&own).await.says("this device stays signed in");
    let imported = line(&mut browser, "?show=clinic", "put in new data").await;
    browser.get(&imported).await.hides("Was this not you?");
    browser.get(&format!("{imported}/not-me")).await.is_page(StatusCode::NOT_FOUND);
}
