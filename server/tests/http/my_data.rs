//! Taking one's data away and having everything erased, as a browser without scripts meets them.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, RAVI},
    shop,
};
use app::{Assets, Site};
use axum::http::StatusCode;
use portal::{domain::audit::Event, erasure, export};
use std::time::Duration;

const DAY: &str = "2025-06-01";

fn site(clinic: &Clinic) -> Site {
    clinic.wiring.site(Assets::default()).unwrap()
}

async fn answered(clinic: &Clinic, browser: &mut Browser, base: &str) -> Answer {
    browser.post(&format!("{base}/ask"), &[]).await.redirects_to(&format!("{base}/code"));
    let page = browser.get(&format!("{base}/code")).await;
    page.is_page(StatusCode::OK).says("ending in");
    let (challenge, code) = (page.field("challenge"), clinic.code(&ASHA).await);
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post(&format!("{base}/code"), &fields).await
}

/// The address to which a form of the page posts for a file.
fn way(page: &Answer, file: &str) -> String {
    let forms = page.body.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut ways = forms.filter(|way| way.starts_with("/my-data/") && way.ends_with(file));
    ways.next().expect("a form for the file").to_owned()
}

#[tokio::test]
async fn a_person_takes_their_data_away_once() {
    let clinic = Clinic::with(&ASHA, &[DAY]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.get("/settings").await.says("href=\"/my-data\"");
    let page = browser.get("/my-data").await;
    page.is_page(StatusCode::OK).says("FHIR").hides("http-equiv=\"refresh\" content=\"3");
    answered(&clinic, &mut browser, "/my-data").await.redirects_to("/my-data");
    let page = browser.get("/my-data").await;
    page.says("We are making your files").says("3;url=/my-data?over").says("<progress");
    page.hides("<noscript><meta");

    assert!(export::make(&clinic.wiring.portal, &site(&clinic)).await.unwrap());
    let page = browser.get("/my-data").await;
    page.says("Your files are ready").hides("We are making");
    let (paper, bundle) = (way(&page, "/page"), way(&page, "/bundle"));
    let mut stranger = clinic.browser();
    stranger.post(&paper, &[]).await.redirects_to("/sign-in");
    assert_eq!(browser.get(&paper).await.status, StatusCode::METHOD_NOT_ALLOWED);

    let taken = browser.post(&paper, &[]).await;
    assert_eq!(taken.status, StatusCode::OK);
    assert_eq!(taken.header("content-disposition"), "attachment; filename=\"my-data.html\"");
    assert_eq!(taken.header("cache-control"), "no-store");
    assert_eq!(taken.header("content-length"), taken.body.len().to_string());
    taken.says(ASHA.name).says(ASHA.number).says("Fasting glucose").says("</html>");
    taken.says("Your devices").says("How codes come").says("Nobody acts for you");
    taken.says("Version 2026-2, read in English").hides("<script").hides("href=\"/");
    let taken = browser.post(&bundle, &[]).await;
    assert_eq!(taken.header("content-type"), "application/fhir+json");
    taken.says("\"DiagnosticReport\"").says("\"AuditEvent\"");
    taken.says("\"Device\"").says("\"Consent\"");
    browser.post(&bundle, &[]).await.redirects_to("/my-data");
    browser
        .get("/my-data")
        .await
        .says("You have taken this one")
        .says("not here any more")
        .hides("files are ready");
    assert_eq!(clinic.events(Event::ExportTaken).await, 2);
}

#[tokio::test]
async fn what_a_pharmacy_handed_over_names_the_pharmacy_and_nobody_who_works_there() {
    let clinic = shop::open().await;
    let number = shop::metformin(&clinic).await;
    let mut lata = shop::at_counter(&clinic, &shop::LATA).await;
    let page = shop::let_in(&clinic, &mut lata, &number).await;
    shop::hand_over(&mut lata, &page, &[("amount-0", "30")]).await.redirects_to(&page);
    let mut browser = clinic.signed_in(&ASHA).await;
    answered(&clinic, &mut browser, "/my-data").await.redirects_to("/my-data");
    assert!(export::make(&clinic.wiring.portal, &site(&clinic)).await.unwrap());
    let ready = browser.get("/my-data").await;
    for file in ["/page", "/bundle"] {
        let taken = browser.post(&way(&ready, file), &[]).await;
        taken.says(shop::CITY).says("Metformin").hides(shop::LATA.name).hides("Practitioner");
        taken.hides("Handed over by");
    }
}

#[tokio::test]
async fn files_are_nobody_elses() {
    let clinic = Clinic::with(&ASHA, &[DAY]).await;
    clinic.enrol(&RAVI, &[DAY]).await;
    let mut asha = clinic.signed_in(&ASHA).await;
    answered(&clinic, &mut asha, "/my-data").await.redirects_to("/my-data");
    export::make(&clinic.wiring.portal, &site(&clinic)).await.unwrap();
    let way = way(&asha.get("/my-data").await, "/page");
    let mut ravi = clinic.signed_in(&RAVI).await;
    ravi.post(&way, &[]).await.redirects_to("/my-data");
    for odd in ["/my-data/x/page", "/my-data/01900000-0000-7000-8000-000000000000/other"] {
        assert_eq!(ravi.post(odd, &[]).await.status, StatusCode::NOT_FOUND, "{odd}");
    }
    assert_eq!(clinic.events(Event::ExportTaken).await, 0);
}

#[tokio::test]
async fn a_person_asks_to_be_erased_and_stops_it() {
    let clinic = Clinic::with(&ASHA, &[DAY]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let page = browser.get("/my-data").await;
    page.says("all reports, results, papers").says("30 days").says("3 years");
    answered(&clinic, &mut browser, "/my-data/erase").await.redirects_to("/my-data");
    let asked = browser.get("/my-data").await;
    asked.says("The clinic has not answered yet");
    // What was just asked for is what one sees first.
    let place = |text: &str| asked.body.find(text).unwrap();
    assert!(place("Stop it, keep my data") < place("Get a copy of my data"), "{}", asked.body);
    let portal = &clinic.wiring.portal;
    let waiting = erasure::list(portal).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let identifier = portal::domain::identifier::Identifier::parse(ASHA.number, "91").unwrap();
    let patient = portal::profile::find(portal, &identifier).await.unwrap()[0];
    erasure::confirm(portal, patient).await.unwrap();
    browser.get("/my-data").await.says("Your data will be erased on");
    browser.post("/my-data/erase/stop", &[]).await.redirects_to("/my-data");
    browser.get("/my-data").await.says("It is stopped").says("Ask to erase my data");
    clinic.pass(Duration::from_hours(24 * 31));
    assert_eq!(erasure::run(portal).await.unwrap(), 0);
}
