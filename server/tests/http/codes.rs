//! Codes that are not right, not in time, or not for this, over the wire.

use crate::{
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, RESULT},
};
use axum::http::StatusCode;
use portal::domain::audit::Event;
use std::time::Duration;

/// Where a code is answered, and what says that it was not.
struct Door {
    clinic: Clinic,
    browser: Browser,
    /// The page of the code, to which the answer is posted too.
    page: String,
    challenge: String,
    code: String,
}

impl Door {
    async fn of_sign_in() -> Self {
        let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
        let mut browser = clinic.browser();
        let (challenge, code) = clinic.challenge(&mut browser, &ASHA).await;
        Self { clinic, browser, page: "/sign-in/code".into(), challenge, code }
    }

    async fn of_report() -> Self {
        let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
        let mut browser = clinic.signed_in(&ASHA).await;
        let report = clinic.report(&mut browser).await;
        let (challenge, code) = clinic.ask(&mut browser, &ASHA, &report).await;
        Self { clinic, browser, page: format!("{report}/code"), challenge, code }
    }

    fn wrong(&self) -> &'static str {
        if self.code == "000000" { "111111" } else { "000000" }
    }

    /// Where a guess leads.
    async fn guess(&mut self, code: &str) -> String {
        let fields = [("challenge", self.challenge.as_str()), ("code", code)];
        let answer = self.browser.post(&self.page, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.location().to_owned()
    }

    /// Holds that a guess opens nothing, and that the page says why.
    async fn refuses(&mut self, code: &str, why: &str) {
        assert_eq!(self.guess(code).await, self.page, "{why}");
        self.browser.get(&self.page).await.is_page(StatusCode::OK).says(why);
        self.stays_shut().await;
    }

    async fn stays_shut(&mut self) {
        match self.page.strip_suffix("/code").unwrap() {
            "/sign-in" => self.browser.get("/home").await.redirects_to("/sign-in"),
            report => drop(self.browser.get(report).await.says("is sealed").hides(RESULT)),
        }
    }
}

/// The same tries at both doors: what is typed, and what is said.
#[tokio::test]
async fn wrong_and_malformed_codes_open_nothing_and_only_wrong_ones_are_counted() {
    for mut door in [Door::of_sign_in().await, Door::of_report().await] {
        let malformed =
            ["", "12345", "1234567", "abcdef", "12345x", "１２３４", "-12345", "1e5000"];
        for (tries, left) in [(0, "4 tries left"), (1, "3 tries left")] {
            for typed in malformed {
                let said = if typed.is_empty() { "Type the code" } else { "has 6 digits" };
                door.refuses(typed, said).await;
            }
            assert_eq!(door.clinic.events(Event::CodeFailed).await, tries);
            door.refuses(door.wrong(), left).await;
        }
        let code = door.code.clone();
        let spaced = format!(" {}-{} ", &code[..3], &code[3..]);
        assert_ne!(door.guess(&spaced).await, door.page, "a spaced code is the same code");
    }
}

#[tokio::test]
async fn a_code_that_has_ended_opens_nothing() {
    for mut door in [Door::of_sign_in().await, Door::of_report().await] {
        door.clinic.pass(Duration::from_secs(90));
        let code = door.code.clone();
        door.refuses(&code, "This code has ended").await;
    }
}

#[tokio::test]
async fn the_sixth_guess_is_no_longer_judged_though_it_is_right() {
    for mut door in [Door::of_sign_in().await, Door::of_report().await] {
        for left in ["4 tries", "3 tries", "2 tries", "1 try"] {
            door.refuses(door.wrong(), left).await;
        }
        door.refuses(door.wrong(), "Too many wrong tries").await;
        let code = door.code.clone();
        door.refuses(&code, "Too many wrong tries").await;
        assert_eq!(door.clinic.events(Event::ChallengeEnded).await, 1);
    }
}

#[tokio::test]
async fn a_form_that_is_sent_again_opens_nothing_again() {
    let mut door = Door::of_sign_in().await;
    let mut before = door.browser.clone();
    let code = door.code.clone();
    assert_eq!(door.guess(&code).await, "/home");
    let fields = [("challenge", door.challenge.as_str()), ("code", code.as_str())];
    before.post("/sign-in/code", &fields).await.redirects_to("/sign-in/code");
    before.get("/home").await.redirects_to("/sign-in");
    door.browser.post("/sign-in/code", &fields).await.redirects_to("/sign-in/code");
    assert_eq!(door.clinic.events(Event::SignedIn).await, 1);
    door.browser.get("/home").await.says("Hello, Asha");

    let mut door = Door::of_report().await;
    let report = door.page.strip_suffix("/code").unwrap().to_owned();
    assert_eq!(door.guess(&code_of(&door)).await, report);
    door.browser.post(&format!("{report}/seal"), &[]).await.redirects_to(&report);
    assert_eq!(door.guess(&code_of(&door)).await, door.page);
    door.browser.visit(&door.page).await.says("That code was used already");
    door.stays_shut().await;
    assert_eq!(door.clinic.events(Event::RecordOpened).await, 1);
}

fn code_of(door: &Door) -> String {
    door.code.clone()
}

#[tokio::test]
async fn a_code_opens_what_it_was_sent_for_and_nothing_else() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01", "2025-09-01"]).await;
    let mut browser = clinic.browser();
    let (sign_in, of_sign_in) = clinic.challenge(&mut browser, &ASHA).await;
    let fields = [("challenge", sign_in.as_str()), ("code", of_sign_in.as_str())];
    browser.post("/sign-in/code", &fields).await.redirects_to("/home");
    let reports = clinic.reports(&mut browser).await;
    let [first, second] = reports.as_slice() else { panic!("{reports:?}") };
    clinic.pass(Duration::from_secs(1));
    let (of_first, code) = clinic.ask(&mut browser, &ASHA, first).await;
    let tries = [
        (second.as_str(), of_first.as_str(), code.as_str()),
        (first, &sign_in, &of_sign_in),
        (first, &sign_in, &code),
        (second, &sign_in, &of_sign_in),
    ];
    for (report, challenge, code) in tries {
        let page = format!("{report}/code");
        let fields = [("challenge", challenge), ("code", code)];
        browser.post(&page, &fields).await.redirects_to(&page);
        for sealed in [first, second] {
            browser.get(sealed).await.says("is sealed").hides(RESULT);
        }
    }
    let fields = [("challenge", of_first.as_str()), ("code", code.as_str())];
    browser.post("/sign-in/code", &fields).await.redirects_to("/sign-in/code");
    browser.post(&format!("{first}/code"), &fields).await.redirects_to(first);
    browser.get(first).await.says(RESULT);
    browser.get(second).await.says("is sealed").hides(RESULT);
}

#[tokio::test]
async fn a_code_is_answered_only_where_it_was_asked_for() {
    let mut door = Door::of_report().await;
    let mut other = door.clinic.signed_in(&ASHA).await;
    let fields = [("challenge", door.challenge.as_str()), ("code", door.code.as_str())];
    other.post(&door.page, &fields).await.redirects_to(&door.page);
    other.get(door.page.strip_suffix("/code").unwrap()).await.says("is sealed");
    door.stays_shut().await;

    let mut door = Door::of_sign_in().await;
    let mut other = door.clinic.browser();
    let fields = [("challenge", door.challenge.as_str()), ("code", door.code.as_str())];
    other.post("/sign-in/code", &fields).await;
    other.get("/home").await.redirects_to("/sign-in");
    assert_eq!(door.guess(&code_of(&door)).await, "/home");
}
