//! Two patients on one phone.

use crate::people::{ASHA, MEENA, OTHER_PASSWORD, PASSWORD, RAVI, answer, browser, seconds};
use portal::{
    Caller, Refusal,
    domain::{
        audit::Event,
        challenge::Wrong,
        id::{ChallengeId, PatientId},
    },
    sign_in::{self, Entry},
};
use serde_json::json;
use testkit::{Person, TestPortal, bundle, on_both, patient};

on_both! {
    async fn they_choose_after_the_code_who_signs_in(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        it.pass(seconds(1));
        let meena = it.enrol(&MEENA, PASSWORD).await;
        let browser = browser(1);
        let ((challenge, admitted), noted) =
            Box::pin(it.noted(entered(&it, &browser, ASHA.phone, PASSWORD))).await;
        assert_eq!(admitted, [asha, meena]);
        let before_choosing = ["challenge-opened", "code-answered"];
        assert_eq!(noted, before_choosing, "nobody is signed in before the choice");
        assert_eq!(it.texts(ASHA.phone).await, 1, "one code for both");

        let candidates = sign_in::candidates(&it.portal, &admitted).await.unwrap();
        let names: Vec<_> = candidates.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, [ASHA.name, MEENA.name]);

        let choose = |who| sign_in::choose(&it.portal, &browser, challenge, &admitted, who);
        let Entry::In(who) = choose(meena).await.unwrap() else { panic!("she has no PIN") };
        assert_eq!((who.patient, who.caller.session), (meena, browser.session));
        for again in [asha, meena] {
            refused!(choose(again).await, Refusal::Wrong(Wrong::Used));
        }
        assert_eq!(it.events(Event::SignedIn).await, 1);
    }

    async fn nobody_else_can_be_chosen(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        it.enrol(&MEENA, PASSWORD).await;
        let ravi = it.enrol(&RAVI, PASSWORD).await;
        let browser = browser(1);
        let (challenge, admitted) = entered(&it, &browser, ASHA.phone, PASSWORD).await;
        let choice = sign_in::choose(&it.portal, &browser, challenge, &admitted, ravi);
        let (chosen, noted) = it.noted(choice).await;
        refused!(chosen, Refusal::NotFound);
        assert!(noted.is_empty());
    }

    async fn a_password_of_their_own_signs_in_that_one_alone(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        let meena = it.enrol(&MEENA, OTHER_PASSWORD).await;
        assert_eq!(enter(&it, &browser(1), ASHA.phone, PASSWORD).await, [asha]);
        assert_eq!(enter(&it, &browser(2), ASHA.phone, OTHER_PASSWORD).await, [meena]);
        assert_eq!(it.events(Event::SignedIn).await, 2);
    }

    async fn a_patient_number_signs_in_that_one_alone(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        let meena = it.enrol(&MEENA, PASSWORD).await;
        assert_eq!(enter(&it, &browser(1), MEENA.number, PASSWORD).await, [meena]);
    }

    async fn a_code_admits_only_those_whose_codes_go_to_that_phone(it: TestPortal) {
        // Asha has a phone of her own; the shared one is her second.
        let mut resource = patient(&Person { phone: "+919333300009", ..ASHA });
        let shared = json!({ "system": "phone", "value": MEENA.phone, "rank": 2 });
        resource["telecom"][0]["rank"] = 1.into();
        resource["telecom"].as_array_mut().unwrap().push(shared);
        it.import(&bundle(&[resource])).await;
        let asha = it.patient(ASHA.number).await;
        it.set_password(asha, PASSWORD).await;
        it.pass(seconds(1));
        let meena = it.enrol(&MEENA, PASSWORD).await;

        sign_in::begin(&it.portal, &browser(1), MEENA.phone, PASSWORD).await.unwrap();
        assert_eq!(it.texts("+919333300009").await, 0);
        let code = it.code(MEENA.phone).await;
        let challenge = it.pending(&browser(1)).await.id;
        assert_eq!(answer(&it, &browser(1), challenge, &code).await.unwrap(), [meena]);
        assert_eq!(enter(&it, &browser(2), ASHA.number, PASSWORD).await, [asha]);
    }

    async fn a_wrong_try_counts_for_the_one_and_a_right_one_clears_both(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        it.pass(seconds(1));
        let meena = it.enrol(&MEENA, PASSWORD).await;
        let browser = browser(1);
        sign_in::begin(&it.portal, &browser, ASHA.phone, PASSWORD).await.unwrap();
        let challenge = it.pending(&browser).await.id;
        let wrong = it.wrong_code_of(challenge);
        assert!(answer(&it, &browser, challenge, &wrong).await.is_err());
        assert_eq!((failures(&it, asha).await, failures(&it, meena).await), (1, 0));
        let right = it.code_of(challenge);
        answer(&it, &browser, challenge, &right).await.unwrap();
        assert_eq!((failures(&it, asha).await, failures(&it, meena).await), (0, 0));
    }
}

async fn enter(
    it: &TestPortal,
    browser: &Caller,
    identifier: &str,
    password: &str,
) -> Vec<PatientId> {
    entered(it, browser, identifier, password).await.1
}

/// As [`enter`], with the challenge that admits them.
async fn entered(
    it: &TestPortal,
    browser: &Caller,
    identifier: &str,
    password: &str,
) -> (ChallengeId, Vec<PatientId>) {
    sign_in::begin(&it.portal, browser, identifier, password).await.unwrap();
    it.deliver().await;
    let challenge = it.pending(browser).await.id;
    let code = it.code_of(challenge);
    (challenge, answer(it, browser, challenge, &code).await.unwrap())
}

async fn failures(it: &TestPortal, patient: PatientId) -> i64 {
    it.credential(patient).await.failures
}
