//! The patient's side: what is theirs, and a pharmacy that asks now.

use crate::{
    clinic::elsewhere,
    counter::{
        CITY, asked, challenge, hand_over, lata, let_in, metformin, open_shops, seen, state,
    },
    people::{RAVI, browser, minutes},
};
use portal::{
    Principal, Refusal,
    domain::{
        audit::Event,
        challenge::Wrong,
        id::{PrescriptionId, VerificationId},
        pharmacy::State,
    },
    prescriptions::{self, Giver, Seen},
};
use testkit::{bundle, on_both, patient};
use uuid::Uuid;

on_both! {
    async fn nothing_is_named_before_a_code(it: TestPortal) {
        let (asha, id, _) = metformin(&it).await;
        let line = prescriptions::one(&it.portal, &asha, id).await.unwrap();
        assert_eq!((line.now(), line.parts.len()), (1, 1));
        refused!(prescriptions::read(&it.portal, &asha, id).await, Refusal::Sealed);
        prescriptions::ask(&it.portal, &asha, id).await.unwrap();
        let pending = prescriptions::pending(&it.portal, &asha, id).await.unwrap().unwrap();
        let code = it.code_of(pending.id);
        prescriptions::answer(&it.portal, &asha, id, pending.id, &code).await.unwrap();
        let opened = prescriptions::read(&it.portal, &asha, id).await.unwrap();
        assert_eq!(opened.medicines[0].prescription.medicine, "Metformin 500 mg");
        let other = elsewhere(&asha, browser(2));
        refused!(prescriptions::read(&it.portal, &other, id).await, Refusal::Sealed);
        prescriptions::seal(&it.portal, &asha, id).await.unwrap();
        refused!(prescriptions::read(&it.portal, &asha, id).await, Refusal::Sealed);
        let again = prescriptions::answer(&it.portal, &asha, id, pending.id, &code).await;
        refused!(again, Refusal::Wrong(Wrong::Used));
    }

    async fn a_grant_to_a_prescription_ends_after_five_minutes(it: TestPortal) {
        let (asha, id, _) = metformin(&it).await;
        prescriptions::ask(&it.portal, &asha, id).await.unwrap();
        let pending = prescriptions::pending(&it.portal, &asha, id).await.unwrap().unwrap();
        let code = it.code_of(pending.id);
        prescriptions::answer(&it.portal, &asha, id, pending.id, &code).await.unwrap();
        it.pass(minutes(5));
        refused!(prescriptions::read(&it.portal, &asha, id).await, Refusal::Sealed);
    }

    async fn somebody_elses_prescription_is_not_there(it: TestPortal) {
        open_shops(&it).await;
        let (_, id, number) = metformin(&it).await;
        it.import(&bundle(&[patient(&RAVI)])).await;
        let ravi = Principal { patient: it.patient(RAVI.number).await, caller: browser(9) };
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        let node = &it.portal;
        // The log tells of each page that is hers, once an hour, and of none that is nobody's.
        for hour in 0..2 {
            let shown = prescriptions::asked::shown(node, &ravi, look_up);
            let (shown, noted) = it.noted(shown).await;
            refused!(shown, Refusal::NotFound);
            assert_eq!(noted, ["record-refused"], "{hour}");
            let (again, noted) = it.noted(prescriptions::one(node, &ravi, id)).await;
            refused!(again, Refusal::NotFound);
            assert_eq!(noted, [] as [&str; 0], "{hour}");
            it.pass(minutes(60));
            let (one, noted) = it.noted(prescriptions::one(node, &ravi, id)).await;
            refused!(one, Refusal::NotFound);
            assert_eq!(noted, ["record-refused"], "{hour}");
            it.pass(minutes(60));
        }
        let ((), noted) = it.noted(async {
            let nowhere = PrescriptionId(Uuid::from_u128(7));
            refused!(prescriptions::one(node, &ravi, nowhere).await, Refusal::NotFound);
            let nowhere = VerificationId(Uuid::from_u128(7));
            refused!(prescriptions::asked::shown(node, &ravi, nowhere).await, Refusal::NotFound);
        }).await;
        assert_eq!(noted, [] as [&str; 0]);
        refused!(prescriptions::number(node, &ravi, id).await, Refusal::NotFound);
        refused!(prescriptions::ask(node, &ravi, id).await, Refusal::NotFound);
        refused!(prescriptions::read(node, &ravi, id).await, Refusal::NotFound);
        refused!(prescriptions::given(node, &ravi, id).await, Refusal::NotFound);
        refused!(prescriptions::deny(node, &ravi, id, look_up).await, Refusal::NotFound);
        refused!(prescriptions::asked::allow(node, &ravi, look_up, &Seen::default()).await, Refusal::NotFound);
        refused!(prescriptions::asked::refuse(node, &ravi, look_up).await, Refusal::NotFound);
    }

    async fn the_patient_looks_on_their_own_phone_and_says_yes(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let [waiting] = prescriptions::asked::waiting(&it.portal, &asha).await.unwrap().try_into().unwrap();
        assert_eq!((waiting.pharmacy.as_str(), waiting.medicines), (CITY, 1));
        refused!(prescriptions::asked::allow(&it.portal, &asha, look_up, &Seen::default()).await, Refusal::Sealed);
        let pending = prescriptions::asked::pending(&it.portal, &asha, look_up).await.unwrap().unwrap();
        let code = it.code_of(pending.id);
        let wrong = it.wrong_code_of(pending.id);
        let typed = prescriptions::asked::answer(&it.portal, &asha, look_up, pending.id, &wrong).await;
        // The tries are those of the pharmacy's page too.
        refused!(typed, Refusal::Wrong(Wrong::Guess { left: 2 }));
        prescriptions::asked::answer(&it.portal, &asha, look_up, pending.id, &code).await.unwrap();
        let (shown, noted) = it.noted(prescriptions::asked::shown(&it.portal, &asha, look_up)).await;
        let (_, medicines) = shown.unwrap();
        assert_eq!(noted, ["record-read"]);
        assert_eq!(medicines[0].prescription.medicine, "Metformin 500 mg");
        let seen_there = Seen::of(&medicines);
        assert!(seen(&it, &lata, look_up).await.is_empty(), "the pharmacy waits for the yes");
        assert!(prescriptions::asked::pending(&it.portal, &asha, look_up).await.unwrap().is_none());
        // Nor does the code, told at the counter meanwhile, go past the yes.
        let told = portal::counter::answer(&it.portal, &lata, look_up, pending.id, &code, None).await;
        refused!(told, Refusal::Wrong(Wrong::Used));
        assert_eq!(state(&it, &lata, look_up).await, State::LookedAt);
        let stranger = elsewhere(&asha, browser(2));
        refused!(prescriptions::asked::allow(&it.portal, &stranger, look_up, &seen_there).await, Refusal::Sealed);
        // Nor by a code for the same medicines that was not for this.
        let of = waiting.prescription;
        prescriptions::ask(&it.portal, &stranger, of).await.unwrap();
        let own = prescriptions::pending(&it.portal, &stranger, of).await.unwrap().unwrap();
        let opens = it.code_of(own.id);
        prescriptions::answer(&it.portal, &stranger, of, own.id, &opens).await.unwrap();
        refused!(prescriptions::asked::allow(&it.portal, &stranger, look_up, &seen_there).await, Refusal::Sealed);
        prescriptions::asked::allow(&it.portal, &asha, look_up, &seen_there).await.unwrap();
        prescriptions::asked::allow(&it.portal, &asha, look_up, &seen_there).await.unwrap();
        assert!(matches!(state(&it, &lata, look_up).await, State::Allowed(_)));
        hand_over(&it, &lata, look_up, 30).await.unwrap();
        assert_eq!(it.events(Event::PharmacyAllowed).await, 1);
        assert!(prescriptions::asked::waiting(&it.portal, &asha).await.unwrap().is_empty());
        refused!(prescriptions::asked::refuse(&it.portal, &asha, look_up).await, Refusal::LookUpOver);
    }

    async fn a_no_ends_it_before_and_after_the_code(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let code = it.code_of(challenge(&it, &lata, look_up).await);
        let pending = challenge(&it, &lata, look_up).await;
        prescriptions::asked::refuse(&it.portal, &asha, look_up).await.unwrap();
        prescriptions::asked::refuse(&it.portal, &asha, look_up).await.unwrap();
        assert_eq!(it.events(Event::PharmacyRefused).await, 1);
        let typed =
            portal::counter::answer(&it.portal, &lata, look_up, pending, &code, None).await;
        refused!(typed, Refusal::PatientRefused);
        let look_up = let_in(&it, &lata, &number).await;
        assert_eq!(seen(&it, &lata, look_up).await.len(), 1);
        prescriptions::asked::refuse(&it.portal, &asha, look_up).await.unwrap();
        assert!(seen(&it, &lata, look_up).await.is_empty());
        assert_eq!(state(&it, &lata, look_up).await, State::Refused);
    }

    async fn i_did_not_collect_this_reaches_the_clinic_once(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        refused!(prescriptions::deny(&it.portal, &asha, id, look_up).await, Refusal::NotFound);
        hand_over(&it, &lata, look_up, 30).await.unwrap();
        prescriptions::deny(&it.portal, &asha, id, look_up).await.unwrap();
        prescriptions::deny(&it.portal, &asha, id, look_up).await.unwrap();
        assert_eq!(it.events(Event::CollectionDenied).await, 1);
        let [given] =
            prescriptions::given(&it.portal, &asha, id).await.unwrap().try_into().unwrap();
        assert!(matches!(given.by, Giver::Pharmacy { denied_at: Some(_), .. }));
        let mut tx = it.db.read().await.unwrap();
        assert_eq!(store::line_report::count_open(&mut tx).await.unwrap(), 1);
    }
}
