//! Where no code reaches the patient: a second pharmacist stands for it, as a browser without scripts meets it.

use crate::{
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, PASSWORD},
    shop::{
        LATA, METFORMIN, MORPHINE, NOBODYS, OMAR, ZOYA, answer, at_counter, hand_over, look_up,
        metformin, open, prescribe, request,
    },
};
use axum::http::StatusCode;
use portal::domain::{audit::Event, phone::Phone};
use std::time::Duration;
use testkit::Person;

const OK: StatusCode = StatusCode::OK;
const WHY: &str = "Her phone was stolen this morning";

/// Asks a second pharmacist to stand for a look-up.
async fn ask(browser: &mut Browser, page: &str, second: &Person) {
    let own = format!("{page}/without-code");
    browser.get(&own).await.is_page(OK).says("No code can reach the patient");
    let fields = [("reason", WHY), ("identifier", second.number), ("password", PASSWORD)];
    browser.post(&own, &fields).await.redirects_to(&format!("{own}/code"));
}

/// A look-up of Lata's for which Omar was asked to stand: her browser, and the page of that.
async fn asked(clinic: &Clinic) -> (Browser, String) {
    let number = metformin(clinic).await;
    let mut lata = at_counter(clinic, &LATA).await;
    let page = look_up(&mut lata, &number).await;
    ask(&mut lata, &page, &OMAR).await;
    (lata, page)
}

async fn stand(clinic: &Clinic, browser: &mut Browser, page: &str) -> String {
    ask(browser, page, &OMAR).await;
    let code = format!("{page}/without-code/code");
    browser.get(&code).await.is_page(OK).says("I answer for it");
    answer(clinic, browser, &code, &OMAR).await.location().to_owned()
}

#[tokio::test]
async fn a_second_pharmacist_lets_it_be_handed_over() {
    let clinic = open().await;
    let requests = [request("m1", Some("p"), &METFORMIN), request("x1", Some("p"), &MORPHINE)];
    let number = prescribe(&clinic, &requests).await.remove(0);
    let mut lata = at_counter(&clinic, &LATA).await;
    let page = look_up(&mut lata, &number).await;
    assert_eq!(stand(&clinic, &mut lata, &page).await, page);
    let shown = lata.get(&page).await;
    shown
        .is_page(OK)
        .says("Metformin")
        .hides("Morphine")
        .says("A second pharmacist answers for this");
    hand_over(&mut lata, &page, &[("amount-0", "30")]).await.redirects_to(&page);
    lata.get(&page).await.says("This is written down.");
    lata.get(&format!("{page}/without-code")).await.redirects_to(&page);
    assert_eq!(clinic.events(Event::PharmacyVouched).await, 1);
}

#[tokio::test]
async fn a_patient_whom_no_text_reaches_reads_it_at_the_top_until_they_have_seen_it() {
    let clinic = open().await;
    let mut asha = clinic.signed_in(&ASHA).await;
    let number = metformin(&clinic).await;
    // From now on she has a landline alone.
    let landline = Person { phone: "+912223456789", ..ASHA };
    clinic.import(&testkit::bundle(&[testkit::patient(&landline)])).await;
    let mut lata = at_counter(&clinic, &LATA).await;
    let page = look_up(&mut lata, &number).await;
    assert_eq!(stand(&clinic, &mut lata, &page).await, page);
    let shown = lata.get(&page).await;
    shown.is_page(OK).says("We could not text the patient").hides("The patient was told");
    hand_over(&mut lata, &page, &[("amount-0", "30")]).await.redirects_to(&page);
    let own = page.replace("/pharmacy/", "/prescriptions/asked/");
    let notice = "City Pharmacy was let in to your medicines without your code on";
    for path in ["/home", "/prescriptions"] {
        asha.get(path).await.is_page(OK).says(notice).says(&own).hides("Metformin");
    }
    let untold = asha.get(&own).await;
    untold.is_page(OK).says(notice).says("1 medicine ·").says("I have seen this");
    untold.hides("Metformin");
    asha.post(&format!("{own}/seen"), &[]).await.redirects_to(&own);
    asha.get(&own).await.says("It stays in your history").hides(notice);
    for path in ["/home", "/prescriptions"] {
        asha.get(path).await.is_page(OK).hides(notice);
    }
    asha.get("/history").await.says("You saw what a pharmacy did without your code");
    clinic.browser().post(&format!("{own}/seen"), &[]).await.redirects_to("/sign-in");
}

#[tokio::test]
async fn nothing_comes_of_it_where_nothing_may_be_handed_over() {
    let clinic = open().await;
    let controlled = prescribe(&clinic, &[request("x1", None, &MORPHINE)]).await.remove(0);
    for (number, says) in [
        (NOBODYS, "Nothing can be handed over for this number."),
        (controlled.as_str(), "They need the patient&#39;s own code."),
    ] {
        let mut lata = at_counter(&clinic, &LATA).await;
        let page = look_up(&mut lata, number).await;
        assert_eq!(stand(&clinic, &mut lata, &page).await, "/pharmacy");
        let told = lata.get("/pharmacy").await;
        let says = says.replace("&#39;", "'");
        told.is_page(OK).says(&says);
    }
}

