//! The old phone is heard as long as a number waits, and what is sent for that has bounds of its own.

use crate::{
    activation::{ASHA, BORN, arrive, born},
    number::{NEW, asha, number_of, phone, told},
    people::{PASSWORD, browser, minutes, seconds},
};
use portal::{
    Caller, Principal, Rules, audit,
    challenge::resend,
    domain::{
        alarm::Alarm, audit::Event, id::ChallengeId, identifier::Identifier, pause::FAILURES,
    },
    forgotten, rebind, sign_in,
    watch::{self, raised},
};
use std::time::Duration;
use store::number_hold;
use testkit::{Person, TestPortal, caller, on_both};

/// Somebody with a number that begins as Asha's does.
const MEENA: Person = Person { name: "Meena Iyer", number: "MED-1003", phone: "+919000000002" };
const DAY: Duration = Duration::from_hours(24);

/// A browser in a wide network of its own.
fn far(n: u8) -> Caller {
    caller(1_000 + u128::from(n), &format!("198.18.{n}.1"))
}

async fn stop(it: &TestPortal, caller: &Caller) -> ChallengeId {
    it.pass(seconds(1));
    let number = Identifier::number(ASHA.number).unwrap();
    rebind::stop::begin(&it.portal, caller, &number, &born(it, BORN)).await.unwrap();
    it.deliver().await;
    rebind::stop::pending(&it.portal, caller).await.unwrap().unwrap().id
}

async fn stop_texts(it: &TestPortal) -> usize {
    told(it, ASHA.phone, "to stop a new phone number").await
}

/// Asha, for whom a number waits.
async fn with_a_number_that_waits(it: &TestPortal) -> Principal {
    let who = asha(it).await;
    rebind::ask(&it.portal, who.patient, &phone(NEW)).await.unwrap();
    who
}

/// How long the number waits in all, in milliseconds.
async fn due(it: &TestPortal, who: &Principal) -> u128 {
    let mut tx = it.db.read().await.unwrap();
    let hold = number_hold::waiting(&mut tx, who.patient).await.unwrap().unwrap();
    hold.asked_at.until(hold.due_at).as_millis()
}

/// All that can be sent to stop it, from networks far apart.
async fn use_up(it: &TestPortal) {
    for n in 0..10 {
        for _ in 0..3 {
            stop(it, &far(n)).await;
        }
    }
}

