//! A patient's prescriptions: the list, the page for the counter, the medicines behind a code, and what was handed over.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, RAVI},
    prescribed::{
        ASPIRIN, CITY, METFORMIN, answer, ask, hand_over, link, number, page, pharmacist, prescribe,
    },
};
use axum::http::StatusCode;
use portal::{
    counter,
    domain::{audit::Event, pharmacy::PrescriptionNumber},
};
use serde_json::json;
use std::time::Duration;
use testkit::{bundle, dispensed};

async fn with_metformin() -> Clinic {
    let clinic = Clinic::with(&ASHA, &[]).await;
    prescribe(&clinic, &ASHA, "p1", &[METFORMIN]).await;
    clinic
}

#[tokio::test]
async fn who_has_none_is_told_so() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let list = browser.get("/prescriptions").await;
    list.is_page(StatusCode::OK).says("No prescriptions yet").hides("/prescriptions/send");
}

#[tokio::test]
async fn the_list_says_what_is_left_and_never_of_what() {
    let clinic = with_metformin().await;
    prescribe(&clinic, &ASHA, "p2", &[METFORMIN, ASPIRIN]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.get("/home").await.says("href=\"/prescriptions\"").hides("Metformin");
    let list = browser.get("/prescriptions").await;
    list.is_page(StatusCode::OK)
        .says("Prescription of 1 December 2025")
        .says("1 medicine · Can be collected now · 3 of 3 times left")
        .says("2 medicines · Can be collected now<")
        .hides("Metformin")
        .hides("Aspirin")
        .hides(">Past<");
}

#[tokio::test]
async fn the_page_for_the_counter_shows_the_number_and_nothing_of_the_medicine() {
    let clinic = with_metformin().await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    let shown = browser.get(&address).await;
    shown.is_page(StatusCode::OK).hides("Metformin").hides("tablet").hides("class=\"clock");
    let number = number(&shown);
    let read = PrescriptionNumber::parse(&number).unwrap();
    assert_eq!(read.to_string(), number);
    let group: Vec<String> = number[..3].chars().map(String::from).collect();
    shown.says(&format!("<span class=\"unseen\">{}, ", group.join(" ")));
    shown.says("role=\"img\" aria-label=\"The same number, for a scanner\"");
    shown.says("viewBox=\"0 0 29 29\"").says("class=\"qr-dark\"").says("d=\"M4 4h7v1h-7z");
}

#[tokio::test]
async fn the_medicines_are_behind_a_code_and_seal_again() {
    let clinic = with_metformin().await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    let code = format!("{address}/code");
    browser.get(&code).await.redirects_to(&address);
    browser.post(&format!("{address}/ask"), &[]).await.redirects_to(&code);
    let asked = browser.get(&code).await;
    asked.is_page(StatusCode::OK).says("To see the medicines: Prescription of 1 December 2025");
    asked.hides("Metformin").says("href=\"/prescriptions/");
    let fields = [("challenge", asked.field("challenge")), ("code", "12".to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    browser.post(&code, &fields).await.redirects_to(&code);
    browser.get(&code).await.says("fault-summary");
    browser.get(&format!("{code}/progress")).await.says("\"state\":");
    answer(&clinic, &mut browser, &ASHA, &code, &code).await.redirects_to(&address);
    let open = browser.get(&address).await;
    open.says("Metformin 500 mg").says("1 tablet in the morning").says("Up to 30 × tablet");
    open.says("3 of 3 times left").says("Open until");
    // The code is used up, and the page behind it open.
    browser.get(&code).await.redirects_to(&address);
    browser.post(&format!("{address}/seal"), &[]).await.redirects_to(&address);
    browser.get(&address).await.says("Your prescription is sealed again").hides("Metformin");
    assert_eq!(clinic.events(Event::RecordSealed).await, 1);
}

#[tokio::test]
async fn time_seals_the_medicines_too() {
    let clinic = with_metformin().await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    let code = format!("{address}/code");
    browser.post(&format!("{address}/ask"), &[]).await.redirects_to(&code);
    answer(&clinic, &mut browser, &ASHA, &code, &code).await.redirects_to(&address);
    browser.get(&format!("{address}?over")).await.says("Metformin").hides("The time is over");
    clinic.pass(Duration::from_mins(5));
    let over = browser.get(&format!("{address}?over")).await;
    over.says("The time is over, so your prescription is sealed again").hides("Metformin");
}

#[tokio::test]
async fn what_was_handed_over_is_listed_and_can_be_denied_once() {
    let clinic = with_metformin().await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    let lata = pharmacist(&clinic).await;
    let look_up = ask(&clinic, &lata, &browser.get(&address).await).await;
    hand_over(&clinic, &lata, look_up, &ASHA).await;
    let shown = browser.get(&address).await;
    shown.says(CITY).says("I did not collect this").says("2 of 3 times left").hides("Metformin");
    shown.says("Can be collected from");
    let deny = link(&shown, &format!("{address}/given/")).unwrap();
    browser.get(&deny).await.is_page(StatusCode::OK).says("The clinic knows at once").says(CITY);
    assert_eq!(clinic.events(Event::CollectionDenied).await, 0, "nothing is told by looking");
    browser.post(&deny, &[]).await.redirects_to(&address);
    let shown = browser.get(&address).await;
    shown.says("The clinic knows now that you did not collect this").hides(&deny);
    browser.post(&deny, &[]).await.redirects_to(&address);
    browser.get(&deny).await.redirects_to(&address);
    assert_eq!(clinic.events(Event::CollectionDenied).await, 1);
}

/// Opens a prescription's page with a code.
async fn open(clinic: &Clinic, browser: &mut Browser, address: &str) -> Answer {
    let code = format!("{address}/code");
    browser.post(&format!("{address}/ask"), &[]).await.redirects_to(&code);
    answer(clinic, browser, &ASHA, &code, &code).await.redirects_to(address);
    browser.get(address).await
}

#[tokio::test]
async fn which_medicine_was_handed_over_and_how_much_is_told_while_it_is_open() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    prescribe(&clinic, &ASHA, "p1", &[METFORMIN, METFORMIN]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    let lata = pharmacist(&clinic).await;
    let look_up = ask(&clinic, &lata, &browser.get(&address).await).await;
    hand_over(&clinic, &lata, look_up, &ASHA).await;
    let closed = browser.get(&address).await;
    closed.says("City Pharmacy</strong> · 2 medicines").hides("30 × tablet").hides("Metformin");
    let shown = open(&clinic, &mut browser, &address).await;
    shown.says("<li>Metformin 500 mg · 30 × tablet</li>").hides("</strong> · 2 medicines");
    let body = shown.body.replace('\u{a0}', " ");
    let fills = body.matches("<dt>Handed over</dt><dd>30 × tablet, on ").count();
    assert_eq!(fills, 2, "each medicine says its own");
    counter::undo(&clinic.wiring.portal, &lata, look_up).await.unwrap();
    browser.get(&address).await.says("The pharmacy undid this").hides("<dt>Handed over</dt>");
}

#[tokio::test]
async fn what_another_program_says_was_handed_over_is_told_and_where_only_while_it_is_open() {
    let clinic = with_metformin().await;
    let mut there = dispensed(("d1", 1, "completed"), &ASHA, "p1-0", 20);
    there["performer"] =
        json!([{ "actor": { "display": "Elsewhere Chemists", "type": "Organization" } }]);
    clinic.import(&bundle(&[there])).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    let closed = browser.get(&address).await;
    closed.says("What was handed over").says("Another program says so").says("20 December 2025");
    closed.hides("Elsewhere Chemists").hides("20 × tablet").hides("I did not collect this");
    let shown = open(&clinic, &mut browser, &address).await;
    shown.says("Elsewhere Chemists").says("<li>Metformin 500 mg · 20 × tablet</li>");
    shown.says("<dd>20 × tablet, on 20 December 2025</dd>").says("Another program says so");
}

#[tokio::test]
async fn until_when_it_can_be_collected_is_told_before_it_is_over() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut request = testkit::prescription(("m1", 1, "active"), &ASHA, None, &METFORMIN);
    request["dispenseRequest"]["validityPeriod"] = json!({ "end": "2099-12-01" });
    clinic.import(&bundle(&[testkit::patient(&ASHA), request])).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.get("/prescriptions").await.says("3 of 3 times left · Until 1 December 2099");
    let address = page(&mut browser).await;
    browser.get(&address).await.says("Until 1 December 2099").hides("<dt>Until</dt>");
    let shown = open(&clinic, &mut browser, &address).await;
    shown.says("<dt>Until</dt><dd>1 December 2099</dd>");
}

#[tokio::test]
async fn nobody_elses_prescription_is_there() {
    let clinic = with_metformin().await;
    clinic.enrol(&RAVI, &[]).await;
    let mut asha = clinic.signed_in(&ASHA).await;
    let address = page(&mut asha).await;
    let lata = pharmacist(&clinic).await;
    let look_up = ask(&clinic, &lata, &asha.get(&address).await).await;
    hand_over(&clinic, &lata, look_up, &ASHA).await;
    let mut ravi = clinic.signed_in(&RAVI).await;
    ravi.get("/prescriptions").await.says("No prescriptions yet");
    let given = format!("{address}/given/{look_up}");
    let asked = format!("/prescriptions/asked/{look_up}");
    for path in [&address, &format!("{address}/code"), &given, &asked] {
        ravi.get(path).await.is_page(StatusCode::NOT_FOUND);
    }
    for act in ["/ask", "/seal"] {
        ravi.post(&format!("{address}{act}"), &[]).await.is_page(StatusCode::NOT_FOUND);
    }
    for path in [&given, &format!("{asked}/yes"), &format!("{asked}/no")] {
        ravi.post(path, &[]).await.is_page(StatusCode::NOT_FOUND);
    }
    for path in ["/prescriptions/7", "/prescriptions/asked/7", "/prescriptions/7/given/7"] {
        ravi.get(path).await.is_page(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn who_is_not_signed_in_comes_back_to_the_prescription() {
    let clinic = with_metformin().await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    let mut stranger = clinic.browser();
    stranger.get(&address).await.redirects_to("/sign-in");
    stranger.post(&format!("{address}/ask"), &[]).await.redirects_to("/sign-in");
    clinic.sign_in(&mut stranger, &ASHA).await.redirects_to(&address);
}

#[tokio::test]
async fn the_pages_are_in_hindi_too() {
    let clinic = with_metformin().await;
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.post("/language", &[("language", "hi"), ("back", "/prescriptions")]).await;
    let address = page(&mut browser).await;
    browser.get("/prescriptions").await.says("1 दवा · अभी ले सकते हैं · 3 में से 3 बार बाकी");
    browser.get(&address).await.says("दवा की दुकान पर यह दिखाएँ");
    browser.get("/prescriptions/send").await.says("मेरी दवाएँ कोई और लेगा");
}
