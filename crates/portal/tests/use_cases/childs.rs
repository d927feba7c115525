//! A child without a phone of their own at a counter: the code goes to a guardian, and the log is the child's.

use crate::{
    counter::{
        ASPIRIN, MORPHINE, OMAR, asked, at_counter, challenge, hand_over, lata, number, open_shops,
        seen, state, typed,
    },
    guardians::{lines_of, wish},
    people::{ASHA, PASSWORD, RAVI, browser},
};
use portal::{
    Acting, Caller, Principal, Refusal,
    audit::Who,
    counter::{self, Dispenser},
    domain::{
        audit::Event,
        challenge::Wrong,
        id::{PatientId, PrescriptionId},
        pharmacy::State,
    },
    family,
    prescriptions::{self, Seen},
};
use serde_json::json;
use testkit::{Medicine, Person, TestPortal, bundle, on_both, patient, prescription};

const MILI: Person = Person { name: "Mili Verma", number: "MED-1030", phone: "" };

/// Mili, who has a prescription and no phone; Asha acts for her, and is signed in. Gives Asha, and her acting for Mili.
async fn child(it: &TestPortal, medicine: &Medicine) -> (Principal, Principal, PrescriptionId) {
    let mut mili = patient(&MILI);
    mili["telecom"] = json!([]);
    mili["birthDate"] = json!("2016-05-01");
    it.import(&bundle(&[mili, prescription(("c1", 1, "active"), &MILI, None, medicine)])).await;
    let (asha, mili) = (it.enrol(&ASHA, PASSWORD).await, it.patient(MILI.number).await);
    family::name(&it.portal, wish(mili, asha)).await.unwrap();
    let acting = Some(Acting { by: asha, patient: mili });
    let for_mili = Principal { patient: mili, caller: Caller { acting, ..browser(11) } };
    let line = prescriptions::list(&it.portal, &for_mili).await.unwrap().remove(0);
    (Principal { patient: asha, caller: browser(1) }, for_mili, line.id)
}

/// What a pharmacy did, as somebody's history has it.
async fn by_pharmacies(it: &TestPortal, patient: PatientId) -> Vec<Event> {
    let lines = lines_of(it, patient, Event::GuardianAdded).await;
    let of_pharmacy = lines.into_iter().filter(|line| matches!(line.1, Who::Pharmacy { .. }));
    of_pharmacy.map(|line| line.0).collect()
}

async fn look_up(it: &TestPortal, for_mili: &Principal, id: PrescriptionId) -> (Dispenser, String) {
    open_shops(it).await;
    (lata(it).await, number(it, for_mili, id).await)
}

