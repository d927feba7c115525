//! A pharmacy's counter, as a browser without scripts meets it.

use crate::{
    people::ASHA,
    shop::{
        ASPIRIN, CITY, LATA, METFORMIN, MORPHINE, OMAR, ZOYA, answer, at_counter, hand_over,
        let_in, look_up, metformin, open, prescribe, request,
    },
};
use axum::http::StatusCode;
use portal::domain::audit::Event;
use serde_json::json;
use std::time::Duration;

const OK: StatusCode = StatusCode::OK;

#[tokio::test]
async fn a_prescription_is_handed_over_by_its_number_and_the_patients_code() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut browser = at_counter(&clinic, &LATA).await;
    browser.get("/pharmacy").await.is_page(OK).says(CITY).says(LATA.name).says("autofocus");
    let page = look_up(&mut browser, &number).await;
    let awaited = browser.get(&page).await;
    awaited.is_page(OK).says("Ask the patient for the code").hides("Metformin").hides(ASHA.name);
    browser.get("/pharmacy").await.says("waits for the patient").hides(ASHA.name);
    answer(&clinic, &mut browser, &page, &ASHA).await.redirects_to(&page);
    let open = browser.get(&page).await;
    open.is_page(OK).says("Metformin 500 mg").says(ASHA.name).says("1 tablet in the morning");
    open.says("At most 30 × tablet now.").says("value=\"30\"");
    open.hides("Leave a field empty").hides(">Your records stay sealed");
    assert_eq!(open.header("cache-control"), "no-store");
    // Which of those who wait it is that may collect now.
    browser.get("/pharmacy").await.says("ready to hand over").says(ASHA.name).hides("Metformin");
    hand_over(&mut browser, &page, &[("amount-0", "30")]).await.redirects_to(&page);
    let done = browser.get(&page).await;
    done.is_page(OK).says("This is written down.").says("Undo it").says("Next prescription");
    done.hides("Metformin").hides(ASHA.name);
    browser.get("/pharmacy").await.says("handed over").hides("Metformin").hides(ASHA.name);
    assert_eq!(clinic.events(Event::Dispensed).await, 1);
}

#[tokio::test]
async fn a_second_press_hands_over_once_and_the_way_back_shows_what_was_done() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut browser = at_counter(&clinic, &LATA).await;
    let page = let_in(&clinic, &mut browser, &number).await;
    let seen = browser.get(&page).await.field("medicine-0");
    let fields = [("medicine-0", seen.as_str()), ("amount-0", "10")];
    for _ in 0..2 {
        browser.post(&format!("{page}/dispense"), &fields).await.redirects_to(&page);
        browser.get(&page).await.is_page(OK).says("This is written down.").hides("problem");
    }
    assert_eq!(clinic.events(Event::Dispensed).await, 1);
    // Nor does the code's form, sent again.
    let code = [("challenge", "0195a000-0000-7000-8000-000000000001"), ("code", "123456")];
    browser.post(&format!("{page}/code"), &code).await.redirects_to(&page);
    browser.get(&page).await.says("This is written down.").hides("code was used");
}

#[tokio::test]
async fn it_can_be_undone_for_ten_minutes() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut browser = at_counter(&clinic, &LATA).await;
    for (minutes, undone) in [(9, 1), (10, 1)] {
        let page = let_in(&clinic, &mut browser, &number).await;
        hand_over(&mut browser, &page, &[("amount-0", "5")]).await.redirects_to(&page);
        for _ in 0..minutes {
            clinic.pass(Duration::from_mins(1));
            browser.get("/pharmacy").await.is_page(OK);
        }
        let offered = browser.get(&page).await.body.contains("Undo it");
        assert_eq!(offered, minutes < 10);
        browser.post(&format!("{page}/undo"), &[]).await.redirects_to(&page);
        let says = if minutes < 10 { "This is undone." } else { "This is written down." };
        browser.get(&page).await.is_page(OK).says(says).hides("Undo it");
        assert_eq!(clinic.events(Event::DispensingUndone).await, undone);
    }
}

