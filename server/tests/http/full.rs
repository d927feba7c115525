//! A disk that fills up while somebody is signing in, opening a report, or reading it.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    logs::Logs,
    people::{ASHA, PASSWORD, RESULT},
};
use axum::http::StatusCode;
use server::config::Config;
use std::time::Duration;

/// More than fits into what is left of the pages of the file.
const ENOUGH: usize = 40;

/// A clinic that sends as many codes as are asked for, and a patient with as many reports.
async fn clinic() -> Clinic {
    let mut config = Config::default();
    let limits = &mut config.limits;
    for limit in [
        &mut limits.number_unverified_hour,
        &mut limits.number_hour,
        &mut limits.number_day,
        &mut limits.address_unverified_hour,
        &mut limits.address_hour,
        &mut limits.prefix_day,
    ] {
        *limit = 100_000;
    }
    let clinic = Clinic::configured(config).await;
    let days: Vec<String> = (0..ENOUGH).map(|day| format!("{}-06-01", 1980 + day)).collect();
    clinic.enrol(&ASHA, &days.iter().map(String::as_str).collect::<Vec<_>>()).await;
    clinic
}

/// Does one thing after the other on a full disk, until there is no room for it; says which.
async fn until_there_is_no_room<T>(
    clinic: &Clinic,
    logs: &Logs,
    things: impl IntoIterator<Item = T>,
    mut act: impl AsyncFnMut(&mut T) -> Answer,
) -> T {
    clinic.db.fill().await;
    for mut thing in things {
        logs.take();
        let answer = act(&mut thing).await;
        if answer.status == StatusCode::SERVICE_UNAVAILABLE {
            answer.is_page(StatusCode::SERVICE_UNAVAILABLE).says("lang=\"hi\"");
            answer.hides(RESULT).hides("Asha");
            let text = logs.take();
            assert!(text.contains("ERROR") && text.contains("full"), "no line says why: {text}");
            assert!(!text.contains("panic"), "{text}");
            return thing;
        }
        assert!(answer.status.as_u16() < 400, "{} {}", answer.status, answer.body);
    }
    panic!("the disk never fills");
}

fn hindi(clinic: &Clinic) -> Browser {
    let mut browser = clinic.browser();
    browser.cookies.insert("lang".into(), "hi".into());
    browser
}

/// The form of a challenge and its code.
fn form((challenge, code): &(String, String)) -> [(&str, &str); 2] {
    [("challenge", challenge), ("code", code)]
}

#[tokio::test]
async fn signing_in_waits_for_room_and_goes_on() {
    let (logs, clinic) = (Logs::listen(), clinic().await);
    let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
    let browsers = (0..ENOUGH).map(|_| hindi(&clinic));
    let mut browser = until_there_is_no_room(&clinic, &logs, browsers, async |browser| {
        browser.post("/sign-in", &fields).await
    })
    .await;
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
}

#[tokio::test]
async fn answering_a_code_waits_for_room_and_goes_on() {
    let (logs, clinic) = (Logs::listen(), clinic().await);
    let mut waiting = Vec::new();
    for _ in 0..ENOUGH {
        let mut browser = hindi(&clinic);
        let challenge = clinic.challenge(&mut browser, &ASHA).await;
        waiting.push((browser, challenge));
        clinic.pass(Duration::from_secs(1));
    }
    let (mut browser, challenge) =
        until_there_is_no_room(&clinic, &logs, waiting, async |(browser, challenge)| {
            browser.post("/sign-in/code", &form(challenge)).await
        })
        .await;
    let again = browser.post("/sign-in/code", &form(&challenge)).await;
    if again.location() != "/home" {
        // The code was used before there was no room for the session; a new one is sent.
        clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
    }
    browser.get("/home").await.is_page(StatusCode::OK);
}

#[tokio::test]
async fn opening_and_reading_a_report_wait_for_room_and_go_on() {
    let (logs, clinic) = (Logs::listen(), clinic().await);
    let mut browser = hindi(&clinic);
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
    let reports = clinic.reports(&mut browser).await;
    let report = until_there_is_no_room(&clinic, &logs, reports.clone(), async |report| {
        browser.post(&format!("{report}/ask"), &[]).await
    })
    .await;
    clinic.ask(&mut browser, &ASHA, &report).await;

    let mut asked = Vec::new();
    for report in reports {
        clinic.pass(Duration::from_secs(1));
        let challenge = clinic.ask(&mut browser, &ASHA, &report).await;
        asked.push((report, challenge));
    }
    let (report, challenge) =
        until_there_is_no_room(&clinic, &logs, asked, async |(report, challenge)| {
            browser.post(&format!("{report}/code"), &form(challenge)).await
        })
        .await;
    browser.post(&format!("{report}/code"), &form(&challenge)).await.redirects_to(&report);
    let turns = 0..ENOUGH * 3;
    until_there_is_no_room(&clinic, &logs, turns, async |_| browser.get(&report).await).await;
    browser.get(&report).await.is_page(StatusCode::OK).says(RESULT);
}