on_both! {
    async fn what_is_sent_to_stop_a_number_is_bounded_and_uses_up_nothing_else(it: TestPortal) {
        let who = with_a_number_that_waits(&it).await;
        let meena = arrive(&it, &MEENA).await;
        it.set_password(meena, PASSWORD).await;
        for n in 0..60 {
            for _ in 0..3 {
                let challenge = stop(&it, &far(n)).await;
                for _ in 0..5 {
                    let wrong = it.wrong_code_of(challenge);
                    rebind::stop::answer(&it.portal, &far(n), challenge, &wrong).await.unwrap_err();
                }
            }
        }
        assert_eq!(stop_texts(&it).await, 30);
        let narrow = it.node(Rules { prefix_floor: 5, country_floor: 5, day_floor: 5, ..Rules::default() }).await;
        sign_in::begin(&narrow, &browser(3), MEENA.number, PASSWORD).await.unwrap();
        it.deliver().await;
        assert_eq!(it.texts(MEENA.phone).await, 1);
        it.sign_in(browser(2), &ASHA, PASSWORD).await;
        let mut tx = it.db.read().await.unwrap();
        assert_eq!(store::claim::failures(&mut tx, who.patient).await.unwrap(), 0);
        drop(tx);
        let number = Identifier::number(ASHA.number).unwrap();
        forgotten::begin(&it.portal, &browser(4), &[number], &born(&it, BORN)).await.unwrap();
        it.deliver().await;
        let forgotten = forgotten::pending(&it.portal, &browser(4)).await.unwrap().unwrap().id;
        let code = it.code_of(forgotten);
        forgotten::answer(&it.portal, &browser(4), forgotten, &code).await.unwrap();
    }

    async fn a_wide_network_has_a_part_of_it(it: TestPortal) {
        with_a_number_that_waits(&it).await;
        for n in 0..3 {
            for _ in 0..3 {
                stop(&it, &browser(20 + n)).await;
            }
        }
        assert_eq!(stop_texts(&it).await, 6, "the third network is in the same wide one");
        let challenge = stop(&it, &far(1)).await;
        let code = it.code_of(challenge);
        assert!(rebind::stop::answer(&it.portal, &far(1), challenge, &code).await.unwrap());
    }

    async fn a_code_that_is_sent_again_is_counted_too(it: TestPortal) {
        with_a_number_that_waits(&it).await;
        for n in 0..2 {
            let challenge = stop(&it, &browser(20 + n)).await;
            for _ in 0..2 {
                it.pass(seconds(31));
                resend(&it.portal, &browser(20 + n), challenge).await.unwrap();
            }
        }
        stop(&it, &browser(30)).await;
        assert_eq!(stop_texts(&it).await, 6);
    }

    async fn while_anybody_is_refused_the_number_waits_on_so_that_its_owner_is_heard(it: TestPortal) {
        let who = with_a_number_that_waits(&it).await;
        it.pass(minutes(23 * 60));
        use_up(&it).await;
        stop(&it, &browser(30)).await;
        assert_eq!(stop_texts(&it).await, 30, "one more is refused");
        let due = rebind::waiting(&it.portal, who.patient).await.unwrap().unwrap().due_at;
        assert!(it.now().after(DAY + minutes(23 * 60)) < due, "a day more than it takes to be heard again");
        it.pass(DAY);
        assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 0);
        let challenge = stop(&it, &browser(30)).await;
        let code = it.code_of(challenge);
        assert!(rebind::stop::answer(&it.portal, &browser(30), challenge, &code).await.unwrap());
        it.pass(DAY);
        assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 0);
        assert_eq!(number_of(&it, who.patient).await, ASHA.phone);
    }

    async fn who_shares_the_network_of_others_is_waited_for_and_staff_are_told_once(it: TestPortal) {
        let who = with_a_number_that_waits(&it).await;
        for _ in 0..3 {
            stop(&it, &browser(20)).await;
        }
        assert_eq!(due(&it, &who).await, rebind::HOLD.as_millis());
        it.pass(minutes(61));
        stop(&it, &browser(20)).await;
        assert_eq!(stop_texts(&it).await, 3);
        assert!(rebind::HOLD.as_millis() < due(&it, &who).await);
        for _ in 0..2 {
            watch::count(&it.portal).await.unwrap();
            let [alarm] = raised(&it.portal).try_into().unwrap();
            assert_eq!(alarm.alarm, Alarm::NumberPutOff);
            let line = audit::show(&it.portal, alarm.about.parse().unwrap()).await.unwrap();
            let line = (line.event, line.number.as_deref());
            assert_eq!(line, (Event::RebindPutOff, Some(ASHA.number)));
            it.pass(minutes(61));
            stop(&it, &browser(20)).await;
        }
        assert_eq!(it.events(Event::RebindPutOff).await, 1);
        assert!(rebind::stop::by_clinic(&it.portal, who.patient).await.unwrap());
        watch::count(&it.portal).await.unwrap();
        assert_eq!(raised(&it.portal), []);
    }

    async fn what_others_asked_in_vain_before_keeps_no_owner_from_being_waited_for(it: TestPortal) {
        let who = with_a_number_that_waits(&it).await;
        let number = Identifier::number(ASHA.number).unwrap();
        let wrong = born(&it, "1950-01-01");
        for _ in 0..10 {
            rebind::stop::begin(&it.portal, &browser(20), &number, &wrong).await.unwrap();
            it.pass(minutes(60));
        }
        it.pass(minutes(13 * 60 + 30));
        assert_eq!(due(&it, &who).await, rebind::HOLD.as_millis(), "nobody was refused");
        stop(&it, &browser(20)).await;
        it.pass(minutes(60));
        assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 0);
    }

    async fn what_was_asked_before_a_number_waited_counts_for_none(it: TestPortal) {
        let who = with_a_number_that_waits(&it).await;
        for _ in 0..2 {
            stop(&it, &browser(20)).await;
        }
        assert!(rebind::stop::by_clinic(&it.portal, who.patient).await.unwrap());
        it.pass(minutes(61));
        rebind::ask(&it.portal, who.patient, &phone(NEW)).await.unwrap();
        for _ in 0..2 {
            stop(&it, &browser(20)).await;
        }
        assert_eq!(stop_texts(&it).await, 4);
        assert_eq!(due(&it, &who).await, rebind::HOLD.as_millis());
    }

    async fn a_number_waits_for_three_days_at_the_most(it: TestPortal) {
        let who = with_a_number_that_waits(&it).await;
        for day in 0..3 {
            assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 0, "day {day}");
            for _ in 0..3 {
                stop(&it, &far(day)).await;
            }
            it.pass(minutes(61));
            stop(&it, &far(day)).await;
            it.pass(minutes(24 * 60 - 62));
        }
        assert_eq!(due(&it, &who).await, rebind::LONGEST.as_millis());
        it.pass(minutes(3));
        assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 1);
        assert_eq!(number_of(&it, who.patient).await, NEW);
    }

    async fn many_wrong_claims_stop_nobody_who_is_heard(it: TestPortal) {
        let who = with_a_number_that_waits(&it).await;
        let mut tx = it.db.begin().await.unwrap();
        for _ in 0..FAILURES {
            store::claim::fail(&mut tx, who.patient).await.unwrap();
        }
        tx.commit().await.unwrap();
        let challenge = stop(&it, &browser(20)).await;
        let code = it.code_of(challenge);
        assert!(rebind::stop::answer(&it.portal, &browser(20), challenge, &code).await.unwrap());
    }
}
