//! Requests that come twice, and fifty at once.

use crate::{
    clinic::Clinic,
    people::ASHA,
    till::{CITY, LAKE, LOOK_UPS, METFORMIN, NOBODYS, Till, fails, is, prescribed, till},
};
use axum::http::StatusCode;
use futures::future::join_all;
use portal::domain::{audit::Event, pharmacy::Scope};
use serde_json::{Value, json};
use server::config::Config;
use std::collections::BTreeSet;
use store::testing::{TestDb, fresh_postgres, fresh_sqlite};

/// How many prescriptions are looked up at two pharmacies, and how often each is handed over at once.
const LOOKED_UP: usize = 10;
const EACH: usize = 5;

/// Sends the same request so many times at once.
async fn at_once(
    till: &Till,
    times: usize,
    path: &str,
    key: &str,
    content: &Value,
) -> Vec<crate::answer::Answer> {
    let posts = (0..times).map(|_| {
        let (till, path, key, content) =
            (till.clone(), path.to_owned(), key.to_owned(), content.clone());
        tokio::spawn(async move { till.post(&path, &key, &content).await })
    });
    join_all(posts).await.into_iter().map(Result::unwrap).collect()
}

async fn a_request_that_comes_again_is_done_once(db: TestDb) {
    let clinic = Clinic::on(db, Config::default());
    let number = prescribed(&clinic, &[METFORMIN]).await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let number = json!({ "number": number });
    let mut places = BTreeSet::new();
    for answer in at_once(&till, EACH, LOOK_UPS, "ask", &number).await {
        is(&answer, StatusCode::CREATED);
        places.insert(answer.location().to_owned());
    }
    let again = till.post(LOOK_UPS, "ask", &number).await;
    let shown = is(&again, StatusCode::CREATED);
    places.insert(again.location().to_owned());
    assert_eq!((places.len(), clinic.events(Event::PrescriptionLookedUp).await), (1, 1));
    let place = places.pop_first().unwrap();
    let code = clinic.code_of(&ASHA, shown["reference"].as_str().unwrap()).await;
    let code = json!({ "code": code });
    let path = format!("{place}/code");
    let all = at_once(&till, 8, &path, "code", &code).await;
    let (done, waiting): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|answer| answer.status == StatusCode::OK);
    for answer in &waiting {
        fails(answer, 409, "request-under-way");
    }
    let mut all = done;
    assert!(!all.is_empty());
    all.push(till.post(&path, "code", &code).await);
    for answer in &all {
        assert_eq!(is(answer, StatusCode::OK)["medicines"].as_array().unwrap().len(), 1);
    }
    assert_eq!(clinic.events(Event::PharmacyAllowed).await, 1);
    let items = Till::items(&is(&all[0], StatusCode::OK), "10");
    let path = format!("{place}/dispense");
    let mut all = at_once(&till, EACH, &path, "give", &items).await;
    all.push(till.post(&path, "give", &items).await);
    for answer in &all {
        assert_eq!(is(answer, StatusCode::CREATED)["state"], json!("dispensed"));
    }
    assert_eq!(clinic.events(Event::Dispensed).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_that_comes_again_is_done_once_sqlite() {
    a_request_that_comes_again_is_done_once(fresh_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_request_that_comes_again_is_done_once_postgres() {
    a_request_that_comes_again_is_done_once(fresh_postgres().await).await;
}

#[tokio::test]
async fn a_key_is_for_one_request_of_one_token() {
    let clinic = Clinic::open().await;
    let number = prescribed(&clinic, &[METFORMIN]).await;
    let city = till(&clinic, CITY, &Scope::ALL).await;
    let (place, _) = city.ask("k", NOBODYS).await;
    let other = city.post(LOOK_UPS, "k", &json!({ "number": number })).await;
    fails(&other, 422, "idempotency-key-reused");
    let code = json!({ "code": "123456" });
    fails(&city.post(&format!("{place}/code"), "k", &code).await, 422, "idempotency-key-reused");
    let lake = till(&clinic, LAKE, &Scope::ALL).await;
    assert_ne!(lake.ask("k", NOBODYS).await.0, place);
    // What was refused was not done, so that its key is free.
    let (place, shown) = city.ask("n", &number).await;
    let path = format!("{place}/code");
    let right = clinic.code_of(&ASHA, shown["reference"].as_str().unwrap()).await;
    let wrong = if right == "000000" { "000001" } else { "000000" };
    fails(&city.post(&path, "c", &json!({ "code": wrong })).await, 403, "wrong-code");
    let shown = is(&city.post(&path, "c", &json!({ "code": right })).await, StatusCode::OK);
    let path = format!("{place}/dispense");
    fails(&city.post(&path, "d", &Till::items(&shown, "31")).await, 409, "more-than-left");
    is(&city.post(&path, "d", &Till::items(&shown, "30")).await, StatusCode::CREATED);
    fails(&city.post(&path, "d", &Till::items(&shown, "29")).await, 422, "idempotency-key-reused");
}

fn wide() -> Config {
    let mut config = Config::default();
    config.limits.number_unverified_hour = 1_000;
    config.limits.number_hour = 1_000;
    config.limits.number_day = 1_000;
    config
}

async fn fifty_at_once_hand_over_what_is_there_and_no_more(db: TestDb) {
    let clinic = Clinic::on(db, wide());
    let number = prescribed(&clinic, &[METFORMIN]).await;
    let tills = [till(&clinic, CITY, &Scope::ALL).await, till(&clinic, LAKE, &Scope::ALL).await];
    let mut let_in = Vec::new();
    for n in 0..LOOKED_UP {
        let till = &tills[n % 2];
        let (place, shown) = till.let_in(&clinic, &format!("k{n}"), &number).await;
        let_in.push((till, format!("{place}/dispense"), Till::items(&shown, "10")));
    }
    let all = let_in.iter().enumerate().map(|(n, (till, path, items))| async move {
        at_once(till, EACH, path, &format!("d{n}"), items).await
    });
    let mut given = 0;
    for answers in join_all(all).await {
        assert_eq!(answers.len(), EACH);
        let done = answers[0].status == StatusCode::CREATED;
        given += usize::from(done);
        for answer in answers {
            if done {
                is(&answer, StatusCode::CREATED);
            } else {
                let problem: Value = serde_json::from_str(&answer.body).unwrap();
                let kind = problem["type"].as_str().unwrap();
                let ends = |end: &&str| kind.ends_with(end);
                assert!(["more-than-left", "not-open-yet"].iter().any(ends), "{kind}");
            }
        }
    }
    // Thirty tablets were prescribed, and each wants ten.
    assert_eq!((given, clinic.events(Event::Dispensed).await), (3, 3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_at_once_hand_over_what_is_there_and_no_more_sqlite() {
    fifty_at_once_hand_over_what_is_there_and_no_more(fresh_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_at_once_hand_over_what_is_there_and_no_more_postgres() {
    fifty_at_once_hand_over_what_is_there_and_no_more(fresh_postgres().await).await;
}

#[tokio::test]
async fn a_request_that_comes_again_is_answered_beyond_the_limit_too() {
    let clinic = Clinic::open().await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let number = json!({ "number": NOBODYS });
    let mut places = Vec::new();
    for key in 0..20 {
        let answer = till.post(LOOK_UPS, &key.to_string(), &number).await;
        is(&answer, StatusCode::CREATED);
        places.push(answer.location().to_owned());
    }
    fails(&till.post(LOOK_UPS, "another", &number).await, 429, "too-many-requests");
    let again = till.post(LOOK_UPS, "19", &number).await;
    is(&again, StatusCode::CREATED);
    assert_eq!(Some(again.location()), places.last().map(String::as_str));
}
