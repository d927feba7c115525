//! Activating an account: who can, who cannot, and what nobody can tell from outside.

use crate::people::{OTHER_PASSWORD, PASSWORD, browser, minutes};
use portal::{
    Caller, Refusal,
    activation::{self, Answered},
    domain::{
        audit::Event,
        birth::BirthDate,
        challenge::Wrong,
        id::{ChallengeId, PatientId},
        identifier::Identifier,
        notice::VERSION,
        password::Weak,
    },
    forgotten, notice, sign_in,
};
use serde_json::json;
use testkit::{Person, TestPortal, bundle, on_both, patient};

pub const ASHA: Person = Person { name: "Asha Verma", number: "MED-1001", phone: "+919000000001" };
pub const BORN: &str = "1948-02-29";

/// Imports somebody who was born then, and has no password yet.
pub async fn arrive(it: &TestPortal, person: &Person) -> PatientId {
    let mut resource = patient(person);
    resource["birthDate"] = json!(BORN);
    it.import(&bundle(&[resource])).await;
    it.patient(person.number).await
}

pub fn born(it: &TestPortal, date: &str) -> BirthDate {
    BirthDate::parse_iso(date, it.now()).unwrap()
}

pub async fn begin(
    it: &TestPortal,
    browser: &Caller,
    number: &str,
    date: &str,
) -> Result<(), Refusal> {
    let number = Identifier::number(number).unwrap();
    activation::begin(&it.portal, browser, &number, &born(it, date)).await
}

/// Goes as far as the page on which a password is chosen.
pub async fn earn(it: &TestPortal, browser: &Caller, person: &Person) -> ChallengeId {
    begin(it, browser, person.number, BORN).await.unwrap();
    it.deliver().await;
    let challenge = pending(it, browser).await;
    let code = it.code_of(challenge);
    let answered = activation::answer(&it.portal, browser, challenge, &code).await.unwrap();
    assert_eq!(answered, Answered::Earned);
    challenge
}

async fn pending(it: &TestPortal, browser: &Caller) -> ChallengeId {
    activation::pending(&it.portal, browser).await.unwrap().unwrap().id
}

async fn finish(
    it: &TestPortal,
    browser: &Caller,
    challenge: ChallengeId,
    password: &str,
) -> Result<PatientId, Refusal> {
    activation::finish(&it.portal, browser, challenge, VERSION, password).await
}

