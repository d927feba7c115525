//! What ends a look-up before anything was handed over: whatever ends sessions because somebody else may hold them, and the end
//! of whoever asked.

use crate::{
    accounts::{allowed, seat},
    counter::{
        ASPIRIN, CITY, OMAR, ZOYA, asked, at_counter, hand_over, hand_over_as, lata, let_in,
        metformin, number, open_shops, prescribed, seen, state,
    },
    disowning::{disown, first_line},
    exception::stands,
    guardians::{DEV, acting},
    people::{ASHA, OTHER_PASSWORD, PASSWORD, browser},
};
use portal::{
    Principal, Refusal,
    counter::{self, By, Dispenser},
    devices::{self, Which},
    domain::{
        audit::Event,
        device::{Browser, Look, System},
        pharmacy::{Scope, State},
    },
    password,
    pharmacy::{self, token},
    prescriptions,
};
use testkit::{TestPortal, bundle, on_both, prescription};

/// Somebody let a pharmacy in, which sees the medicines now.
async fn open(
    it: &TestPortal,
    who: &Dispenser,
    number: &str,
) -> portal::domain::id::VerificationId {
    let id = let_in(it, who, number).await;
    assert_eq!(seen(it, who, id).await.len(), 1);
    id
}

async fn is_stopped(it: &TestPortal, who: &Dispenser, id: portal::domain::id::VerificationId) {
    assert_eq!(state(it, who, id).await, State::Over);
    assert!(seen(it, who, id).await.is_empty());
    refused!(hand_over_as(it, who, id).await, Refusal::LookUpOver);
}

async fn is_refused(it: &TestPortal, who: &Dispenser, id: portal::domain::id::VerificationId) {
    assert_eq!(state(it, who, id).await, State::Refused);
    assert!(seen(it, who, id).await.is_empty());
    refused!(hand_over_as(it, who, id).await, Refusal::PatientRefused);
}

async fn device(it: &TestPortal, who: &Principal) -> portal::domain::id::DeviceId {
    let look = Look { browser: Browser::Firefox, system: System::Android, place: None };
    devices::recognise(&it.portal, who.patient, "cookie", &look).await.unwrap()
}

on_both! {
    async fn a_lost_phone_that_is_wiped_lets_no_pharmacy_in(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let (lata, device) = (lata(&it).await, device(&it, &asha).await);
        let id = open(&it, &lata, &number).await;
        devices::wipe(&it.portal, &asha, device).await.unwrap();
        is_stopped(&it, &lata, id).await;
        for which in [Which::One(device), Which::All] {
            let id = open(&it, &lata, &number).await;
            devices::wipe_by_clinic(&it.portal, asha.patient, which).await.unwrap();
            is_stopped(&it, &lata, id).await;
        }
        // A lost phone is what the way without a code is for.
        let id = asked(&it, &lata, &number).await;
        stands(&it, &lata, id, OMAR).await.unwrap();
    }

    async fn a_new_password_lets_no_pharmacy_in(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        it.set_password(asha.patient, PASSWORD).await;
        let id = open(&it, &lata, &number).await;
        it.set_password(asha.patient, PASSWORD).await;
        is_stopped(&it, &lata, id).await;
        let id = open(&it, &lata, &number).await;
        let challenge = allowed(&it, &asha).await;
        password::change(&it.portal, &asha, challenge, PASSWORD, OTHER_PASSWORD).await.unwrap();
        is_stopped(&it, &lata, id).await;
    }

    async fn signing_out_elsewhere_lets_no_pharmacy_in(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let id = open(&it, &lata, &number).await;
        seat(&it, asha.patient, browser(7).session).await;
        devices::end_others(&it.portal, &asha).await.unwrap();
        is_stopped(&it, &lata, id).await;
    }

    async fn this_was_not_me_lets_no_pharmacy_in(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let id = open(&it, &lata, &number).await;
        let line = first_line(&it, &asha, Event::PharmacyAllowed).await;
        disown(&it, &asha, line).await.unwrap();
        is_refused(&it, &lata, id).await;
    }

    async fn what_a_guardian_let_in_ends_with_their_sessions_too(it: TestPortal) {
        open_shops(&it).await;
        let (asha, for_dev) = acting(&it).await;
        let request = prescription(("d1", 1, "active"), &DEV, None, &ASPIRIN);
        it.import(&bundle(&[request])).await;
        let [line] = prescriptions::list(&it.portal, &for_dev).await.unwrap().try_into().ok().unwrap();
        let number = number(&it, &for_dev, line.id).await;
        let lata = lata(&it).await;
        let id = open(&it, &lata, &number).await;
        it.set_password(asha.patient, OTHER_PASSWORD).await;
        is_stopped(&it, &lata, id).await;
    }

    async fn what_was_handed_over_stays_handed_over(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let id = open(&it, &lata, &number).await;
        hand_over(&it, &lata, id, 30).await.unwrap();
        it.set_password(asha.patient, PASSWORD).await;
        assert!(matches!(state(&it, &lata, id).await, State::Dispensed { .. }));
    }

    async fn a_token_that_is_revoked_ends_what_it_began_and_nothing_else(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let made = token::add(&it.portal, CITY, "till", &Scope::ALL, token::LONGEST).await.unwrap();
        let (till, _) = token::dispenser(&it.portal, browser(40), &made.secret).await.unwrap();
        let (own, other) = (open(&it, &till, &number).await, open(&it, &lata, &number).await);
        token::revoke(&it.portal, made.id).await.unwrap();
        // A request that came in just before.
        assert_eq!(till.by, By::System(made.id));
        assert_eq!(state(&it, &till, own).await, State::Over);
        assert!(seen(&it, &till, own).await.is_empty());
        refused!(hand_over_as(&it, &till, own).await, Refusal::LookUpOver);
        assert!(matches!(state(&it, &lata, other).await, State::Allowed(_)));
    }

    async fn a_pharmacy_that_is_taken_away_ends_what_its_people_and_systems_began(it: TestPortal) {
        open_shops(&it).await;
        let request = prescription(("a", 1, "active"), &ASHA, None, &ASPIRIN);
        let (asha, ids) = prescribed(&it, &ASHA, &[request]).await;
        let number = number(&it, &asha, ids[0]).await;
        let (lata, zoya) = (lata(&it).await, at_counter(&it, ZOYA, browser(36)).await);
        let made = token::add(&it.portal, CITY, "till", &Scope::ALL, token::LONGEST).await.unwrap();
        let (till, _) = token::dispenser(&it.portal, browser(40), &made.secret).await.unwrap();
        let own = open(&it, &till, &number).await;
        open(&it, &lata, &number).await;
        let other = open(&it, &zoya, &number).await;
        assert_eq!(prescriptions::asked::waiting(&it.portal, &asha).await.unwrap().len(), 3);
        pharmacy::end(&it.portal, CITY).await.unwrap();
        let [left] = prescriptions::asked::waiting(&it.portal, &asha).await.unwrap().try_into().ok().unwrap();
        assert_eq!(left.id, other);
        assert_eq!(state(&it, &till, own).await, State::Over);
        assert!(counter::look(&it.portal, &zoya, other).await.unwrap().medicines.len() == 1);
    }
}
