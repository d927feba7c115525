//! What is a person's own, nobody does for them: not a guardian who acts for them, nor one whose time is over.

use crate::{
    activation,
    clinic::report_of,
    devices::seated,
    guardians::acting,
    number::{NEW, asha, leave, number_of, phone, take, told},
    people::{PASSWORD, browser},
};
use portal::{
    Principal, Refusal,
    audit::{
        self,
        history::{self as lines, Wanted},
    },
    devices,
    domain::audit::Event,
    family, history, number, pin, rebind, reports,
};
use testkit::on_both;

on_both! {
    async fn a_guardian_changes_no_number_and_stops_none(it: TestPortal) {
        let (_, for_dev) = acting(&it).await;
        let himself = Principal { patient: for_dev.patient, caller: browser(2) };
        let (it, node) = (&it, &it.portal);
        refused!(number::old::ask(node, &for_dev, &phone(NEW)).await, Refusal::NotForGuardians);
        number::old::ask(node, &himself, &phone(NEW)).await.unwrap();
        let left = number::old::pending(node, &himself).await.unwrap().unwrap().id;
        let code = it.code_of(left);
        let answered = number::old::answer(node, &for_dev, left, &code).await;
        refused!(answered, Refusal::NotForGuardians);
        number::old::answer(node, &himself, left, &code).await.unwrap();
        refused!(number::new::ask(node, &for_dev, left).await, Refusal::NotForGuardians);
        let taken = take(it, &himself, left).await;
        let code = it.code_of(taken);
        let answered = number::new::answer(node, &for_dev, taken, &code).await;
        refused!(answered, Refusal::NotForGuardians);
        number::new::answer(node, &himself, taken, &code).await.unwrap();
        rebind::ask(node, for_dev.patient, &phone("+919000000043")).await.unwrap();
        refused!(rebind::stop::own(node, &for_dev).await, Refusal::NotForGuardians);
        assert!(rebind::stop::own(node, &himself).await.unwrap());
    }

    async fn a_guardian_sees_and_ends_no_devices_and_disowns_no_line(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        let himself = Principal { patient: for_dev.patient, caller: browser(2) };
        let (his, device) = seated(&it, &himself, 20).await;
        // A guardian's own devices are not within reach either while they act for somebody.
        let (_, hers) = seated(&it, &asha, 21).await;
        let node = &it.portal;
        refused!(devices::list(node, &for_dev, None).await, Refusal::NotForGuardians);
        refused!(devices::end_others(node, &for_dev).await, Refusal::NotForGuardians);
        for id in [device, hers] {
            refused!(devices::end(node, &for_dev, id).await, Refusal::NotForGuardians);
            refused!(devices::wipe(node, &for_dev, id).await, Refusal::NotForGuardians);
        }
        reports::ask(node, &his, report_of(&it, &his).await).await.unwrap();
        let page = history::page(node, &his, &[], &Wanted::default()).await.unwrap();
        let asked = page.lines.iter().find(|it| it.line.event == Event::ChallengeOpened).unwrap();
        let disowned = history::disown(node, &for_dev, &[], asked.line.id).await;
        refused!(disowned, Refusal::NotForGuardians);
        history::disown(node, &his, &[], asked.line.id).await.unwrap();
    }

    async fn a_guardian_gives_no_pin_for_a_code_that_was_not_theirs(it: TestPortal) {
        let (_, for_dev) = acting(&it).await;
        let himself = Principal { patient: for_dev.patient, caller: browser(2) };
        it.set_password(for_dev.patient, PASSWORD).await;
        pin::ask(&it.portal, &himself).await.unwrap();
        let challenge = pin::pending(&it.portal, &himself).await.unwrap().unwrap().id;
        pin::answer(&it.portal, &himself, challenge, &it.code_of(challenge)).await.unwrap();
        // No try is counted, of which the code has ten.
        for _ in 0..10 {
            let set = pin::change(&it.portal, &for_dev, challenge, "a guess", "258036");
            let (set, noted) = it.noted(set).await;
            refused!(set, Refusal::NotForGuardians);
            assert!(noted.is_empty());
            let removed = pin::remove(&it.portal, &for_dev, challenge, "a guess").await;
            refused!(removed, Refusal::NotForGuardians);
        }
        assert!(!pin::is_set(&it.portal, for_dev.patient).await.unwrap());
        pin::change(&it.portal, &himself, challenge, PASSWORD, "258036").await.unwrap();
    }

    async fn a_history_closes_with_the_guardianship(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        let node = &it.portal;
        let page = lines::page(node, &for_dev, &Wanted::default()).await.unwrap();
        let line = page.lines[0].id;
        audit::seal(node).await.unwrap();
        lines::one(node, &for_dev, line).await.unwrap();
        assert!(audit::receipt(node, &for_dev, line).await.unwrap().is_some());
        family::end(node, for_dev.patient, asha.patient).await.unwrap();
        let page = lines::page(node, &for_dev, &Wanted::default()).await.map(drop);
        refused!(page, Refusal::GuardianshipOver);
        refused!(lines::one(node, &for_dev, line).await, Refusal::GuardianshipOver);
        refused!(audit::receipt(node, &for_dev, line).await, Refusal::GuardianshipOver);
    }

    async fn a_number_that_waits_does_not_outlive_one_that_was_changed(it: TestPortal) {
        let who = asha(&it).await;
        rebind::ask(&it.portal, who.patient, &phone("+919000000043")).await.unwrap();
        it.deliver().await;
        let left = leave(&it, &who, NEW).await;
        let taken = take(&it, &who, left).await;
        let code = it.code_of(taken);
        let (done, noted) = it.noted(number::new::answer(&it.portal, &who, taken, &code)).await;
        done.unwrap();
        assert_eq!(noted, ["number-changed", "rebind-stopped"]);
        let page = lines::page(&it.portal, &who, &Wanted::default()).await.unwrap();
        let stopped = page.lines.iter().find(|line| line.event == Event::RebindStopped).unwrap();
        let why = stopped.said.as_ref().and_then(|said| said.detail.as_deref());
        assert_eq!(why, Some("number-changed"));
        assert_eq!(told(&it, "+919000000043", "not get the codes").await, 1);
        assert_eq!(told(&it, NEW, "not get the codes").await, 0);
        assert_eq!(rebind::waiting(&it.portal, who.patient).await.unwrap().map(|it| it.tail), None);
        it.pass(rebind::HOLD);
        assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 0);
        assert_eq!(number_of(&it, who.patient).await, NEW);
    }

    async fn the_number_that_waits_may_be_the_one_that_is_taken(it: TestPortal) {
        let who = asha(&it).await;
        rebind::ask(&it.portal, who.patient, &phone(NEW)).await.unwrap();
        let left = leave(&it, &who, NEW).await;
        let taken = take(&it, &who, left).await;
        number::new::answer(&it.portal, &who, taken, &it.code_of(taken)).await.unwrap();
        assert_eq!(it.events(Event::RebindStopped).await, 1);
        assert_eq!(told(&it, NEW, "not get the codes").await, 0, "it gets them now");
        assert_eq!(told(&it, NEW, "is a new one").await, 1);
    }

    async fn anothers_first_code_is_not_answered_in_the_same_session(it: TestPortal) {
        let who = asha(&it).await;
        let ravi = activation::arrive(&it, &crate::people::RAVI).await;
        number::old::ask(&it.portal, &who, &phone(NEW)).await.unwrap();
        let left = number::old::pending(&it.portal, &who).await.unwrap().unwrap().id;
        let other = Principal { patient: ravi, ..who };
        let answered = number::old::answer(&it.portal, &other, left, &it.code_of(left)).await;
        refused!(answered, Refusal::Wrong(portal::domain::challenge::Wrong::Purpose));
    }
}
