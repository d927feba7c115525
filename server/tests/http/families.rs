//! PINs on shared phones, and guardians, as a browser without scripts meets them.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, MEENA, PASSWORD, RAVI, RESULT},
};
use app::Assets;
use axum::http::StatusCode;
use portal::{
    domain::{Millis, audit::Event, day::Day, guardian::Reason, id::PatientId, notice::VERSION},
    export,
    family::{self, Wish},
    pin,
};
use std::time::Duration;

const PIN: &str = "2580";

/// Answers the code that the page at `path` asks for, which went to Asha's phone.
async fn answer(clinic: &Clinic, browser: &mut Browser, path: &str) -> Answer {
    let page = browser.get(path).await;
    let (challenge, code) = (page.field("challenge"), clinic.code(&ASHA).await);
    browser.post(path, &[("challenge", challenge.as_str()), ("code", code.as_str())]).await
}

/// Goes as far as the page on which a PIN is set.
async fn earn(clinic: &Clinic, browser: &mut Browser) {
    browser.post("/settings/pin/ask", &[]).await.redirects_to("/settings/pin/code");
    browser.get("/settings/pin/code").await.says("To set or change your PIN");
    answer(clinic, browser, "/settings/pin/code").await.redirects_to("/settings/pin");
}

/// When a day begins where the clinic is.
fn in_india(day: Day) -> Millis {
    day.in_utc().before(Duration::from_mins(330))
}

/// Asha may act for Ravi, who is ill. Both have a report.
async fn with_ward() -> (Clinic, PatientId, PatientId) {
    let clinic = Clinic::open().await;
    let asha = clinic.enrol(&ASHA, &["2025-06-01"]).await;
    let ravi = clinic.enrol(&RAVI, &["2025-06-02"]).await;
    let wish = Wish {
        patient: ravi,
        guardian: asha,
        until: Day::parse("2026-12-31"),
        reason: Some(Reason::Illness),
        of_age_checked: true,
        begins: &in_india,
    };
    family::name(&clinic.wiring.portal, wish).await.unwrap();
    (clinic, asha, ravi)
}

/// A browser in which Asha acts for Ravi.
async fn acting(clinic: &Clinic, ravi: PatientId) -> Browser {
    let mut browser = clinic.signed_in(&ASHA).await;
    act(&mut browser, ravi).await.redirects_to("/home");
    browser
}

async fn act(browser: &mut Browser, patient: PatientId) -> Answer {
    browser.post("/family/act", &[("patient", &patient.to_string())]).await
}

#[tokio::test]
async fn a_pin_is_set_with_a_code_and_changed_with_the_old_one() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.get("/settings").await.says("You have no PIN");
    browser.get("/settings/pin").await.redirects_to("/settings");
    earn(&clinic, &mut browser).await;
    let page = browser.get("/settings/pin").await;
    page.is_page(StatusCode::OK).says("id=\"new-pin\"").hides("id=\"pin\"");
    page.says("type=\"password\" inputmode=\"numeric\" autocomplete=\"off\"");
    for (typed, says) in [
        ("", "Choose a PIN"),
        ("12", "Choose 4 to 6"),
        ("1234", "easy to guess"),
        ("00001", "People who know you"),
    ] {
        let set = [("current", PASSWORD), ("new-pin", typed)];
        browser.post("/settings/pin", &set).await.redirects_to("/settings/pin");
        browser.get("/settings/pin").await.says(says).says("href=\"#new-pin\"");
    }
    browser.post("/settings/pin", &[("current", ""), ("new-pin", "")]).await;
    let both = browser.get("/settings/pin").await;
    both.says("href=\"#current\"").says("href=\"#new-pin\"");
    let stolen = [("current", "a guess"), ("new-pin", PIN)];
    browser.post("/settings/pin", &stolen).await.redirects_to("/settings/pin");
    browser.get("/settings/pin").await.says("href=\"#current\"").hides("a guess");
    let set = [("current", PASSWORD), ("new-pin", PIN)];
    browser.post("/settings/pin", &set).await.redirects_to("/settings");
    browser.get("/settings").await.says("Your PIN is set").says("You have a PIN");
    browser.post("/settings/pin", &set).await.redirects_to("/settings");
    browser.get("/settings").await.says("Please start again");

    earn(&clinic, &mut browser).await;
    browser.get("/settings/pin").await.says("id=\"pin\"").says("Remove the PIN");
    browser.post("/settings/pin", &[("new-pin", "4971")]).await.redirects_to("/settings/pin");
    browser.get("/settings/pin").await.says("Type your PIN").says("href=\"#pin\"");
    let wrong = [("pin", "9999"), ("new-pin", "4971")];
    browser.post("/settings/pin/remove", &wrong).await.redirects_to("/settings/pin");
    browser.get("/settings/pin").await.says("You can try 4 more times").hides("9999");
    let right = [("pin", PIN), ("new-pin", "")];
    browser.post("/settings/pin/remove", &right).await.redirects_to("/settings");
    browser.get("/settings").await.says("Your PIN is removed").says("You have no PIN");
}

