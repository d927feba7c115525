//! Handing over: never more than is left, once, and whole.

use crate::{
    counter::{
        ASPIRIN, LATA, METFORMIN, MORPHINE, OMAR, ZOYA, at_counter, hand_over, lata, let_in,
        metformin, number, open_shops, prescribed, seen, state, tablets,
    },
    people::{ASHA, browser, minutes},
};
use portal::{
    Principal, Refusal, Rules,
    counter::{self, Handed, Wanted},
    domain::{
        audit::Event, clinical::Identity, dispense::NotDispensed, id::PrescriptionId,
        pharmacy::State, sealed::Kind, sending::NumberLimits,
    },
    prescriptions,
};
use std::{sync::Arc, time::Duration};
use testkit::{Medicine, TestPortal, bundle, cut_short, dispensed, on_both, prescription};
use tokio::{sync::Barrier, task::JoinSet};

const DAY: Duration = Duration::from_hours(24);

/// The same amounts to somebody else, by a paper, and of another brand.
fn unlike(medicines: &[counter::Medicine]) -> [Handed; 3] {
    let with = |change: fn(&mut Wanted)| {
        let mut wanted: Vec<Wanted> = medicines.iter().map(|it| tablets(it, 5)).collect();
        wanted.iter_mut().for_each(change);
        Handed { wanted, collector: None }
    };
    let to_somebody = Handed { collector: Some("Meena Rao".to_owned()), ..with(|_| ()) };
    let by_paper = with(|it| it.identity = Identity::of("Passport", "Z1234567"));
    [to_somebody, by_paper, with(|it| it.substituted = Some(true))]
}

