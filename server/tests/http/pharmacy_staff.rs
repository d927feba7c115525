//! Those who work at a pharmacy and those who are patients: neither is shown the other's pages.

use crate::{
    addresses::{FIELDS, all, of_nothing},
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, PASSWORD},
    shop::{CITY, LATA, ZOYA, at_counter, let_in, look_up, metformin, open, sign_in},
};
use app::Address;
use axum::http::{Method, StatusCode};
use portal::{
    devices::{self, Which},
    domain::{audit::Event, id::PatientId},
    pharmacy::{self, staff},
};
use std::time::Duration;

const OK: StatusCode = StatusCode::OK;
const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;
const FOR_PATIENTS: &str = "This page is for patients";

/// What anybody may ask for, whoever they are.
const ANYBODYS: [&str; 8] = [
    "/",
    "/cleared",
    "/language",
    "/session/ending",
    "/session/left",
    "/session/stay",
    "/sign-out",
    "/signed-out",
];

/// Asks for an address, of nothing that there is.
async fn reach(browser: &mut Browser, it: &Address) -> Answer {
    let path = of_nothing(&it.path);
    match it.method {
        Method::POST => browser.post(&path, &FIELDS).await,
        _ => browser.get(&path).await,
    }
}

#[tokio::test]
async fn every_address_of_a_patient_is_refused_to_staff() {
    let clinic = open().await;
    let mut lata = at_counter(&clinic, &LATA).await;
    let patients = all().iter().filter(|it| !it.path.starts_with("/pharmacy"));
    let mut refused = 0;
    for it in patients.filter(|it| !ANYBODYS.contains(&it.path.as_str())) {
        let page = reach(&mut lata, it).await;
        page.is_page(FORBIDDEN).says(FOR_PATIENTS).hides(LATA.name).hides(CITY);
        refused += 1;
    }
    assert!(refused > 100, "{refused}");
    lata.get("/").await.redirects_to("/pharmacy");
    lata.get("/pharmacy/sign-in").await.redirects_to("/pharmacy");
    lata.get("/pharmacy").await.is_page(OK).says("action=\"/sign-out\"").hides("href=\"/labs\"");
}

#[tokio::test]
async fn every_address_of_the_counter_is_refused_to_patients() {
    let clinic = open().await;
    let mut asha = clinic.signed_in(&ASHA).await;
    let mut refused = 0;
    for it in all().iter().filter(|it| it.path.starts_with("/pharmacy")) {
        let page = reach(&mut asha, it).await;
        page.is_page(FORBIDDEN).says("This page is for pharmacies").hides("Asha");
        refused += 1;
    }
    assert!(refused > 20, "{refused}");
    asha.get("/home").await.is_page(OK);
    assert_eq!(clinic.events(Event::PrescriptionLookedUp).await, 0);
}

#[tokio::test]
async fn the_counter_asks_strangers_to_sign_in() {
    let clinic = open().await;
    let mut stranger = clinic.browser();
    for it in all().iter().filter(|it| it.path.starts_with("/pharmacy")) {
        let is_open = ["/pharmacy/sign-in", "/pharmacy/signed-out"];
        if is_open.iter().any(|open| it.path.starts_with(open)) {
            continue;
        }
        let answer = reach(&mut stranger, it).await;
        if it.path.ends_with("/progress") {
            answer.says("\"state\":\"over\"");
        } else {
            answer.redirects_to("/pharmacy/sign-in");
        }
    }
    stranger.get("/pharmacy/sign-in").await.is_page(OK).says("Sign in at your pharmacy");
    sign_in(&clinic, &mut stranger, &LATA).await;
    assert_eq!(clinic.events(Event::PrescriptionLookedUp).await, 0);
}

#[tokio::test]
async fn patients_do_not_sign_in_at_the_counter_nor_staff_at_the_front_door() {
    let clinic = open().await;
    for (path, who) in [("/pharmacy/sign-in", &ASHA), ("/sign-in", &LATA)] {
        let mut browser = clinic.browser();
        let fields = [("identifier", who.number), ("password", PASSWORD)];
        let answer = browser.post(path, &fields).await;
        clinic.deliver().await;
        assert!(clinic.sandbox().messages(None).is_empty(), "{path} {}", answer.location());
    }
    let mut browser = clinic.browser();
    let fields = [("identifier", ""), ("password", "")];
    browser.post("/pharmacy/sign-in", &fields).await.redirects_to("/pharmacy/sign-in");
    browser.get("/pharmacy/sign-in").await.says("Type your login.").says("Type your password.");
}

