//! Where no code reaches the patient: a second pharmacist stands for it.

use crate::{
    counter::{
        CITY, LAKE, LATA, METFORMIN, MORPHINE, OMAR, Pharmacist, ZOYA, add, asked, at_counter,
        hand_over, lata, metformin, number, open_shops, prescribed, seen, set_elsewhere, state,
        tablets,
    },
    people::{ASHA, OTHER_PASSWORD, PASSWORD, browser},
};
use portal::{
    Refusal, Rules,
    counter::{self, Dispenser, Handed, Wanted},
    domain::{
        audit::Event, challenge::Wrong, clinical::Identity, dispense::Controlled,
        id::VerificationId, pharmacy::State,
    },
    history,
    pharmacy::report,
    prescriptions::{self, Giver},
};
use std::{sync::Arc, time::Duration};
use testkit::{Medicine, TestPortal, on_both, prescription};
use tokio::{sync::Barrier, task::JoinSet};

/// A colleague of Zoya's.
const RITU: Pharmacist = Pharmacist { login: "ritu", phone: "+919333300004" };

pub const WHY: &str = "The phone was stolen yesterday";

async fn second(
    it: &TestPortal,
    who: &Dispenser,
    id: VerificationId,
    (login, password): (&str, &str),
) -> Result<(), Refusal> {
    counter::vouch::ask(&it.portal, who, id, WHY, login, password).await
}

/// The second pharmacist's code, from their own phone.
pub async fn stands(
    it: &TestPortal,
    who: &Dispenser,
    id: VerificationId,
    by: Pharmacist,
) -> Result<(), Refusal> {
    second(it, who, id, (by.login, PASSWORD)).await?;
    let pending = counter::vouch::pending(&it.portal, who, id).await?.unwrap();
    let code = it.code(by.phone).await;
    counter::vouch::answer(&it.portal, who, id, pending.id, &code).await
}

