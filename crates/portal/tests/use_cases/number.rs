//! Changing one's phone number: two codes, and nothing by one of them alone.

use crate::{
    accounts::{lives, seat},
    activation::{ASHA, arrive},
    people::{PASSWORD, RAVI, browser, minutes, seconds},
};
use portal::{
    Caller, Principal, Refusal,
    challenge::resend,
    domain::{
        challenge::Wrong,
        id::{ChallengeId, PatientId},
        phone::Phone,
    },
    number, profile,
};
use serde_json::json;
use testkit::{Person, TestPortal, bundle, on_both, patient};

pub const NEW: &str = "+919000000042";
const OTHER: &str = "+919000000043";

pub fn phone(number: &str) -> Phone {
    Phone::parse(number, "91").unwrap()
}

/// Asha, with a password and signed in in the first browser.
pub async fn asha(it: &TestPortal) -> Principal {
    let patient = arrive(it, &ASHA).await;
    it.set_password(patient, PASSWORD).await;
    let who = it.sign_in(browser(1), &ASHA, PASSWORD).await;
    seat(it, patient, who.caller.session).await;
    who
}

/// The number that codes go to.
pub async fn number_of(it: &TestPortal, patient: PatientId) -> String {
    let person = profile::person(&it.portal, patient).await.unwrap();
    person.phones[0].e164().to_owned()
}

/// Answers the code to the old number.
pub async fn leave(it: &TestPortal, who: &Principal, to: &str) -> ChallengeId {
    number::old::ask(&it.portal, who, &phone(to)).await.unwrap();
    let left = number::old::pending(&it.portal, who).await.unwrap().unwrap().id;
    it.deliver().await;
    number::old::answer(&it.portal, who, left, &it.code_of(left)).await.unwrap();
    left
}

/// Asks for the code to the new number.
pub async fn take(it: &TestPortal, who: &Principal, left: ChallengeId) -> ChallengeId {
    number::new::ask(&it.portal, who, left).await.unwrap();
    it.deliver().await;
    number::new::pending(&it.portal, who).await.unwrap().unwrap().id
}

async fn answer(it: &TestPortal, who: &Principal, taken: ChallengeId) -> Result<(), Refusal> {
    number::new::answer(&it.portal, who, taken, &it.code_of(taken)).await
}

/// How many texts a phone has that say this.
pub async fn told(it: &TestPortal, phone: &str, says: &str) -> usize {
    it.messages(phone).await.iter().filter(|text| text.text.contains(says)).count()
}

fn elsewhere(who: &Principal, caller: Caller) -> Principal {
    Principal { caller, ..*who }
}