on_both! {
    async fn parts_repeats_and_their_intervals_are_counted(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        refused!(hand_over(&it, &lata, look_up, 31).await,
            Refusal::NotDispensed(NotDispensed::TooMuch(_)));
        hand_over(&it, &lata, look_up, 10).await.unwrap();
        assert!(matches!(state(&it, &lata, look_up).await, State::Dispensed { .. }));
        let look_up = let_in(&it, &lata, &number).await;
        refused!(hand_over(&it, &lata, look_up, 21).await,
            Refusal::NotDispensed(NotDispensed::TooMuch(_)));
        hand_over(&it, &lata, look_up, 20).await.unwrap();
        // The next time opens thirty days after this one was begun.
        let look_up = let_in(&it, &lata, &number).await;
        let line = prescriptions::one(&it.portal, &asha, id).await.unwrap();
        assert_eq!((line.now(), line.is_current(), line.parts[0].times.left), (0, true, 2));
        let look = counter::look(&it.portal, &lata, look_up).await.unwrap();
        assert!(look.medicines.is_empty() && look.next.is_some() && !look.changed);
        it.pass(DAY * 31);
        let lata = at_counter(&it, LATA, browser(35)).await;
        let look_up = let_in(&it, &lata, &number).await;
        hand_over(&it, &lata, look_up, 30).await.unwrap();
        let given = prescriptions::given(&it.portal, &asha, id).await.unwrap();
        assert_eq!(given.len(), 3);
    }

    async fn a_refused_handing_over_leaves_nothing_behind(it: TestPortal) {
        open_shops(&it).await;
        let group = Some("paper");
        let requests = [
            prescription(("a", 1, "active"), &ASHA, group, &METFORMIN),
            prescription(("b", 1, "active"), &ASHA, group, &ASPIRIN),
        ];
        let (asha, ids) = prescribed(&it, &ASHA, &requests).await;
        let number = number(&it, &asha, ids[0]).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        let medicines = seen(&it, &lata, look_up).await;
        let wanted: Vec<Wanted> = medicines.iter().map(|it| tablets(it, 20)).collect();
        // Twenty of the one are too many.
        let handed = Handed { wanted, collector: None };
        refused!(counter::dispense(&it.portal, &lata, look_up, &handed, None).await,
            Refusal::NotDispensed(NotDispensed::TooMuch(_)));
        assert_eq!(it.events(Event::Dispensed).await, 0);
        assert!(matches!(state(&it, &lata, look_up).await, State::Allowed(_)));
        let wanted: Vec<Wanted> = medicines.iter().map(|it| tablets(it, 14)).collect();
        let twice = [wanted.clone(), wanted.clone()].concat();
        for wanted in [Vec::new(), twice] {
            let handed = Handed { wanted, collector: None };
            refused!(counter::dispense(&it.portal, &lata, look_up, &handed, None).await,
                Refusal::NothingChosen);
        }
        let handed = Handed { wanted, collector: Some("Ravi".to_owned()) };
        refused!(counter::dispense(&it.portal, &lata, look_up, &handed, None).await,
            Refusal::CollectorNeeded);
        let handed = Handed { collector: None, ..handed };
        counter::dispense(&it.portal, &lata, look_up, &handed, None).await.unwrap();
        assert_eq!(it.events(Event::Dispensed).await, 2);
        assert_eq!(records(&it, &asha, ids[0]).await, 2);
    }

    async fn a_second_click_changes_nothing(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        let medicines = seen(&it, &lata, look_up).await;
        let wanted: Vec<Wanted> = medicines.iter().map(|it| tablets(it, 5)).collect();
        let handed = Arc::new(Handed { wanted, collector: None });
        let start = Arc::new(Barrier::new(10));
        let mut clicks = JoinSet::new();
        for _ in 0..10 {
            let node = it.node(it.portal.rules().clone()).await;
            let (handed, start) = (Arc::clone(&handed), Arc::clone(&start));
            clicks.spawn(async move {
                start.wait().await;
                counter::dispense(&node, &lata, look_up, &handed, None).await
            });
        }
        for done in clicks.join_all().await {
            done.unwrap();
        }
        assert_eq!(it.events(Event::Dispensed).await, 1);
        // What is not the same is not said to be done.
        for other in unlike(&medicines) {
            refused!(
                counter::dispense(&it.portal, &lata, look_up, &other, None).await,
                Refusal::LookUpOver
            );
        }
        let wanted = medicines.iter().map(|it| tablets(it, 6)).collect();
        let more = Handed { wanted, collector: None };
        refused!(counter::dispense(&it.portal, &lata, look_up, &more, None).await,
            Refusal::LookUpOver);
    }

    async fn fifty_at_once_from_two_pharmacies_never_hand_out_more(it: TestPortal) {
        let it = generous(it).await;
        open_shops(&it).await;
        let tens = Medicine { tablets: 10, repeats: 0, ..METFORMIN };
        let request = prescription(("m1", 1, "active"), &ASHA, None, &tens);
        let (asha, ids) = prescribed(&it, &ASHA, &[request]).await;
        let number = number(&it, &asha, ids[0]).await;
        let shops = [lata(&it).await, at_counter(&it, ZOYA, browser(36)).await];
        let mut ready = Vec::new();
        for n in 0..50 {
            let who = shops[n % 2];
            let look_up = let_in(&it, &who, &number).await;
            ready.push((who, look_up, seen(&it, &who, look_up).await));
        }
        let start = Arc::new(Barrier::new(ready.len()));
        let mut all = JoinSet::new();
        for (who, look_up, medicines) in ready {
            let (node, start) = (it.portal.clone(), Arc::clone(&start));
            all.spawn(async move {
                let wanted = medicines.iter().map(|it| tablets(it, 3)).collect();
                start.wait().await;
                let handed = Handed { wanted, collector: None };
                counter::dispense(&node, &who, look_up, &handed, None).await
            });
        }
        let done = all.join_all().await;
        assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 3, "three times three of ten");
        for refused in done.into_iter().filter_map(Result::err) {
            assert!(matches!(refused, Refusal::NotDispensed(_)), "{refused:?}");
        }
    }

    async fn what_changes_upstream_takes_effect_at_once(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        let before = seen(&it, &lata, look_up).await;
        let less = Medicine { tablets: 7, ..METFORMIN };
        it.import(&bundle(&[prescription(("m1", 2, "active"), &ASHA, None, &less)])).await;
        let wanted = before.iter().map(|it| tablets(it, 30)).collect();
        let handed = Handed { wanted, collector: None };
        refused!(counter::dispense(&it.portal, &lata, look_up, &handed, None).await,
            Refusal::PrescriptionChanged);
        let look_up = let_in(&it, &lata, &number).await;
        refused!(hand_over(&it, &lata, look_up, 8).await,
            Refusal::NotDispensed(NotDispensed::TooMuch(_)));
        let wanted = seen(&it, &lata, look_up).await.iter().map(|it| tablets(it, 1)).collect();
        it.import(&bundle(&[prescription(("m1", 3, "cancelled"), &ASHA, None, &less)])).await;
        let handed = Handed { wanted, collector: None };
        refused!(counter::dispense(&it.portal, &lata, look_up, &handed, None).await,
            Refusal::PrescriptionChanged);
        let look_up = let_in(&it, &lata, &number).await;
        assert!(seen(&it, &lata, look_up).await.is_empty());
        let line = prescriptions::one(&it.portal, &asha, id).await.unwrap();
        assert!(!line.is_current());
        assert_eq!(it.events(Event::Dispensed).await, 0);
    }

    async fn what_another_program_handed_over_counts_too(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        it.import(&bundle(&[dispensed(("d1", 1, "completed"), &ASHA, "m1", 25)])).await;
        refused!(hand_over(&it, &lata, look_up, 6).await,
            Refusal::NotDispensed(NotDispensed::TooMuch(_)));
        it.import(&bundle(&[dispensed(("d1", 2, "completed"), &ASHA, "m1", 20)])).await;
        refused!(hand_over(&it, &lata, look_up, 11).await,
            Refusal::NotDispensed(NotDispensed::TooMuch(_)));
        it.import(&bundle(&[dispensed(("d1", 3, "entered-in-error"), &ASHA, "m1", 20)])).await;
        hand_over(&it, &lata, look_up, 30).await.unwrap();
    }

    async fn undoing_gives_back_for_ten_minutes(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        refused!(counter::undo(&it.portal, &lata, look_up).await, Refusal::LookUpOver);
        hand_over(&it, &lata, look_up, 30).await.unwrap();
        let colleague = at_counter(&it, OMAR, browser(37)).await;
        refused!(counter::undo(&it.portal, &colleague, look_up).await, Refusal::NotFound);
        let given = prescriptions::given(&it.portal, &asha, id).await.unwrap();
        assert!(given[0].undone_at.is_none());
        counter::undo(&it.portal, &lata, look_up).await.unwrap();
        counter::undo(&it.portal, &lata, look_up).await.unwrap();
        assert_eq!(it.events(Event::DispensingUndone).await, 1);
        refused!(hand_over(&it, &lata, look_up, 1).await, Refusal::NothingChosen);
        let given = prescriptions::given(&it.portal, &asha, id).await.unwrap();
        assert!(given[0].undone_at.is_some());
        let again = let_in(&it, &lata, &number).await;
        hand_over(&it, &lata, again, 30).await.unwrap();
        it.pass(minutes(10));
        let lata = at_counter(&it, LATA, browser(35)).await;
        refused!(counter::undo(&it.portal, &lata, again).await, Refusal::LookUpOver);
    }

    async fn a_controlled_medicine_needs_a_paper(it: TestPortal) {
        open_shops(&it).await;
        let request = prescription(("m1", 1, "active"), &ASHA, None, &MORPHINE);
        let (asha, ids) = prescribed(&it, &ASHA, &[request]).await;
        let number = number(&it, &asha, ids[0]).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        let [medicine] = seen(&it, &lata, look_up).await.try_into().ok().unwrap();
        assert!(medicine.controlled);
        let without = Wanted { identity: None, ..tablets(&medicine, 10) };
        let handed = Handed { wanted: vec![without], collector: None };
        refused!(counter::dispense(&it.portal, &lata, look_up, &handed, None).await,
            Refusal::IdentityNeeded);
        hand_over(&it, &lata, look_up, 10).await.unwrap();
    }

    async fn a_process_that_dies_loses_neither_the_code_nor_the_handing_over(it: TestPortal) {
        let it = generous(it).await;
        open_shops(&it).await;
        let many = [METFORMIN, ASPIRIN].map(|it| Medicine { tablets: 1_000, repeats: 0, ..it });
        let requests = [("a", &many[0]), ("b", &many[1])]
            .map(|(id, it)| prescription((id, 1, "active"), &ASHA, Some("paper"), it));
        let (asha, ids) = prescribed(&it, &ASHA, &requests).await;
        let number = number(&it, &asha, ids[0]).await;
        let lata = lata(&it).await;
        let mut whole = 0;
        for polls in (1..600).step_by(3) {
            let look_up = let_in(&it, &lata, &number).await;
            let wanted: Vec<Wanted> =
                seen(&it, &lata, look_up).await.iter().map(|it| tablets(it, 1)).collect();
            let handed = Handed { wanted, collector: None };
            let first =
                cut_short(counter::dispense(&it.portal, &lata, look_up, &handed, None), polls).await;
            let node = it.started_again().await;
            let left = records(&it, &asha, ids[0]).await;
            assert!([whole, whole + 2].contains(&left), "half of it is there after {polls} polls");
            // Done or not, the same once more leads to one handing over.
            counter::dispense(&node, &lata, look_up, &handed, None).await.unwrap();
            whole += 2;
            assert_eq!(records(&it, &asha, ids[0]).await, whole, "after {polls} polls");
            if let Some(done) = first {
                return done.unwrap();
            }
        }
        panic!("it never came to its end");
    }
}

/// How many dispensings there are of a patient's only prescription: each a record and, beside it, what is counted of it.
async fn records(it: &TestPortal, of: &Principal, id: PrescriptionId) -> usize {
    let mut tx = it.db.read().await.unwrap();
    let all = store::record::list(&mut tx, of.patient, Kind::Dispensing).await.unwrap().len();
    assert_eq!(store::dispensing::of_prescription(&mut tx, id).await.unwrap().len(), all);
    all
}

/// A portal that sends as many codes as it is asked for.
pub async fn generous(it: TestPortal) -> TestPortal {
    let number = NumberLimits { unverified_hour: 1_000, hour: 1_000, day: 1_000 };
    let rules = Rules { number, ..it.portal.rules().clone() };
    TestPortal { portal: it.node(rules).await, ..it }
}