on_both! {
    async fn a_colleague_stands_for_it_and_the_patient_is_told(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let before = it.texts(ASHA.phone).await;
        let (done, noted) = Box::pin(it.noted(stands(&it, &lata, look_up, OMAR))).await;
        done.unwrap();
        assert!(noted.contains(&"pharmacy-vouched") && noted.contains(&"vouched"), "{noted:?}");
        assert_eq!(it.texts(ASHA.phone).await, before + 1, "the patient is told at once");
        let look = counter::look(&it.portal, &lata, look_up).await.unwrap();
        assert!(look.vouched);
        hand_over(&it, &lata, look_up, 30).await.unwrap();
        let given = prescriptions::given(&it.portal, &asha, id).await.unwrap();
        assert!(matches!(given[0].by, Giver::Pharmacy { vouched: true, .. }));
        let report = report::since(&it.portal, portal::domain::Millis(0)).await.unwrap();
        let [(_, figures)] = report.try_into().unwrap();
        assert_eq!((figures.asked, figures.vouched, figures.dispensed), (1, 1, 1));
    }

    async fn it_takes_somebody_else_of_the_same_pharmacy(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        for guess in [PASSWORD, OTHER_PASSWORD] {
            let own = second(&it, &lata, look_up, ("LATA ", guess)).await;
            refused!(own, Refusal::SomebodyElseNeeded);
        }
        let short = counter::vouch::ask(&it.portal, &lata, look_up, "so", "omar", PASSWORD).await;
        refused!(short, Refusal::ReasonNeeded);
        for who in [(ZOYA.login, PASSWORD), ("omar", OTHER_PASSWORD), ("nobody", PASSWORD)] {
            second(&it, &lata, look_up, who).await.unwrap();
            let pending = counter::vouch::pending(&it.portal, &lata, look_up).await.unwrap().unwrap();
            let code = it.code_of(pending.id);
            let done = counter::vouch::answer(&it.portal, &lata, look_up, pending.id, &code).await;
            refused!(done, Refusal::Wrong(Wrong::Guess { .. }));
        }
        for phone in [ZOYA.phone, OMAR.phone] {
            assert_eq!(it.texts(phone).await, 0, "{phone}");
        }
        assert_eq!(state(&it, &lata, look_up).await, State::Asked);
    }

    async fn it_takes_a_phone_of_ones_own(it: TestPortal) {
        open_shops(&it).await;
        let twin = Pharmacist { login: "sana", phone: LATA.phone };
        add(&it, twin, CITY).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let before = it.texts(LATA.phone).await;
        second(&it, &lata, look_up, (twin.login, PASSWORD)).await.unwrap();
        let pending = counter::vouch::pending(&it.portal, &lata, look_up).await.unwrap().unwrap();
        let code = it.code_of(pending.id);
        let done = counter::vouch::answer(&it.portal, &lata, look_up, pending.id, &code).await;
        refused!(done, Refusal::Wrong(Wrong::Guess { .. }));
        assert_eq!(it.texts(LATA.phone).await, before, "one alone would stand for both");
    }

    async fn a_password_that_is_set_anew_stands_for_nothing(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let (lata, omar) = (lata(&it).await, at_counter(&it, OMAR, browser(33)).await);
        let look_up = asked(&it, &lata, &number).await;
        second(&it, &lata, look_up, (OMAR.login, PASSWORD)).await.unwrap();
        let pending = counter::vouch::pending(&it.portal, &lata, look_up).await.unwrap().unwrap();
        set_elsewhere(&it, &omar).await;
        let code = it.code_of(pending.id);
        let done = counter::vouch::answer(&it.portal, &lata, look_up, pending.id, &code).await;
        refused!(done, Refusal::Wrong(Wrong::Expired));
        assert_eq!(state(&it, &lata, look_up).await, State::Asked);
    }

    async fn controlled_medicines_are_left_out(it: TestPortal) {
        open_shops(&it).await;
        let group = Some("paper");
        let both = [
            prescription(("a", 1, "active"), &ASHA, group, &METFORMIN),
            prescription(("b", 1, "active"), &ASHA, group, &MORPHINE),
            prescription(("c", 1, "active"), &ASHA, None, &MORPHINE),
        ];
        let (asha, ids) = prescribed(&it, &ASHA, &both).await;
        let lata = lata(&it).await;
        for id in ids {
            let parts = prescriptions::one(&it.portal, &asha, id).await.unwrap().parts.len();
            let look_up = asked(&it, &lata, &number(&it, &asha, id).await).await;
            let done = stands(&it, &lata, look_up, OMAR).await;
            if parts == 2 {
                done.unwrap();
                let [medicine] = seen(&it, &lata, look_up).await.try_into().ok().unwrap();
                assert_eq!(medicine.prescription.medicine, METFORMIN.name);
            } else {
                refused!(done, Refusal::Controlled);
                assert!(seen(&it, &lata, look_up).await.is_empty());
            }
        }
    }

    async fn whatever_was_tried_without_a_code_the_patient_is_told(it: TestPortal) {
        open_shops(&it).await;
        let request = prescription(("b", 1, "active"), &ASHA, None, &MORPHINE);
        let (asha, ids) = prescribed(&it, &ASHA, &[request]).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number(&it, &asha, ids[0]).await).await;
        let before = it.texts(ASHA.phone).await;
        let (done, noted) = Box::pin(it.noted(stands(&it, &lata, look_up, OMAR))).await;
        refused!(done, Refusal::Controlled);
        assert!(noted.contains(&"vouch-refused"), "{noted:?}");
        assert_eq!(it.texts(ASHA.phone).await, before + 1);
        let text = it.messages(ASHA.phone).await.remove(0).text;
        assert!(text.contains("wanted to do without your code"), "{text}");
        let wanted = history::Wanted::default();
        let told = history::page(&it.portal, &asha, &[], &wanted).await.unwrap();
        let line = told.lines.iter().find(|it| it.line.event == Event::VouchRefused).unwrap();
        assert!(line.can_be_disowned());
    }

    async fn a_text_tells_of_it_once_an_hour_and_the_log_each_time(it: TestPortal) {
        open_shops(&it).await;
        add(&it, RITU, LAKE).await;
        let request = prescription(("b", 1, "active"), &ASHA, None, &MORPHINE);
        let (asha, ids) = prescribed(&it, &ASHA, &[request]).await;
        let number = number(&it, &asha, ids[0]).await;
        let mut told = 0;
        for (n, (minutes, first, second, tells)) in [
            (0, LATA, OMAR, true),
            (1, LATA, OMAR, false),
            (1, OMAR, LATA, false),
            // Another pharmacy is another matter.
            (1, ZOYA, RITU, true),
            (56, LATA, OMAR, false),
            (1, LATA, OMAR, true),
            (1, LATA, OMAR, false),
        ]
        .into_iter()
        .enumerate()
        {
            it.pass(Duration::from_mins(minutes));
            let who = at_counter(&it, first, browser(40 + u8::try_from(n).unwrap())).await;
            let look_up = asked(&it, &who, &number).await;
            let before = it.texts(ASHA.phone).await;
            refused!(stands(&it, &who, look_up, second).await, Refusal::Controlled);
            let texts = it.texts(ASHA.phone).await - before;
            assert_eq!(texts == 1, tells, "{n}: {texts}");
            told += 1;
            assert_eq!(it.events(Event::VouchRefused).await, told);
        }
    }

    async fn of_two_that_are_in_vain_at_once_one_is_told(it: TestPortal) {
        open_shops(&it).await;
        let request = prescription(("b", 1, "active"), &ASHA, None, &MORPHINE);
        let (asha, ids) = prescribed(&it, &ASHA, &[request]).await;
        let number = number(&it, &asha, ids[0]).await;
        let pairs = [
            (lata(&it).await, OMAR),
            (at_counter(&it, OMAR, browser(33)).await, LATA),
        ];
        let mut ready = Vec::new();
        for (who, other) in pairs {
            let look_up = asked(&it, &who, &number).await;
            second(&it, &who, look_up, (other.login, PASSWORD)).await.unwrap();
            let pending = counter::vouch::pending(&it.portal, &who, look_up).await.unwrap().unwrap();
            ready.push((who, look_up, pending.id, it.code(other.phone).await));
        }
        let before = it.texts(ASHA.phone).await;
        let start = Arc::new(Barrier::new(ready.len()));
        let mut both = JoinSet::new();
        for (who, look_up, pending, code) in ready {
            let node = it.node(it.portal.rules().clone()).await;
            let start = Arc::clone(&start);
            both.spawn(async move {
                start.wait().await;
                counter::vouch::answer(&node, &who, look_up, pending, &code).await
            });
        }
        for done in both.join_all().await {
            refused!(done, Refusal::Controlled);
        }
        assert_eq!(it.texts(ASHA.phone).await, before + 1);
        assert_eq!(it.events(Event::VouchRefused).await, 2);
    }

    async fn a_number_that_nobody_has_leads_to_nothing(it: TestPortal) {
        open_shops(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, "333-333-333").await;
        refused!(stands(&it, &lata, look_up, OMAR).await, Refusal::NothingThere);
        assert!(seen(&it, &lata, look_up).await.is_empty());
        assert_eq!(it.events(Event::PharmacyVouched).await, 0);
        assert_eq!(it.events(Event::VouchRefused).await, 0, "there is nobody to tell");
    }

    async fn what_becomes_controlled_meanwhile_is_not_handed_over(it: TestPortal) {
        open_shops(&it).await;
        let listed = Medicine { schedule: Some("H1"), ..METFORMIN };
        let request = prescription(("m1", 1, "active"), &ASHA, None, &listed);
        let (asha, ids) = prescribed(&it, &ASHA, &[request]).await;
        let number = number(&it, &asha, ids[0]).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        stands(&it, &lata, look_up, OMAR).await.unwrap();
        let identity = Identity::of("Passport", "Z1");
        let wanted = seen(&it, &lata, look_up).await;
        let wanted = wanted.iter().map(|it| Wanted { identity: identity.clone(), ..tablets(it, 1) });
        let handed = Handed { wanted: wanted.collect(), collector: None };
        // The clinic decides so, and starts its portal again.
        let controlled = Controlled { schedules: vec!["H1".to_owned()], codes: Vec::new() };
        let node = it.node(Rules { controlled, ..it.portal.rules().clone() }).await;
        assert!(counter::look(&node, &lata, look_up).await.unwrap().medicines.is_empty());
        refused!(counter::dispense(&node, &lata, look_up, &handed, None).await, Refusal::Controlled);
    }

    async fn a_no_stands_in_its_way_for_a_day(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        prescriptions::asked::refuse(&it.portal, &asha, look_up).await.unwrap();
        let look_up = asked(&it, &lata, &number).await;
        refused!(stands(&it, &lata, look_up, OMAR).await, Refusal::PatientRefused);
        assert_eq!(it.events(Event::VouchRefused).await, 1);
        it.pass(Duration::from_hours(24));
        let lata = at_counter(&it, LATA, browser(37)).await;
        let look_up = asked(&it, &lata, &number).await;
        stands(&it, &lata, look_up, OMAR).await.unwrap();
    }

    async fn the_patient_can_stop_it_once_they_were_told(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        stands(&it, &lata, look_up, OMAR).await.unwrap();
        let waiting = prescriptions::asked::waiting(&it.portal, &asha).await.unwrap();
        assert_eq!(waiting.len(), 1);
        prescriptions::asked::refuse(&it.portal, &asha, look_up).await.unwrap();
        assert!(seen(&it, &lata, look_up).await.is_empty());
    }
}
