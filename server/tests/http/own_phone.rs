//! A pharmacy that waits, as the patient meets it on their own phone; and somebody else who collects.

use crate::{
    clinic::Clinic,
    people::{ASHA, RAVI},
    prescribed::{CITY, METFORMIN, answer, ask, link, page, pharmacist, prescribe, state},
};
use axum::http::StatusCode;
use portal::{
    counter::Dispenser,
    domain::{Millis, day::Day, guardian::Reason, id::VerificationId, pharmacy::State},
    family::{self, Wish},
};
use std::time::Duration;

/// Asha is signed in, and the pharmacy asks for her prescription.
async fn waiting() -> (Clinic, crate::browser::Browser, Dispenser, VerificationId) {
    let clinic = Clinic::with(&ASHA, &[]).await;
    prescribe(&clinic, &ASHA, "p1", &[METFORMIN]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    let lata = pharmacist(&clinic).await;
    let look_up = ask(&clinic, &lata, &browser.get(&address).await).await;
    (clinic, browser, lata, look_up)
}

#[tokio::test]
async fn a_pharmacy_that_waits_is_shown_first_and_let_in_by_a_yes_alone() {
    let (clinic, mut browser, lata, look_up) = waiting().await;
    let asked = format!("/prescriptions/asked/{look_up}");
    // Whoever has no report comes to the prescriptions first.
    let home = browser.get("/home").await;
    home.says("href=\"/prescriptions\" class=\"button\">See my prescriptions");
    browser.get("/prescriptions").await.says("href=\"/prescriptions\" aria-current=\"page\"");
    for place in ["/home", "/prescriptions"] {
        let shown = browser.get(place).await;
        shown.says("City Pharmacy asks to hand over 1 medicine. Did you go there?");
        shown.says(&format!("href=\"{asked}\"")).hides("Metformin");
    }
    let shown = browser.get(&asked).await;
    shown.says("City Pharmacy asks for your answer").hides("What City Pharmacy asked");
    shown.is_page(StatusCode::OK).says(CITY).says("1 medicine").says("Ref ").hides("Metformin");
    shown.says("No, I did not ask for this").hides("Yes, give me these");
    shown.says("autocomplete=\"one-time-code\"");
    browser.post(&format!("{asked}/yes"), &[]).await.redirects_to(&asked);
    assert_eq!(state(&clinic, &lata, look_up).await, State::Asked, "no yes before the code");
    let to = format!("{asked}/code");
    answer(&clinic, &mut browser, &ASHA, &asked, &to).await.redirects_to(&asked);
    let looked = browser.get(&asked).await;
    looked.says("Metformin 500 mg").says("Yes, give me these").says("No, I did not ask for this");
    assert_eq!(state(&clinic, &lata, look_up).await, State::LookedAt, "the pharmacy still waits");
    browser.post(&format!("{asked}/yes"), &[]).await.redirects_to(&asked);
    assert_eq!(
        state(&clinic, &lata, look_up).await,
        State::LookedAt,
        "a yes to what was shown alone"
    );
    let seen = browser.get(&asked).await.field("seen");
    browser.post(&format!("{asked}/yes"), &[("seen", &seen)]).await.redirects_to(&asked);
    assert!(matches!(state(&clinic, &lata, look_up).await, State::Allowed(_)));
    let said = browser.get(&asked).await;
    said.says("What City Pharmacy asked")
        .says("may hand them over until")
        .hides("Yes, give me these");
    let home = browser.get("/home").await;
    home.hides("Did you go there?").says("City Pharmacy may hand over 1 medicine now.");
}

#[tokio::test]
async fn wrong_codes_spend_the_tries_of_the_pharmacys_page() {
    let (clinic, mut browser, lata, look_up) = waiting().await;
    let asked = format!("/prescriptions/asked/{look_up}");
    let right = clinic.code(&ASHA).await;
    let wrong = if right == "111111" { "222222" } else { "111111" };
    for left in ["2 tries left", "1 try left", "stopped this code"] {
        let challenge = browser.get(&asked).await.field("challenge");
        let fields = [("challenge", challenge.as_str()), ("code", wrong)];
        browser.post(&format!("{asked}/code"), &fields).await.redirects_to(&asked);
        let shown = browser.clone().get(&asked).await;
        shown.hides("Metformin").says("No, I did not ask for this");
        assert!(left == "stopped this code" || shown.body.contains(left), "{left}: {}", shown.body);
    }
    let spent = browser.get(&asked).await;
    spent.hides("id=\"code\"").says("The pharmacist can send you a new one");
    let pending =
        portal::counter::pending(&clinic.wiring.portal, &lata, look_up).await.unwrap().unwrap();
    assert!(!pending.live, "the pharmacist's page has no tries left either");
}

#[tokio::test]
async fn a_no_takes_no_code_and_ends_it() {
    let (clinic, mut browser, lata, look_up) = waiting().await;
    let asked = format!("/prescriptions/asked/{look_up}");
    browser.post(&format!("{asked}/no"), &[]).await.redirects_to(&asked);
    assert_eq!(state(&clinic, &lata, look_up).await, State::Refused);
    let said = browser.get(&asked).await;
    said.says("You said no. The pharmacy sees nothing.").hides("id=\"code\"").hides("/no\"");
    browser.post(&format!("{asked}/yes"), &[]).await.redirects_to(&asked);
    assert_eq!(state(&clinic, &lata, look_up).await, State::Refused);
}

#[tokio::test]
async fn a_no_still_ends_it_after_the_code_was_told_at_the_counter() {
    let (clinic, mut browser, lata, look_up) = waiting().await;
    let (portal, asked) = (&clinic.wiring.portal, format!("/prescriptions/asked/{look_up}"));
    let challenge = portal::counter::pending(portal, &lata, look_up).await.unwrap().unwrap().id;
    let code = clinic.code(&ASHA).await;
    portal::counter::answer(portal, &lata, look_up, challenge, &code, None).await.unwrap();
    browser.get(&asked).await.says("may hand them over until").says("No, I did not ask for this");
    browser.post(&format!("{asked}/no"), &[]).await.redirects_to(&asked);
    assert_eq!(state(&clinic, &lata, look_up).await, State::Refused);
}

#[tokio::test]
async fn a_look_that_took_too_long_says_so() {
    let (clinic, mut browser, _, look_up) = waiting().await;
    let asked = format!("/prescriptions/asked/{look_up}");
    clinic.pass(Duration::from_mins(3));
    browser.get(&asked).await.says("This code has ended").says("No, I did not ask for this");
    clinic.pass(Duration::from_mins(6));
    browser.get("/home").await;
    clinic.pass(Duration::from_mins(2));
    browser.get(&asked).await.says("The time for this has passed").hides("/no\"");
    browser.get("/home").await.hides("Did you go there?");
}

#[tokio::test]
async fn somebody_else_is_named_with_a_code_and_taken_back_without() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    prescribe(&clinic, &ASHA, "p1", &[METFORMIN]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    browser.get(&address).await.says("href=\"/prescriptions/send\"");
    let (send, who) = ("/prescriptions/send", "/prescriptions/send/who");
    browser.get(send).await.is_page(StatusCode::OK).says("The code still comes to you");
    browser.get(who).await.redirects_to(send);
    browser.post("/prescriptions/send/ask", &[]).await.redirects_to("/prescriptions/send/code");
    let code = "/prescriptions/send/code";
    browser.get(code).await.says("To name somebody who collects for you");
    answer(&clinic, &mut browser, &ASHA, code, code).await.redirects_to(who);
    browser.get(who).await.is_page(StatusCode::OK).says("type=\"date\"").says("checked");
    let id = address.rsplit('/').next().unwrap();
    let today = Day::at(clinic.wiring.portal.now(), &clinic.wiring.portal.rules().zone).unwrap();
    let day = today.to_string();
    let fields = [("prescription", id), ("name", "Ravi Nair"), ("day", day.as_str())];
    browser.post(who, &fields).await.redirects_to(send);
    let named = browser.get(send).await;
    named.says("You still get the code when they collect").says("Ravi Nair, on ");
    browser.get(who).await.redirects_to(send);
    let shown = browser.get(&address).await;
    let action = shown.body.split("action=\"").find(|it| it.contains("/collectors/")).unwrap();
    let end = action.split('"').next().unwrap().to_owned();
    browser.post(&end, &[]).await.redirects_to(&address);
    browser.get(&address).await.says("Nobody collects this for you any more").hides("Ravi Nair");
    browser.post(&end, &[]).await.is_page(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_thing_that_is_missing_of_a_collector_is_said_at_its_own_field() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    prescribe(&clinic, &ASHA, "p1", &[METFORMIN]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    let (code, who) = ("/prescriptions/send/code", "/prescriptions/send/who");
    browser.post("/prescriptions/send/ask", &[]).await.redirects_to(code);
    answer(&clinic, &mut browser, &ASHA, code, code).await.redirects_to(who);
    let id = address.rsplit('/').next().unwrap();
    let today = Day::at(clinic.wiring.portal.now(), &clinic.wiring.portal.rules().zone).unwrap();
    for day in ["", "2020-01-01", "<b>"] {
        let fields = [("prescription", id), ("name", "Ravi \"Nair\""), ("day", day)];
        browser.post(who, &fields).await.redirects_to(who);
        let again = browser.get(who).await;
        again.says("href=\"#day\"").says("id=\"day-fault\"").hides("id=\"name-fault\"");
        again.says("Choose the day: today, or within three months.");
        again.says("Type it like 25/12/2026.").says("value=\"Ravi &quot;Nair&quot;\"");
    }
    let nothing = [("prescription", id), ("name", " "), ("day", "")];
    browser.post(who, &nothing).await.redirects_to(who);
    let again = browser.get(who).await;
    again.says("href=\"#name\"").says("id=\"name-fault\"").says("id=\"day-fault\"");
    let day = today.to_string();
    let nobody = [("prescription", id), ("name", ""), ("day", day.as_str())];
    browser.post(who, &nobody).await.redirects_to(who);
    let again = browser.get(who).await;
    again.says("id=\"name-fault\"").hides("id=\"day-fault\"").says("type=\"date\"");
}

#[tokio::test]
async fn who_collects_is_kept_when_the_session_ends_meanwhile() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    prescribe(&clinic, &ASHA, "p1", &[METFORMIN]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let address = page(&mut browser).await;
    let id = address.rsplit('/').next().unwrap().to_owned();
    let (code, who) = ("/prescriptions/send/code", "/prescriptions/send/who");
    browser.post("/prescriptions/send/ask", &[]).await.redirects_to(code);
    answer(&clinic, &mut browser, &ASHA, code, code).await.redirects_to(who);
    let stay = browser.get(who).await.field("stay");
    clinic.pass(Duration::from_mins(16));
    let typed = [("prescription", id.as_str()), ("name", "Meena Verma"), ("day", "2026-01-02")];
    let fields = [typed.as_slice(), &[("stay", &stay)]].concat();
    browser.post(who, &fields).await.redirects_to("/sign-in");
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/prescriptions/send");
    browser.post("/prescriptions/send/ask", &[]).await.redirects_to(code);
    answer(&clinic, &mut browser, &ASHA, code, code).await.redirects_to(who);
    browser.get(who).await.says("value=\"Meena Verma\"").says("value=\"2026-01-02\"");
}

#[tokio::test]
async fn a_guardian_sees_the_childs_with_a_code_to_their_own_phone() {
    let clinic = Clinic::open().await;
    let asha = clinic.enrol(&ASHA, &[]).await;
    let ravi = clinic.enrol(&RAVI, &[]).await;
    prescribe(&clinic, &RAVI, "p1", &[METFORMIN]).await;
    let wish = Wish {
        patient: ravi,
        guardian: asha,
        until: Day::parse("2026-12-31"),
        reason: Some(Reason::Illness),
        of_age_checked: true,
        begins: &|day: Day| -> Millis { day.in_utc().before(Duration::from_mins(330)) },
    };
    family::name(&clinic.wiring.portal, wish).await.unwrap();
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.get("/prescriptions").await.says("No prescriptions yet");
    browser.post("/family/act", &[("patient", &ravi.to_string())]).await.redirects_to("/home");
    let address = page(&mut browser).await;
    assert_eq!(link(&browser.get(&address).await, "/prescriptions/send"), None);
    let code = format!("{address}/code");
    browser.post(&format!("{address}/ask"), &[]).await.redirects_to(&code);
    answer(&clinic, &mut browser, &ASHA, &code, &code).await.redirects_to(&address);
    browser.get(&address).await.says("Metformin 500 mg");
    browser.get("/prescriptions/send").await.redirects_to("/family");
    browser.post("/prescriptions/send/ask", &[]).await.redirects_to("/family");
}