#[tokio::test]
async fn what_was_typed_is_there_again_but_for_the_password() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut lata = at_counter(&clinic, &LATA).await;
    let page = look_up(&mut lata, &number).await;
    let own = format!("{page}/without-code");
    for (reason, login, password, says) in [
        ("No", OMAR.number, PASSWORD, "Say in a few words"),
        (WHY, LATA.number, PASSWORD, "Somebody other than you"),
        ("", "", "", "Say in a few words"),
        ("", "", "", "Type your login."),
        (WHY, "", "", "Type your login."),
        (WHY, OMAR.number, "", "Type your password."),
    ] {
        let fields = [("reason", reason), ("identifier", login), ("password", password)];
        lata.post(&own, &fields).await.redirects_to(&own);
        let again = lata.get(&own).await;
        again.is_page(OK).says(says).says(&format!("{reason}</textarea>")).hides(PASSWORD);
        again.says(&format!("value=\"{login}\""));
    }
    // A reason is text, whatever it looks like.
    let hostile = "</textarea></form><form action=\"/x\"> & &amp; <b>'";
    let fields = [("reason", hostile), ("identifier", OMAR.number), ("password", "")];
    lata.post(&own, &fields).await.redirects_to(&own);
    let again = lata.get(&own).await;
    let written =
        "&lt;/textarea>&lt;/form>&lt;form action=\"/x\"> &amp; &amp;amp; &lt;b>'</textarea>";
    again.says(written).hides(hostile).hides("<form action=\"/x\"");
    again.says("autocomplete=\"new-password\"").hides("autocomplete=\"username\"");
    // Whoever works elsewhere is not told from a password that is wrong.
    ask(&mut lata, &page, &ZOYA).await;
    let code = lata.get(&format!("{own}/code")).await;
    code.is_page(OK).says("I answer for it");
    let wrong = [("challenge", code.field("challenge")), ("code", "000000".to_owned())];
    let wrong = wrong.each_ref().map(|(name, value)| (*name, value.as_str()));
    lata.post(&format!("{own}/code"), &wrong).await.redirects_to(&format!("{own}/code"));
    lata.get(&format!("{own}/code")).await.says("That code is not right.");
    assert_eq!(clinic.events(Event::PharmacyVouched).await, 0);
}

#[tokio::test]
async fn the_second_pharmacist_has_the_code_sent_again_and_is_called() {
    let clinic = open().await;
    let (mut lata, page) = asked(&clinic).await;
    let own = format!("{page}/without-code");
    let (code, resend, call) =
        (format!("{own}/code"), format!("{own}/resend"), format!("{own}/call"));
    clinic.deliver().await;
    let shown = lata.get(&code).await;
    shown.says(&format!("action=\"{resend}\"")).says(&format!("action=\"{call}\""));
    shown.says("Send the code again").says("Call me instead").hides("Call the patient");
    let challenge = shown.field("challenge");
    let challenge = [("challenge", challenge.as_str())];
    // A plain form first, then the page's own script.
    lata.post(&call, &challenge).await.redirects_to(&code);
    lata.get(&code).await.is_page(OK).says("We are calling you now.");
    clinic.deliver().await;
    lata.get(&format!("{code}/progress")).await.says("\"state\":\"calling\"");
    let early = lata.ask(&resend, &challenge).await;
    assert_eq!(early.status, StatusCode::TOO_MANY_REQUESTS, "{}", early.body);
    clinic.pass(Duration::from_secs(31));
    let again = lata.ask(&resend, &challenge).await;
    again.says("We sent the same code again.");
    let phone = Phone::parse(OMAR.phone, "91").unwrap();
    clinic.deliver().await;
    let ways: Vec<_> =
        clinic.sandbox().messages(Some(&phone)).iter().map(|it| it.channel.name()).collect();
    // His own sign-in was nobody's: all of these are for this look-up.
    assert_eq!(ways, ["sms", "voice", "sms"]);
    answer(&clinic, &mut lata, &code, &OMAR).await.redirects_to(&page);
    lata.get(&page).await.is_page(OK).says("Metformin");
}

#[tokio::test]
async fn only_whoever_asked_has_the_second_code_sent_again() {
    let clinic = open().await;
    let (mut lata, page) = asked(&clinic).await;
    let own = format!("{page}/without-code");
    clinic.deliver().await;
    let challenge = lata.get(&format!("{own}/code")).await.field("challenge");
    let challenge = [("challenge", challenge.as_str())];
    clinic.pass(Duration::from_secs(31));
    let mut zoya = at_counter(&clinic, &ZOYA).await;
    let (before, phone) = (clinic.events(Event::CodeResent).await, Phone::parse(OMAR.phone, "91"));
    for act in ["resend", "call"] {
        let path = format!("{own}/{act}");
        zoya.post(&path, &challenge).await.is_page(StatusCode::NOT_FOUND);
        clinic.browser().post(&path, &challenge).await.redirects_to("/pharmacy/sign-in");
    }
    clinic.deliver().await;
    assert_eq!(clinic.events(Event::CodeResent).await, before);
    assert_eq!(clinic.sandbox().messages(Some(&phone.unwrap())).len(), 1);
}

#[tokio::test]
async fn wrong_tries_end_the_second_code_and_lead_back_to_asking() {
    let clinic = open().await;
    let (mut lata, page) = asked(&clinic).await;
    let own = format!("{page}/without-code");
    let code = format!("{own}/code");
    let right = clinic.code(&OMAR).await;
    let wrong = if right == "000000" { "000001" } else { "000000" };
    let challenge = lata.get(&code).await.field("challenge");
    let fields = [("challenge", challenge.as_str()), ("code", wrong)];
    let mut tries = 0;
    while lata.clone().get(&code).await.body.contains("name=\"code\"") {
        lata.post(&code, &fields).await.redirects_to(&code);
        tries += 1;
        assert!(tries < 9, "there is an end");
    }
    let spent = lata.get(&code).await;
    spent.is_page(OK).says(&format!("href=\"{own}\"")).says("Start again");
    lata.get(&own).await.is_page(OK).says("id=\"reason\"");
    assert_eq!(clinic.events(Event::PharmacyVouched).await, 0);
}