#[tokio::test]
async fn signing_in_renews_the_session_and_signing_out_ends_what_was_begun() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut lata = clinic.browser();
    lata.get("/pharmacy").await.redirects_to("/pharmacy/sign-in");
    let before = lata.session();
    sign_in(&clinic, &mut lata, &LATA).await.redirects_to("/pharmacy");
    assert_ne!(lata.session(), before);
    let page = let_in(&clinic, &mut lata, &number).await;
    let mut copy = lata.clone();
    lata.post("/sign-out", &[]).await.redirects_to("/pharmacy/signed-out?in=en");
    lata.get("/pharmacy/signed-out").await.is_page(OK).says("/pharmacy/sign-in");
    copy.get(&page).await.redirects_to("/pharmacy/sign-in");
    let mut again = at_counter(&clinic, &LATA).await;
    again.get(&page).await.is_page(OK).says("The time for this has passed").hides("Metformin");
}

#[tokio::test]
async fn a_stay_ends_idle_after_ten_minutes_and_over_after_eight_hours() {
    let clinic = open().await;
    let mut lata = at_counter(&clinic, &LATA).await;
    let page = look_up(&mut lata, "333-333-333").await;
    lata.get(&page).await.is_page(OK);
    assert!(lata.get("/session/left").await.body.starts_with(r#"{"left":600,"#));
    clinic.pass(Duration::from_mins(9));
    lata.get("/session/ending").await.is_page(OK).says("Are you still there?").says(&page);
    lata.post("/session/stay", &[("back", &page)]).await.redirects_to(&page);
    clinic.pass(Duration::from_mins(10));
    lata.get(&page).await.redirects_to("/pharmacy/sign-in");
    lata.get("/pharmacy/sign-in").await.says("because nothing happened for 10 minutes");
    // Whoever comes back is where they were; somebody else is not.
    let mut other = lata.clone();
    sign_in(&clinic, &mut other, &ZOYA).await.redirects_to("/pharmacy");
    let mut lata = at_counter(&clinic, &LATA).await;
    for _ in 0..47 {
        clinic.pass(Duration::from_mins(10) - Duration::from_secs(1));
        lata.get("/pharmacy").await.is_page(OK);
    }
    clinic.pass(Duration::from_mins(10) - Duration::from_secs(1));
    lata.get("/pharmacy").await.is_page(OK);
    clinic.pass(Duration::from_mins(1));
    lata.get("/pharmacy").await.redirects_to("/pharmacy/sign-in");
}

/// The account of whoever is signed in.
async fn account(clinic: &Clinic, browser: &Browser) -> PatientId {
    let data: serde_json::Value = serde_json::from_str(&clinic.data_of(browser).await).unwrap();
    assert_eq!(data["seat"]["patient"], serde_json::Value::Null);
    let shops = pharmacy::list(&clinic.wiring.portal).await.unwrap();
    let city = shops.into_iter().find(|it| it.name == CITY).unwrap();
    assert_eq!(data["seat"]["staff"]["pharmacy"], city.id.to_string());
    assert_eq!(data["seat"]["staff"]["role"], "pharmacist");
    data["seat"]["staff"]["staff"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_clinic_ends_a_stay_and_wipes_a_lost_browser() {
    let clinic = open().await;
    let portal = &clinic.wiring.portal;
    let mut lata = at_counter(&clinic, &LATA).await;
    let who = account(&clinic, &lata).await;
    devices::wipe_by_clinic(portal, who, Which::All).await.unwrap();
    lata.get("/pharmacy").await.is_page(FORBIDDEN).says("was cleared");
    assert!(lata.cookies.is_empty());
    let mut lata = at_counter(&clinic, &LATA).await;
    staff::end(portal, LATA.number).await.unwrap();
    lata.get("/pharmacy").await.redirects_to("/pharmacy/sign-in");
}