#[tokio::test]
async fn nobody_is_signed_in_between_the_code_and_the_pin() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let asha = clinic.let_in(&ASHA).await;
    pin::set_for_demo(&clinic.wiring.portal, asha, PIN).await.unwrap();
    let mut browser = clinic.browser();
    browser.get("/labs").await.redirects_to("/sign-in");
    browser.get("/sign-in/pin").await.redirects_to("/sign-in");
    browser.post("/sign-in/pin", &[("pin", PIN)]).await.redirects_to("/sign-in");
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/sign-in/pin");
    let between = browser.session();
    browser.get("/sign-in/pin").await.is_page(StatusCode::OK).says("Asha").hides("sign-out");
    for page in ["/home", "/labs", "/settings", "/family"] {
        browser.get(page).await.redirects_to("/sign-in");
    }
    browser.post("/settings/ask", &[]).await.redirects_to("/sign-in");
    browser.post("/sign-in/pin", &[("pin", "9999")]).await.redirects_to("/sign-in/pin");
    browser.get("/sign-in/pin").await.says("4 more times").hides("9999");
    assert_eq!(clinic.events(Event::SignedIn).await, 0);
    let in_now = browser.post("/sign-in/pin", &[("pin", PIN)]).await;
    assert_eq!(in_now.status, StatusCode::SEE_OTHER);
    assert_ne!(browser.session(), between, "the session's id changes");
    browser.get("/labs").await.is_page(StatusCode::OK);
    browser.post("/sign-in/pin", &[("pin", PIN)]).await.redirects_to("/sign-in");
    assert_eq!(clinic.events(Event::SignedIn).await, 1);
}

#[tokio::test]
async fn a_family_chooses_and_then_gives_the_pin_of_whom_it_chose() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let meena = clinic.enrol(&MEENA, &[]).await;
    pin::set_for_demo(&clinic.wiring.portal, meena, PIN).await.unwrap();
    let mut browser = clinic.browser();
    let fields = [("identifier", ASHA.phone), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    answer(&clinic, &mut browser, "/sign-in/code").await.redirects_to("/sign-in/who");
    let chosen = meena.to_string();
    browser.post("/sign-in/who", &[("patient", &chosen)]).await.redirects_to("/sign-in/pin");
    browser.get("/sign-in/pin").await.says("href=\"/sign-in/who\"");
    browser.get("/home").await.redirects_to("/sign-in");
    browser.post("/sign-in/pin", &[("pin", PIN)]).await.redirects_to("/home");
    browser.get("/home").await.says("Meena").hides("Set a PIN");
    let mut asha = clinic.signed_in(&ASHA).await;
    asha.get("/home").await.says("Somebody else gets codes on your phone").says("Set a PIN");
}

