//! A new number given at the desk: it waits for a day, and the old one can stop it.

use crate::{
    accounts::{lives, seat},
    activation::{ASHA, BORN, arrive, born},
    number::{NEW, asha, number_of, phone, told},
    people::{PASSWORD, RAVI, browser, minutes},
};
use portal::{
    Caller, Refusal,
    domain::{audit::Event, challenge::Wrong, identifier::Identifier},
    rebind::{self, NotRebound},
};
use std::time::Duration;
use testkit::{TestPortal, on_both};

const ALMOST: Duration = Duration::from_mins(24 * 60 - 1);

async fn begin(it: &TestPortal, caller: &Caller, number: &str, day: &str) {
    let number = Identifier::number(number).unwrap();
    rebind::stop::begin(&it.portal, caller, &number, &born(it, day)).await.unwrap();
    it.deliver().await;
}

on_both! {
    async fn a_number_waits_for_a_day_and_then_takes_its_place(it: TestPortal) {
        let who = asha(&it).await;
        let (due, noted) = it.noted(rebind::ask(&it.portal, who.patient, &phone(NEW))).await;
        assert_eq!((due.unwrap(), noted), (it.now().after(rebind::HOLD), vec!["rebind-asked"]));
        assert_eq!(told(&it, ASHA.phone, "stop the new number").await, 1);
        assert_eq!(told(&it, NEW, "this phone number").await, 1);
        for text in it.messages(NEW).await {
            assert!(!text.text.contains("clinic") && !text.text.contains(|c: char| c.is_ascii_digit()));
        }
        let waiting = rebind::waiting(&it.portal, who.patient).await.unwrap().unwrap();
        assert_eq!(waiting.tail, "42");
        it.pass(ALMOST);
        assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 0);
        it.sign_in(browser(2), &ASHA, PASSWORD).await;
        assert_eq!(number_of(&it, who.patient).await, ASHA.phone);
        seat(&it, who.patient, browser(7).session).await;
        it.pass(minutes(1));
        let (applied, noted) = it.noted(rebind::apply_due(&it.portal)).await;
        assert_eq!((applied.unwrap(), noted), (1, vec!["number-changed"]));
        assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 0);
        assert_eq!(number_of(&it, who.patient).await, NEW);
        assert!(!lives(&it, who.caller.session).await && !lives(&it, browser(7).session).await);
        for number in [ASHA.phone, NEW] {
            assert_eq!(told(&it, number, "is a new one").await, 1, "{number}");
        }
        assert_eq!(rebind::waiting(&it.portal, who.patient).await.unwrap(), None);
        assert!(!rebind::stop::own(&it.portal, &who).await.unwrap(), "it is too late");
        assert_eq!(number_of(&it, who.patient).await, NEW);
    }

    async fn whoever_is_signed_in_stops_it_and_so_does_the_desk(it: TestPortal) {
        let who = asha(&it).await;
        for n in 0..2 {
            rebind::ask(&it.portal, who.patient, &phone(NEW)).await.unwrap();
            let (stopped, noted) = it.noted(async {
                match n {
                    0 => rebind::stop::own(&it.portal, &who).await.unwrap(),
                    _ => rebind::stop::by_clinic(&it.portal, who.patient).await.unwrap(),
                }
            }).await;
            assert_eq!((stopped, noted), (true, vec!["rebind-stopped"]));
            assert_eq!(told(&it, NEW, "not get the codes").await, n + 1);
            assert!(!rebind::stop::own(&it.portal, &who).await.unwrap());
            it.pass(rebind::HOLD);
            assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 0);
        }
        assert_eq!(number_of(&it, who.patient).await, ASHA.phone);
    }

    async fn who_holds_the_old_phone_stops_it_without_a_password(it: TestPortal) {
        let who = asha(&it).await;
        rebind::ask(&it.portal, who.patient, &phone(NEW)).await.unwrap();
        let stranger = browser(4);
        for claim in [("MED-9999", BORN), (ASHA.number, "1950-01-01")] {
            begin(&it, &stranger, claim.0, claim.1).await;
            let decoy = rebind::stop::pending(&it.portal, &stranger).await.unwrap().unwrap().id;
            let judged = rebind::stop::answer(&it.portal, &stranger, decoy, &it.code_of(decoy)).await;
            refused!(judged, Refusal::Wrong(Wrong::Guess { .. }));
        }
        begin(&it, &stranger, ASHA.number, BORN).await;
        assert_eq!(told(&it, ASHA.phone, "to stop a new phone number").await, 1);
        assert_eq!(told(&it, NEW, "to stop a new phone number").await, 0);
        let challenge = rebind::stop::pending(&it.portal, &stranger).await.unwrap().unwrap().id;
        let code = it.code_of(challenge);
        let (stopped, noted) =
            it.noted(rebind::stop::answer(&it.portal, &stranger, challenge, &code)).await;
        assert!(stopped.unwrap());
        assert_eq!(noted, ["rebind-stopped"]);
        let again = rebind::stop::answer(&it.portal, &stranger, challenge, &code).await;
        refused!(again, Refusal::Wrong(Wrong::Used));
        begin(&it, &stranger, ASHA.number, BORN).await;
        let challenge = rebind::stop::pending(&it.portal, &stranger).await.unwrap().unwrap().id;
        let code = it.code_of(challenge);
        let (stopped, noted) =
            it.noted(rebind::stop::answer(&it.portal, &stranger, challenge, &code)).await;
        assert!(!stopped.unwrap());
        assert_eq!(noted, ["code-answered"], "a code that stopped nothing was answered too");
    }

    async fn two_at_once_are_one_and_what_is_wrong_is_told(it: TestPortal) {
        let who = asha(&it).await;
        let (numbers, node) = ([phone(NEW), phone(RAVI.phone)], &it.portal);
        let asked = tokio::join!(
            rebind::ask(node, who.patient, &numbers[0]),
            rebind::ask(node, who.patient, &numbers[1]),
        );
        let waits = [&asked.0, &asked.1].into_iter().filter(|it| matches!(it, Err(NotRebound::Waits)));
        assert_eq!((waits.count(), it.events(Event::RebindAsked).await), (1, 1));
        let same = rebind::ask(node, who.patient, &phone(ASHA.phone)).await;
        assert!(matches!(same, Err(NotRebound::Same)));
        let abroad = rebind::ask(node, who.patient, &phone("+12025550123")).await;
        assert!(matches!(abroad, Err(NotRebound::NotServed)));
    }

    async fn at_the_very_moment_it_is_either_stopped_or_done(it: TestPortal) {
        let who = asha(&it).await;
        let other = it.node(portal::Rules::default()).await;
        for _ in 0..4 {
            if rebind::ask(&it.portal, who.patient, &phone(NEW)).await.is_err() {
                break;
            }
            it.pass(rebind::HOLD);
            let (stopped, one, two) = tokio::join!(
                rebind::stop::own(&it.portal, &who),
                rebind::apply_due(&it.portal),
                rebind::apply_due(&other),
            );
            let applied = one.unwrap() + two.unwrap();
            assert_eq!(applied + u64::from(stopped.unwrap()), 1);
            let expected = if applied == 1 { NEW } else { ASHA.phone };
            assert_eq!(number_of(&it, who.patient).await, expected);
        }
    }

    async fn a_line_without_texts_is_not_told_and_its_codes_are_calls(it: TestPortal) {
        let landline = testkit::Person { phone: "+911412223344", ..ASHA };
        let patient = arrive(&it, &landline).await;
        rebind::ask(&it.portal, patient, &phone(NEW)).await.unwrap();
        assert_eq!((it.texts(landline.phone).await, it.texts(NEW).await), (0, 1));
        it.pass(rebind::HOLD);
        assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 1);
        assert_eq!(number_of(&it, patient).await, NEW);
    }
}