on_both! {
    async fn a_number_is_changed_by_a_code_to_each_and_both_are_told(it: TestPortal) {
        let who = asha(&it).await;
        seat(&it, who.patient, browser(7).session).await;
        let ((), noted) = it.noted(async {
            number::old::ask(&it.portal, &who, &phone(NEW)).await.unwrap();
        }).await;
        assert_eq!(noted, ["challenge-opened", "number-change-asked"]);
        let left = number::old::pending(&it.portal, &who).await.unwrap().unwrap().id;
        let code = it.code(ASHA.phone).await;
        number::old::answer(&it.portal, &who, left, &code).await.unwrap();
        assert_eq!(number::tail(&it.portal, &who, left).await.unwrap(), "42");
        assert_eq!(it.texts(NEW).await, 0, "the new number has nothing yet");
        let taken = take(&it, &who, left).await;
        let text = it.messages(NEW).await.remove(0).text;
        for word in ["clinic", "report", "Asha", "health"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        assert_eq!(number_of(&it, who.patient).await, ASHA.phone, "one code changes nothing");
        let (done, noted) = it.noted(answer(&it, &who, taken)).await;
        done.unwrap();
        assert_eq!(noted, ["session-ended", "number-changed"]);
        assert_eq!(number_of(&it, who.patient).await, NEW);
        assert!(lives(&it, who.caller.session).await && !lives(&it, browser(7).session).await);
        for number in [ASHA.phone, NEW] {
            assert_eq!(told(&it, number, "is a new one").await, 1, "{number}");
        }
        it.pass(minutes(61));
        let moved = Person { phone: NEW, ..ASHA };
        let before = it.texts(ASHA.phone).await;
        it.sign_in(browser(3), &moved, PASSWORD).await;
        assert_eq!(it.texts(ASHA.phone).await, before);
        let found = |number: &str| {
            let identifier = portal::domain::identifier::Identifier::parse(number, "91").unwrap();
            let portal = it.portal.clone();
            async move { profile::find(&portal, &identifier).await.unwrap() }
        };
        assert_eq!(found(NEW).await, [who.patient]);
        assert!(found(ASHA.phone).await.is_empty());
    }

    async fn neither_code_works_twice_or_without_the_other(it: TestPortal) {
        let who = asha(&it).await;
        number::old::ask(&it.portal, &who, &phone(NEW)).await.unwrap();
        let open = number::old::pending(&it.portal, &who).await.unwrap().unwrap().id;
        refused!(number::new::ask(&it.portal, &who, open).await, Refusal::Lapsed);
        let left = leave(&it, &who, NEW).await;
        let taken = take(&it, &who, left).await;
        let wrong = number::old::answer(&it.portal, &who, taken, &it.code_of(taken)).await;
        refused!(wrong, Refusal::Wrong(Wrong::Purpose));
        answer(&it, &who, taken).await.unwrap();
        refused!(answer(&it, &who, taken).await, Refusal::Wrong(Wrong::Used));
        refused!(number::new::ask(&it.portal, &who, left).await, Refusal::Lapsed);
        refused!(number::old::is_open(&it.portal, &who, left).await, Refusal::Lapsed);
    }

    async fn the_first_code_is_good_for_a_quarter_of_an_hour(it: TestPortal) {
        let who = asha(&it).await;
        let left = leave(&it, &who, NEW).await;
        it.pass(minutes(14));
        let taken = take(&it, &who, left).await;
        it.pass(seconds(61));
        refused!(answer(&it, &who, taken).await, Refusal::Lapsed);
        assert_eq!(number_of(&it, who.patient).await, ASHA.phone);
    }

    async fn another_number_typed_meanwhile_takes_no_place(it: TestPortal) {
        let who = asha(&it).await;
        let first = leave(&it, &who, NEW).await;
        let taken = take(&it, &who, first).await;
        let second = leave(&it, &who, OTHER).await;
        assert_ne!(first, second);
        answer(&it, &who, taken).await.unwrap();
        assert_eq!(number_of(&it, who.patient).await, NEW);
        let late = take(&it, &who, second).await;
        assert_eq!(told(&it, OTHER, "use this phone number").await, 1);
        answer(&it, &who, late).await.unwrap();
        assert_eq!(number_of(&it, who.patient).await, OTHER);
    }

    async fn both_codes_agree_to_the_same_number(it: TestPortal) {
        let who = asha(&it).await;
        let left = leave(&it, &who, NEW).await;
        let taken = take(&it, &who, left).await;
        let other = leave(&it, &who, OTHER).await;
        // Whoever can write to the database has the second code follow from another first one.
        let follow = async |from: ChallengeId, to: ChallengeId| {
            let sql = format!("UPDATE challenge SET purpose = replace(purpose, '{from}', '{to}')");
            it.db.meddle(&sql).await;
        };
        follow(left, other).await;
        refused!(answer(&it, &who, taken).await, Refusal::Lapsed);
        assert_eq!(number_of(&it, who.patient).await, ASHA.phone);
        follow(other, left).await;
        answer(&it, &who, taken).await.unwrap();
        assert_eq!(number_of(&it, who.patient).await, NEW);
    }

    async fn both_codes_are_the_patients_own(it: TestPortal) {
        let who = asha(&it).await;
        let ravi = arrive(&it, &RAVI).await;
        let other = Principal { patient: ravi, ..who };
        let left = leave(&it, &who, NEW).await;
        refused!(number::old::is_open(&it.portal, &other, left).await, Refusal::Lapsed);
        refused!(number::new::ask(&it.portal, &other, left).await, Refusal::Lapsed);
        let taken = take(&it, &who, left).await;
        refused!(answer(&it, &other, taken).await, Refusal::Wrong(Wrong::Purpose));
        let there = elsewhere(&who, browser(9));
        refused!(answer(&it, &there, taken).await, Refusal::Wrong(Wrong::Expired));
        assert_eq!(number_of(&it, ravi).await, RAVI.phone);
    }

    async fn of_two_answers_at_once_one_changes_the_number(it: TestPortal) {
        let who = asha(&it).await;
        let left = leave(&it, &who, NEW).await;
        let taken = take(&it, &who, left).await;
        let (one, two) = tokio::join!(answer(&it, &who, taken), answer(&it, &who, taken));
        assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|done| **done).count(), 1);
        assert_eq!(told(&it, NEW, "is a new one").await, 1);
    }

    async fn a_number_that_may_be_sent_nothing_is_not_told_apart(it: TestPortal) {
        let who = asha(&it).await;
        arrive(&it, &RAVI).await;
        let zoya = Person { name: "Zoya Khan", number: "MED-1007", phone: "+919333300007" };
        let busy = Principal { patient: arrive(&it, &zoya).await, caller: browser(5) };
        // Somebody else has typed it, and was sent as many codes there as may be.
        let left = leave(&it, &busy, RAVI.phone).await;
        let taken = take(&it, &busy, left).await;
        for _ in 0..2 {
            it.pass(seconds(30));
            resend(&it.portal, &busy.caller, taken).await.unwrap();
        }
        let left = leave(&it, &who, RAVI.phone).await;
        let sent = it.texts(RAVI.phone).await;
        assert_eq!(sent, 3);
        number::new::ask(&it.portal, &who, left).await.unwrap();
        let decoy = number::new::pending(&it.portal, &who).await.unwrap().unwrap();
        assert!(decoy.live);
        it.pass(seconds(30));
        resend(&it.portal, &who.caller, decoy.id).await.unwrap();
        assert_eq!(it.texts(RAVI.phone).await, sent, "nothing is sent");
        let judged = number::new::answer(&it.portal, &who, decoy.id, &it.code_of(decoy.id)).await;
        refused!(judged, Refusal::Wrong(Wrong::Guess { .. }));
    }

    async fn the_code_is_sent_again_to_the_new_number_alone(it: TestPortal) {
        let who = asha(&it).await;
        let left = leave(&it, &who, NEW).await;
        let old = it.texts(ASHA.phone).await;
        let taken = take(&it, &who, left).await;
        it.pass(seconds(30));
        resend(&it.portal, &who.caller, taken).await.unwrap();
        assert_eq!((it.texts(NEW).await, it.texts(ASHA.phone).await), (2, old));
    }

    async fn a_number_that_others_have_may_be_shared_and_the_same_is_told(it: TestPortal) {
        let who = asha(&it).await;
        arrive(&it, &RAVI).await;
        let left = leave(&it, &who, RAVI.phone).await;
        let taken = take(&it, &who, left).await;
        answer(&it, &who, taken).await.unwrap();
        assert_eq!(number_of(&it, who.patient).await, RAVI.phone);
        let same = number::old::ask(&it.portal, &who, &phone(RAVI.phone)).await;
        refused!(same, Refusal::SameNumber);
        let abroad = number::old::ask(&it.portal, &who, &phone("+12025550123")).await;
        refused!(abroad, Refusal::NotServed);
    }

    async fn an_import_does_not_put_the_old_number_back(it: TestPortal) {
        let who = asha(&it).await;
        let left = leave(&it, &who, NEW).await;
        let taken = take(&it, &who, left).await;
        answer(&it, &who, taken).await.unwrap();
        let mut resource = patient(&ASHA);
        resource["birthDate"] = json!("1948-02-29");
        resource["telecom"].as_array_mut().unwrap().push(json!({"system": "phone", "value": OTHER}));
        it.import(&bundle(&[resource])).await;
        let phones = profile::person(&it.portal, who.patient).await.unwrap().phones;
        assert_eq!(phones.iter().map(Phone::e164).collect::<Vec<_>>(), [NEW, OTHER]);
        let identifier = portal::domain::identifier::Identifier::parse(ASHA.phone, "91").unwrap();
        assert!(profile::find(&it.portal, &identifier).await.unwrap().is_empty());
    }
}