on_both! {
    async fn a_guardian_tells_the_code_at_the_counter(it: TestPortal) {
        let (asha, for_mili, id) = child(&it, &ASPIRIN).await;
        let (lata, number) = look_up(&it, &for_mili, id).await;
        let before = it.texts(ASHA.phone).await;
        let look_up = asked(&it, &lata, &number).await;
        assert_eq!(it.texts(ASHA.phone).await, before + 1);
        let challenge = challenge(&it, &lata, look_up).await;
        let wrong = it.wrong_code_of(challenge);
        refused!(typed(&it, &lata, look_up, &wrong).await, Refusal::Wrong(Wrong::Guess { left: 2 }));
        assert_eq!(it.credential(asha.patient).await.failures, 0);
        let code = it.code(ASHA.phone).await;
        typed(&it, &lata, look_up, &code).await.unwrap();
        hand_over(&it, &lata, look_up, 14).await.unwrap();
        assert_eq!(by_pharmacies(&it, for_mili.patient).await, [
            Event::Dispensed,
            Event::PharmacyAllowed,
            Event::CodeFailed,
            Event::ChallengeOpened,
            Event::PrescriptionLookedUp,
        ]);
        assert_eq!(by_pharmacies(&it, asha.patient).await, [], "it is none of hers");
    }

    async fn a_guardian_says_yes_on_their_own_phone(it: TestPortal) {
        let (asha, for_mili, id) = child(&it, &ASPIRIN).await;
        let (lata, number) = look_up(&it, &for_mili, id).await;
        let look_up = asked(&it, &lata, &number).await;
        let pending = prescriptions::asked::pending(&it.portal, &for_mili, look_up).await.unwrap().unwrap();
        let wrong = it.wrong_code_of(pending.id);
        let typed = prescriptions::asked::answer(&it.portal, &for_mili, look_up, pending.id, &wrong).await;
        refused!(typed, Refusal::Wrong(Wrong::Guess { left: 2 }));
        let code = it.code(ASHA.phone).await;
        prescriptions::asked::answer(&it.portal, &for_mili, look_up, pending.id, &code).await.unwrap();
        let (_, medicines) = prescriptions::asked::shown(&it.portal, &for_mili, look_up).await.unwrap();
        prescriptions::asked::allow(&it.portal, &for_mili, look_up, &Seen::of(&medicines)).await.unwrap();
        assert_eq!(seen(&it, &lata, look_up).await.len(), 1);
        let lines = lines_of(&it, for_mili.patient, Event::ChallengeOpened).await;
        let by = Who::Guardian(asha.patient);
        assert_eq!(lines[..3], [
            (Event::PharmacyAllowed, by),
            (Event::RecordRead, by),
            (Event::RecordOpened, by),
        ]);
        // Whoever acts for her no more says nothing more, nor does a code that they were sent.
        let told = asked(&it, &lata, &number).await;
        let code = it.code(ASHA.phone).await;
        let again = asked(&it, &lata, &number).await;
        family::end(&it.portal, for_mili.patient, asha.patient).await.unwrap();
        refused!(prescriptions::asked::refuse(&it.portal, &for_mili, again).await, Refusal::GuardianshipOver);
        let late = crate::counter::typed(&it, &lata, told, &code).await;
        refused!(late, Refusal::LookUpOver);
    }

    async fn without_a_guardian_nobody_is_sent_a_code(it: TestPortal) {
        let (asha, for_mili, id) = child(&it, &ASPIRIN).await;
        let (lata, number) = look_up(&it, &for_mili, id).await;
        family::end(&it.portal, for_mili.patient, asha.patient).await.unwrap();
        let before = it.texts(ASHA.phone).await;
        let look_up = asked(&it, &lata, &number).await;
        assert_eq!(it.texts(ASHA.phone).await, before);
        let code = it.code_of(challenge(&it, &lata, look_up).await);
        refused!(typed(&it, &lata, look_up, &code).await, Refusal::Wrong(_));
        assert_eq!(state(&it, &lata, look_up).await, State::Asked);
    }

    async fn a_child_with_a_phone_is_asked_themselves(it: TestPortal) {
        let (_, for_mili, id) = child(&it, &ASPIRIN).await;
        let (lata, number) = look_up(&it, &for_mili, id).await;
        let mut mili = patient(&Person { phone: RAVI.phone, ..MILI });
        mili["birthDate"] = json!("2016-05-01");
        mili["meta"] = json!({ "versionId": "2" });
        it.import(&bundle(&[mili])).await;
        let before = it.texts(ASHA.phone).await;
        asked(&it, &lata, &number).await;
        assert_eq!((it.texts(RAVI.phone).await, it.texts(ASHA.phone).await), (1, before));
    }

    async fn a_guardian_is_told_of_what_goes_without_a_code(it: TestPortal) {
        let (_, for_mili, id) = child(&it, &MORPHINE).await;
        let (lata, number) = look_up(&it, &for_mili, id).await;
        let look_up = asked(&it, &lata, &number).await;
        at_counter(&it, OMAR, browser(33)).await;
        let why = "the phone was stolen yesterday";
        let asked = counter::vouch::ask(&it.portal, &lata, look_up, why, OMAR.login, PASSWORD).await;
        asked.unwrap();
        let pending = counter::vouch::pending(&it.portal, &lata, look_up).await.unwrap().unwrap();
        let before = it.texts(ASHA.phone).await;
        let code = it.code(OMAR.phone).await;
        let done = counter::vouch::answer(&it.portal, &lata, look_up, pending.id, &code).await;
        refused!(done, Refusal::Controlled);
        assert_eq!(it.texts(ASHA.phone).await, before + 1);
    }
}