#[tokio::test]
async fn what_was_filled_in_is_there_again_when_it_cannot_be_handed_over() {
    let clinic = open().await;
    let mut aspirin = request("a1", Some("paper"), &ASPIRIN);
    aspirin["substitution"] = json!({ "allowedBoolean": true });
    let requests = [request("m1", Some("paper"), &METFORMIN), aspirin];
    let number = prescribe(&clinic, &requests).await.remove(0);
    let mut browser = at_counter(&clinic, &LATA).await;
    let page = let_in(&clinic, &mut browser, &number).await;
    let shown = browser.get(&page).await;
    let (aspirin, metformin) =
        if shown.body.find("Aspirin") < shown.body.find("Metformin") { (0, 1) } else { (1, 0) };
    let names =
        [format!("amount-{aspirin}"), format!("brand-{aspirin}"), format!("amount-{metformin}")];
    let [least, brand, most] = names.each_ref().map(String::as_str);
    for (typed, says) in [
        ("31", "The most is 30."),
        ("lots", "Type the amount as a number"),
        ("1,000", "without a comma"),
    ] {
        let fields = [(least, "7"), (brand, "yes"), (most, typed)];
        hand_over(&mut browser, &page, &fields).await.redirects_to(&page);
        let again = browser.get(&page).await;
        again.is_page(OK).says(says).says("value=\"7\"").says(&format!("value=\"{typed}\""));
        assert_eq!(again.body.matches("aria-invalid").count(), 1, "{}", again.body);
        again.says(&format!("href=\"#{most}\"")).says(&format!("id=\"{most}-fault\""));
        assert!(input(&again.body, brand).contains("checked"), "{}", again.body);
    }
    hand_over(&mut browser, &page, &[(least, ""), (most, " ")]).await.redirects_to(&page);
    browser.get(&page).await.says("Type an amount for at least one medicine.");
    assert_eq!(clinic.events(Event::Dispensed).await, 0);
    hand_over(&mut browser, &page, &[(least, "7"), (most, "")]).await.redirects_to(&page);
    browser.get(&page).await.says("This is written down.");
    assert_eq!(clinic.events(Event::Dispensed).await, 1);
}

/// The tag of the input of this name.
fn input<'a>(body: &'a str, name: &str) -> &'a str {
    let named = format!("name=\"{name}\"");
    let mut inputs = body.split("<input").skip(1).filter_map(|it| it.split('>').next());
    inputs.find(|it| it.contains(&named)).expect("an input")
}

#[tokio::test]
async fn a_controlled_medicine_takes_a_paper() {
    let clinic = open().await;
    let number = prescribe(&clinic, &[request("x1", None, &MORPHINE)]).await.remove(0);
    let mut browser = at_counter(&clinic, &LATA).await;
    let page = let_in(&clinic, &mut browser, &number).await;
    browser.get(&page).await.says("Controlled:").says("Which identity card");
    let long = "9".repeat(61);
    for (kind, paper) in [
        ("", ""),
        ("Passport", ""),
        ("", "Z1234567"),
        ("Passport", long.as_str()),
        (long.as_str(), "Z1234567"),
    ] {
        let fields = [("amount-0", "10"), ("paper-0", kind), ("number-0", paper)];
        hand_over(&mut browser, &page, &fields).await.redirects_to(&page);
        if !paper.is_empty() {
            // Of a paper's number no more than its end is ever kept, so it is not kept to be shown again either.
            assert!(!clinic.data_of(&browser).await.contains(paper), "{paper}");
        }
        let again = browser.get(&page).await;
        again.says("identity card").says(&format!("value=\"{kind}\""));
        let field = if kind == "Passport" { "number-0" } else { "paper-0" };
        again.says(&format!("href=\"#{field}\"")).says(&format!("id=\"{field}-fault\""));
        again.hides("id=\"amount-0-fault\"");
        let both = kind.is_empty() && paper.is_empty();
        assert_eq!(again.body.matches("aria-invalid").count(), 1 + usize::from(both));
        // The first that is wrong has the focus, and nothing else.
        assert!(input(&again.body, field).contains("autofocus"), "{}", again.body);
        assert_eq!(again.body.matches("autofocus").count(), 1, "{}", again.body);
    }
    let fields = [("amount-0", "10"), ("paper-0", "Passport"), ("number-0", "Z1234567")];
    hand_over(&mut browser, &page, &fields).await.redirects_to(&page);
    browser.get(&page).await.says("This is written down.").hides("Z1234567").hides("4567");
}

#[tokio::test]
async fn what_was_filled_in_for_one_patient_is_never_on_the_page_of_another() {
    let clinic = open().await;
    let requests = [request("m1", Some("one"), &METFORMIN), request("a1", Some("two"), &ASPIRIN)];
    let numbers = prescribe(&clinic, &requests).await;
    let mut browser = at_counter(&clinic, &LATA).await;
    let first = let_in(&clinic, &mut browser, &numbers[0]).await;
    clinic.pass(Duration::from_secs(31));
    let second = let_in(&clinic, &mut browser, &numbers[1]).await;
    hand_over(&mut browser, &first, &[("amount-0", "999")]).await.redirects_to(&first);
    // The other tab reloads first.
    browser.get(&second).await.is_page(OK).hides("999").hides("<title>Error");
    browser.get("/pharmacy").await.is_page(OK).hides("<title>Error");
    let own = browser.get(&first).await;
    own.is_page(OK).says("value=\"999\"").says("<title>Error");
    browser.get(&first).await.hides("999");
}