#[tokio::test]
async fn a_forgotten_password_asks_for_the_pin_after_the_code() {
    let clinic = Clinic::open().await;
    let mut resource = testkit::patient(&ASHA);
    resource["birthDate"] = serde_json::json!("1948-02-29");
    clinic.import(&testkit::bundle(&[resource])).await;
    let asha = clinic.let_in(&ASHA).await;
    pin::set_for_demo(&clinic.wiring.portal, asha, PIN).await.unwrap();
    let mut browser = clinic.browser();
    let born = [("identifier", ASHA.number), ("day", "29"), ("month", "2"), ("year", "1948")];
    browser.post("/forgotten", &born).await.redirects_to("/forgotten/code");
    browser.get("/forgotten/code").await.hides("PIN");
    answer(&clinic, &mut browser, "/forgotten/code").await.redirects_to("/forgotten/password");
    browser.get("/forgotten/password").await.says("id=\"pin\"");
    for (given, says) in [(None, "Type your PIN"), (Some("9999"), "4 more times")] {
        let mut fields = vec![("password", "seven loud mountains")];
        fields.extend(given.map(|pin| ("pin", pin)));
        browser.post("/forgotten/password", &fields).await.redirects_to("/forgotten/password");
        browser.get("/forgotten/password").await.says(says);
    }
    let right = [("pin", PIN), ("password", "seven loud mountains")];
    browser.post("/forgotten/password", &right).await.redirects_to("/sign-in");
}

#[tokio::test]
async fn a_guardian_acts_for_somebody_and_goes_back() {
    let (clinic, _, ravi) = with_ward().await;
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.get("/home").await.says("href=\"/family\"").hides("You are acting");
    let page = browser.get("/family").await;
    page.is_page(StatusCode::OK)
        .says("Ravi Nair, until 31 December 2026")
        .says("Nobody acts for you")
        .hides("They can open your reports");
    let before = browser.session();
    act(&mut browser, ravi).await.redirects_to("/home");
    assert_eq!(browser.session(), before, "a new row would bring back a session that was ended");
    let home = browser.get("/home").await;
    home.says("<h1>Ravi Nair's records</h1>").hides("Hello").hides("See my").hides("Your newest");
    browser.get("/labs").await.says("<h1>Lab reports</h1>").hides("Your lab reports");
    browser.get("/prescriptions").await.says("<h1>Prescriptions</h1>");
    let report = clinic.report(&mut browser).await;
    for page in ["/home", "/labs", "/family", report.as_str(), "/session/ending"] {
        let page = browser.get(page).await;
        page.is_page(StatusCode::OK).says("You are acting for").says("action=\"/family/back\"");
    }
    clinic.unseal(&mut browser, &ASHA, &report).await;
    browser.get(&report).await.says(RESULT).says("You are acting for");
    browser.post("/family/back", &[]).await.redirects_to("/family");
    browser.get("/family").await.says("You are back in your own account").hides("You are acting");
    browser.get(&report).await.is_page(StatusCode::NOT_FOUND);
    browser.post("/family/back", &[]).await.redirects_to("/family");
    act(&mut browser, ravi).await.redirects_to("/home");
    browser.get(&report).await.says("is sealed").hides(RESULT);
    let mut himself = clinic.signed_in(&RAVI).await;
    himself
        .get("/family")
        .await
        .says("Asha Verma, until 31 December 2026")
        .says("They can open your reports");
}

