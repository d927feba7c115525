//! The ground gives way: a database that cannot be written to, a disk that is full, a database that is gone.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    logs::Logs,
    markup::faults,
    people::{ASHA, PASSWORD, RESULT},
};
use axum::{Router, http::StatusCode};
use std::time::Duration;
use store::Db;

const FIELDS: [(&str, &str); 2] = [("identifier", ASHA.number), ("password", PASSWORD)];

/// The portal's node on a database that can only be read.
async fn read_only(clinic: &Clinic) -> Router {
    clinic.node(Db::open(&format!("{}?mode=ro", clinic.db.url())).await.unwrap())
}

/// Holds that an answer is the page for it, in Hindi, and that a log line says why.
#[track_caller]
fn says_so(answer: &Answer, logs: &Logs) {
    answer.is_page(StatusCode::SERVICE_UNAVAILABLE).says("lang=\"hi\"").hides("Asha").hides(RESULT);
    assert!(faults(&answer.body, None).is_empty(), "{}", answer.body);
    let text = logs.take();
    assert!(text.contains("ERROR"), "no line says why: {text}");
    for secret in ["Asha", "9000000001", ASHA.number, PASSWORD, RESULT, "panic"] {
        let line = text.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "a line holds {secret:?}");
    }
}

fn hindi(clinic: &Clinic) -> Browser {
    let mut browser = clinic.browser();
    browser.cookies.insert("lang".into(), "hi".into());
    browser
}

#[tokio::test]
async fn a_read_only_database_is_told_at_every_step_and_nothing_is_lost() {
    let logs = Logs::listen();
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let ground = read_only(&clinic).await;
    let mut browser = hindi(&clinic);
    let mut sunk = browser.at(&ground);
    sunk.get("/sign-in").await.is_page(StatusCode::OK);
    logs.take();
    says_so(&sunk.post("/sign-in", &FIELDS).await, &logs);
    let (challenge, code) = clinic.challenge(&mut browser, &ASHA).await;
    let answer = [("challenge", challenge.as_str()), ("code", code.as_str())];
    logs.take();
    says_so(&browser.at(&ground).post("/sign-in/code", &answer).await, &logs);
    browser.post("/sign-in/code", &answer).await.redirects_to("/home");

    let report = clinic.report(&mut browser).await;
    let ask = format!("{report}/ask");
    logs.take();
    says_so(&browser.at(&ground).post(&ask, &[]).await, &logs);
    let (challenge, code) = clinic.ask(&mut browser, &ASHA, &report).await;
    let answer = [("challenge", challenge.as_str()), ("code", code.as_str())];
    let page = format!("{report}/code");
    logs.take();
    says_so(&browser.at(&ground).post(&page, &answer).await, &logs);
    browser.post(&page, &answer).await.redirects_to(&report);

    logs.take();
    says_so(&browser.at(&ground).get(&report).await, &logs);
    says_so(&browser.at(&ground).post(&format!("{report}/seal"), &[]).await, &logs);
    says_so(&browser.at(&ground).post("/sign-out", &[]).await, &logs);
    clinic.pass(Duration::from_mins(1));
    says_so(&browser.at(&ground).get("/labs").await, &logs);
    browser.get(&report).await.is_page(StatusCode::OK).says(RESULT);
    clinic.pass(Duration::from_mins(10));
    logs.take();
    says_so(&browser.at(&ground).get("/labs").await, &logs);
    browser.get("/labs").await.redirects_to("/sign-in");
}

#[tokio::test]
async fn a_database_that_is_gone_is_told_and_the_process_lives() {
    let logs = Logs::listen();
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = hindi(&clinic);
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
    let report = clinic.report(&mut browser).await;
    let db = Db::open(clinic.db.url()).await.unwrap();
    let node = clinic.node(db.clone());
    let mut sunk = browser.at(&node);
    sunk.get("/health/ready").await.says("ready");
    db.close().await;
    logs.take();
    for page in ["/home", "/labs", report.as_str(), "/session/left", "/sign-in"] {
        says_so(&sunk.get(page).await, &logs);
    }
    for act in ["/sign-in", "/sign-out", "/session/stay", &format!("{report}/ask")] {
        says_so(&sunk.post(act, &FIELDS).await, &logs);
    }
    let ready = sunk.get("/health/ready").await;
    assert_eq!(
        (ready.status, ready.body.as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n",)
    );
    let live = sunk.get("/health/live").await;
    assert_eq!((live.status, live.body.as_str()), (StatusCode::OK, "live\n"));
    browser.get("/home").await.is_page(StatusCode::OK);
}