#[tokio::test]
async fn a_scanners_enter_presses_no_button_where_nothing_is_counted() {
    let clinic = open().await;
    let mut whole = request("w1", None, &METFORMIN);
    whole["dispenseRequest"].as_object_mut().unwrap().remove("quantity");
    let number = prescribe(&clinic, &[whole]).await.remove(0);
    let mut browser = at_counter(&clinic, &LATA).await;
    let page = let_in(&clinic, &mut browser, &number).await;
    let shown = browser.get(&page).await;
    shown.is_page(OK).says("One whole pack now").hides("autofocus");
    hand_over(&mut browser, &page, &[("whole-0", "yes")]).await.redirects_to(&page);
    browser.get(&page).await.says("This is written down.");
}

#[tokio::test]
async fn what_is_done_at_the_counter_renews_the_cookie_so_that_nothing_is_gone_back_to() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut browser = at_counter(&clinic, &LATA).await;
    let page = let_in(&clinic, &mut browser, &number).await;
    let before = browser.session();
    hand_over(&mut browser, &page, &[("amount-0", "30")]).await.redirects_to(&page);
    assert_ne!(browser.session(), before);
    browser.get(&page).await.is_page(OK).says("This is written down.");
}

#[tokio::test]
async fn nobody_else_sees_a_look_up() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut lata = at_counter(&clinic, &LATA).await;
    let page = let_in(&clinic, &mut lata, &number).await;
    for who in [&OMAR, &ZOYA] {
        let mut other = at_counter(&clinic, who).await;
        let missing = StatusCode::NOT_FOUND;
        for path in ["", "/without-code", "/without-code/code"] {
            other.get(&format!("{page}{path}")).await.is_page(missing).hides("Metformin");
        }
        for path in ["/dispense", "/undo"] {
            other.post(&format!("{page}{path}"), &[]).await.is_page(missing);
        }
        other.get("/pharmacy").await.is_page(OK).hides(&page);
    }
    lata.get("/pharmacy/7").await.is_page(StatusCode::NOT_FOUND);
    lata.get(&page).await.is_page(OK).says("Metformin");
}

#[tokio::test]
async fn what_is_no_number_is_told_with_what_was_typed() {
    let clinic = open().await;
    let mut browser = at_counter(&clinic, &LATA).await;
    for (typed, says) in [
        ("", "Type the prescription number."),
        ("K7X", "has 9 letters and digits"),
        ("333-333-334", "is wrong. Compare it once more."),
    ] {
        browser
            .post("/pharmacy", &[("once", "1"), ("number", typed)])
            .await
            .redirects_to("/pharmacy");
        let page = browser.get("/pharmacy").await;
        page.is_page(OK).says(says).says(&format!("value=\"{typed}\""));
    }
    for fields in [&[][..], &[("number", "333-333-333")], &[("once", "1")]] {
        browser.post("/pharmacy", fields).await.is_page(StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn scripts_are_told_how_far_it_is() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut browser = at_counter(&clinic, &LATA).await;
    let page = look_up(&mut browser, &number).await;
    let progress = format!("{page}/code/progress");
    clinic.deliver().await;
    browser.get(&progress).await.says("\"state\":\"delivered\"").says("the patient's phone");
    clinic.pass(Duration::from_secs(31));
    let challenge = browser.get(&page).await.field("challenge");
    let sent = browser.ask(&format!("{page}/resend"), &[("challenge", &challenge)]).await;
    sent.says("We sent the same code again.");
    answer(&clinic, &mut browser, &page, &ASHA).await.redirects_to(&page);
    browser.get(&progress).await.says("\"state\":\"moved\"");
    browser.get(&format!("{progress}?looked-at")).await.says("\"state\":\"moved\"");
    clinic.browser().get(&progress).await.says("\"state\":\"over\"");
}

#[tokio::test]
async fn a_wrong_code_at_the_counter_sends_the_pharmacist_back_to_the_patient() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut browser = at_counter(&clinic, &LATA).await;
    let page = look_up(&mut browser, &number).await;
    let wrong = if clinic.code(&ASHA).await == "000000" { "000001" } else { "000000" };
    for left in ["2 tries left", "1 try left"] {
        let challenge = browser.get(&page).await.field("challenge");
        let fields = [("challenge", challenge.as_str()), ("code", wrong)];
        browser.post(&format!("{page}/code"), &fields).await.redirects_to(&page);
        let again = browser.get(&page).await;
        again.says("Ask the patient to read it again").says(left).hides("Look at the message");
        again.says("href=\"#code\"").says("id=\"code-fault\"");
    }
}

#[tokio::test]
async fn whoever_asks_for_the_counter_itself_is_not_told_to_sign_in_twice() {
    let clinic = open().await;
    let mut browser = clinic.browser();
    browser.get("/pharmacy").await.redirects_to("/pharmacy/sign-in");
    let page = browser.get("/pharmacy/sign-in").await;
    page.is_page(OK).hides("Please sign in to see this page");
}