#[tokio::test]
async fn a_guardian_may_not_do_what_is_the_others_own() {
    let (clinic, _, ravi) = with_ward().await;
    let mut browser = acting(&clinic, ravi).await;
    let pages = ["/settings", "/settings/change", "/settings/code", "/settings/password"];
    for page in pages.into_iter().chain(["/settings/pin", "/settings/pin/code"]) {
        browser.get(page).await.redirects_to("/family");
    }
    let fields = [("current", PASSWORD), ("password", "seven loud mountains"), ("new-pin", PIN)];
    let fields =
        [&fields[..], &[("codes-by", "sms"), ("language", "hi"), ("text", "large")]].concat();
    for act in ["/settings/ask", "/settings/change", "/settings/password", "/settings/pin"] {
        browser.post(act, &fields).await.redirects_to("/family");
        browser.get("/family").await.says("Only the person themselves can do this");
    }
    browser.post("/notice", &[("version", VERSION)]).await.redirects_to("/notice");
    clinic.signed_in(&RAVI).await;
}

#[tokio::test]
async fn nobody_acts_for_a_stranger_and_for_nobody() {
    let (clinic, asha, ravi) = with_ward().await;
    let meena = clinic.enrol(&MEENA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    for patient in [meena, asha] {
        act(&mut browser, patient).await.is_page(StatusCode::NOT_FOUND);
    }
    browser.post("/family/act", &[("patient", "x")]).await.is_page(StatusCode::BAD_REQUEST);
    let mut his = clinic.signed_in(&RAVI).await;
    act(&mut his, asha).await.is_page(StatusCode::NOT_FOUND);
    let mut nobody = clinic.browser();
    act(&mut nobody, ravi).await.redirects_to("/sign-in");
    nobody.post("/family/back", &[]).await.redirects_to("/sign-in");
    assert_eq!(clinic.events(Event::ActingBegan).await, 0);
}

#[tokio::test]
async fn a_guardianship_that_ends_meanwhile_does_nothing_more() {
    let (clinic, asha, ravi) = with_ward().await;
    let mut browser = acting(&clinic, ravi).await;
    let report = clinic.report(&mut browser).await;
    clinic.unseal(&mut browser, &ASHA, &report).await;
    browser.get(&report).await.says(RESULT);
    let before = browser.session();
    family::end(&clinic.wiring.portal, ravi, asha).await.unwrap();
    // A page's own script is told nothing, and takes nothing from the person.
    let left = browser.get("/session/left").await;
    left.hides(RESULT);
    assert_eq!(left.status, StatusCode::FORBIDDEN);
    let asked = browser.ask("/session/stay", &[]).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    let opened = clinic.events(Event::ChallengeOpened).await;
    browser.post(&format!("{report}/ask"), &[]).await.redirects_to("/family");
    assert_eq!(clinic.events(Event::ChallengeOpened).await, opened, "nothing was done");
    assert_eq!(browser.session(), before, "a new row would bring back a session that was ended");
    let page = browser.get("/family").await;
    page.says("You can no longer act for this person").hides("You are acting for");
    browser.get("/home").await.says("Asha").hides("You are acting for");
    browser.get(&report).await.is_page(StatusCode::NOT_FOUND).hides(RESULT);
    act(&mut browser, ravi).await.is_page(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_guardian_takes_the_data_of_whom_they_act_for() {
    let (clinic, _, ravi) = with_ward().await;
    let mut browser = acting(&clinic, ravi).await;
    browser.get("/home").await.says("href=\"/my-data\"").hides("href=\"/settings\"");
    browser
        .get("/my-data")
        .await
        .is_page(StatusCode::OK)
        .hides("/my-data/erase")
        .hides("\"/settings\"");
    browser.post("/my-data/ask", &[]).await.redirects_to("/my-data/code");
    answer(&clinic, &mut browser, "/my-data/code").await.redirects_to("/my-data");
    let (portal, site) = (&clinic.wiring.portal, clinic.wiring.site(Assets::default()).unwrap());
    assert!(export::make(portal, &site).await.unwrap());
    browser.get("/my-data").await.says("Your files are ready");
    browser.post("/my-data/erase/ask", &[]).await.redirects_to("/family");
    browser.get("/my-data/erase/code").await.redirects_to("/family");
}
