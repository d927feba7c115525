//! A pharmacy's own system, which asks the API.

use crate::{answer::Answer, browser::Browser, clinic::Clinic, people::ASHA};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use portal::{
    Principal,
    domain::{id::TokenId, identifier::Identifier, pharmacy::Scope},
    pharmacy::{self, token},
    prescriptions, profile,
};
use serde_json::{Value, json};
use testkit::Medicine;

pub const CITY: &str = "City Pharmacy";
pub const LAKE: &str = "Lake Pharmacy";
/// A number that has the shape of one, and is nobody's.
pub const NOBODYS: &str = "333-333-333";
/// Where look-ups are asked for.
pub const LOOK_UPS: &str = "/api/pharmacy/verifications";

pub const METFORMIN: Medicine =
    Medicine { name: "Metformin 500 mg", tablets: 30, repeats: 2, interval: 30, schedule: None };
pub const MORPHINE: Medicine =
    Medicine { name: "Morphine 10 mg", tablets: 10, repeats: 0, interval: 1, schedule: Some("X") };

/// A system, with its token.
#[derive(Clone)]
pub struct Till {
    pub browser: Browser,
    pub id: TokenId,
    pub secret: String,
}

/// A system of a pharmacy, which is added if there is none of this name.
pub async fn till(clinic: &Clinic, name: &str, scopes: &[Scope]) -> Till {
    let portal = &clinic.wiring.portal;
    let _known = pharmacy::add(portal, name).await;
    let made = token::add(portal, name, "till", scopes, token::LONGEST).await.unwrap();
    Till { browser: clinic.browser(), id: made.id, secret: made.secret }
}

/// Prescribes medicines to Asha on one paper, and gives its number.
pub async fn prescribed(clinic: &Clinic, medicines: &[Medicine]) -> String {
    let mut resources = vec![testkit::patient(&ASHA)];
    for (n, medicine) in medicines.iter().enumerate() {
        let id = format!("m{n}");
        resources.push(testkit::prescription((&id, 1, "active"), &ASHA, Some("paper"), medicine));
    }
    clinic.import(&testkit::bundle(&resources)).await;
    let portal = &clinic.wiring.portal;
    let identifier = Identifier::parse(ASHA.number, "91").unwrap();
    let patient = profile::find(portal, &identifier).await.unwrap()[0];
    let asha = Principal { patient, caller: testkit::caller(1, "192.0.2.1") };
    let line = prescriptions::list(portal, &asha).await.unwrap().swap_remove(0);
    prescriptions::number(portal, &asha, line.id).await.unwrap().to_string()
}

impl Till {
    /// Reads something.
    pub async fn get(&self, path: &str) -> Answer {
        let token = format!("Bearer {}", self.secret);
        let headers = [("authorization", token.as_str())];
        self.browser.clone().send(Method::GET, path, &headers, Body::empty()).await
    }

    /// Sends something, under a key where there is one.
    pub async fn post(&self, path: &str, key: &str, content: &Value) -> Answer {
        self.send(path, &[("idempotency-key", key)], content.to_string()).await
    }

    /// Sends something with these headers beside the token.
    pub async fn send(
        &self,
        path: &str,
        headers: &[(&'static str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let token = format!("Bearer {}", self.secret);
        let mut all = vec![("authorization", token.as_str()), ("content-type", "application/json")];
        all.extend_from_slice(headers);
        self.browser.clone().send(Method::POST, path, &all, body.into()).await
    }

    /// Looks a number up; gives where the look-up is, and how it is.
    pub async fn ask(&self, key: &str, number: &str) -> (String, Value) {
        let answer = self.post(LOOK_UPS, key, &json!({ "number": number })).await;
        let shown = is(&answer, StatusCode::CREATED);
        (answer.location().to_owned(), shown)
    }

    /// Looks a number of Asha's up, and answers with her code.
    pub async fn let_in(&self, clinic: &Clinic, key: &str, number: &str) -> (String, Value) {
        let (place, shown) = self.ask(key, number).await;
        let code = clinic.code_of(&ASHA, shown["reference"].as_str().unwrap()).await;
        let path = format!("{place}/code");
        let answer = self.post(&path, &format!("{key}-code"), &json!({ "code": code })).await;
        let shown = is(&answer, StatusCode::OK);
        (place, shown)
    }

    /// So much of every medicine that is shown.
    pub fn items(shown: &Value, amount: &str) -> Value {
        let medicines = shown["medicines"].as_array().unwrap().iter();
        let items: Vec<Value> = medicines
            .map(|it| json!({ "id": it["id"], "version": it["version"], "amount": amount }))
            .collect();
        json!({ "items": items })
    }
}

/// Holds that it is data, of this status.
#[track_caller]
pub fn is(answer: &Answer, status: StatusCode) -> Value {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.cookies().is_empty());
    serde_json::from_str(&answer.body).unwrap()
}

/// Holds that it is a problem of this status and type.
#[track_caller]
pub fn fails(answer: &Answer, status: u16, kind: &str) -> Value {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.body);
    let problem: Value = serde_json::from_str(&answer.body).unwrap();
    let whole = format!("https://medseal.example/problems/{kind}");
    let told = (answer.status.as_u16(), &problem["status"], &problem["type"]);
    assert_eq!(told, (status, &json!(status), &json!(whole)));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.cookies().is_empty());
    problem
}