on_both! {
    async fn number_birth_date_and_code_activate_an_account(it: TestPortal) {
        let asha = arrive(&it, &ASHA).await;
        let browser = browser(1);
        let (begun, noted) = it.noted(begin(&it, &browser, " med 1001 ", BORN)).await;
        begun.unwrap();
        assert_eq!(noted, ["challenge-opened"]);
        let [text] = it.messages(ASHA.phone).await.try_into().unwrap();
        assert!(text.text.contains("to activate your account"), "{}", text.text);
        let challenge = pending(&it, &browser).await;
        let code = it.code(ASHA.phone).await;
        activation::answer(&it.portal, &browser, challenge, &code).await.unwrap();
        assert_eq!(activation::whose(&it.portal, challenge).await.unwrap(), asha);
        assert!(notice::due(&it.portal, asha).await.unwrap().is_some());
        let (done, noted) = it.noted(finish(&it, &browser, challenge, PASSWORD)).await;
        assert_eq!(done.unwrap(), asha);
        assert_eq!(noted, ["signed-in", "activated", "notice-accepted"]);
        assert!(notice::due(&it.portal, asha).await.unwrap().is_none());
        it.sign_in(crate::people::browser(2), &ASHA, PASSWORD).await;
    }

    async fn what_is_earned_is_used_once_for_its_purpose_and_in_time(it: TestPortal) {
        arrive(&it, &ASHA).await;
        let (first, second) = (browser(1), browser(2));
        let late = earn(&it, &first, &ASHA).await;
        it.pass(minutes(15));
        refused!(finish(&it, &first, late, PASSWORD).await, Refusal::Lapsed);

        let challenge = earn(&it, &second, &ASHA).await;
        let other = forgotten::finish(&it.portal, &second, challenge, None, "", PASSWORD).await;
        refused!(other, Refusal::Lapsed);
        begin(&it, &first, ASHA.number, BORN).await.unwrap();
        it.deliver().await;
        let unanswered = pending(&it, &first).await;
        refused!(finish(&it, &first, unanswered, PASSWORD).await, Refusal::Lapsed);

        finish(&it, &second, challenge, PASSWORD).await.unwrap();
        refused!(finish(&it, &second, challenge, OTHER_PASSWORD).await, Refusal::Lapsed);
        it.sign_in(browser(3), &ASHA, PASSWORD).await;
    }

    async fn of_two_who_race_one_wins_and_the_other_is_told(it: TestPortal) {
        arrive(&it, &ASHA).await;
        let (first, second) = (browser(1), browser(2));
        let (one, two) = (earn(&it, &first, &ASHA).await, earn(&it, &second, &ASHA).await);
        let (one, two) = tokio::join!(
            finish(&it, &first, one, PASSWORD),
            finish(&it, &second, two, OTHER_PASSWORD),
        );
        let won = [one.is_ok(), two.is_ok()];
        assert_eq!(won.iter().filter(|won| **won).count(), 1, "{won:?}");
        let (lost, kept) = if won[0] { (two, PASSWORD) } else { (one, OTHER_PASSWORD) };
        refused!(lost, Refusal::AlreadyActive);
        assert_eq!(it.events(Event::Activated).await, 1);
        it.sign_in(browser(3), &ASHA, kept).await;
    }

    async fn the_same_ticket_raced_is_used_once(it: TestPortal) {
        arrive(&it, &ASHA).await;
        let browser = browser(1);
        let challenge = earn(&it, &browser, &ASHA).await;
        let (one, two) = tokio::join!(
            finish(&it, &browser, challenge, PASSWORD),
            finish(&it, &browser, challenge, OTHER_PASSWORD),
        );
        assert!(one.is_ok() != two.is_ok());
        assert_eq!(it.events(Event::Activated).await, 1);
    }

    async fn an_active_account_is_told_to_whoever_holds_its_phone(it: TestPortal) {
        let asha = arrive(&it, &ASHA).await;
        it.set_password(asha, PASSWORD).await;
        begin(&it, &browser(1), ASHA.number, BORN).await.unwrap();
        let code = it.code(ASHA.phone).await;
        let challenge = pending(&it, &browser(1)).await;
        let answered = activation::answer(&it.portal, &browser(1), challenge, &code).await;
        assert_eq!(answered.unwrap(), Answered::Active);
        let set = finish(&it, &browser(1), challenge, OTHER_PASSWORD).await;
        refused!(set, Refusal::AlreadyActive);
        it.sign_in(browser(2), &ASHA, PASSWORD).await;
    }

    async fn a_password_and_the_notice_are_asked_for_as_they_are(it: TestPortal) {
        arrive(&it, &ASHA).await;
        let browser = browser(1);
        let challenge = earn(&it, &browser, &ASHA).await;
        let old = activation::finish(&it.portal, &browser, challenge, "1999", PASSWORD).await;
        refused!(old, Refusal::NoticeNotAccepted);
        refused!(finish(&it, &browser, challenge, "").await, Refusal::PasswordMissing);
        let own = finish(&it, &browser, challenge, BORN).await;
        refused!(own, Refusal::Weak(Weak::Own));
        refused!(finish(&it, &browser, challenge, "short").await, Refusal::Weak(Weak::Short));
        finish(&it, &browser, challenge, PASSWORD).await.unwrap();
    }

    async fn a_code_for_another_purpose_activates_nothing(it: TestPortal) {
        let asha = arrive(&it, &ASHA).await;
        it.set_password(asha, PASSWORD).await;
        let browser = browser(1);
        sign_in::begin(&it.portal, &browser, ASHA.number, PASSWORD).await.unwrap();
        let challenge = it.pending(&browser).await.id;
        let code = it.code_of(challenge);
        let answered = activation::answer(&it.portal, &browser, challenge, &code).await;
        refused!(answered, Refusal::Wrong(Wrong::Purpose));
    }
}
