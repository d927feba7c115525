//! How often codes are sent: to a number, at the wish of an address, and to a dialling prefix.

use crate::{
    clinic::{asked, elsewhere, open, report_of, signed_in},
    guardians::acting,
    people::{ASHA, PASSWORD, RAVI, browser, minutes, seconds},
};
use portal::{
    Portal, Principal, Refusal, Rules,
    domain::{Millis, id::RecordId, pause::FAILURES, sending::AddressLimits},
    reports, settings, sign_in,
};
use testkit::{Person, TestPortal, caller, on_both};

on_both! {
    async fn five_codes_that_nobody_answers_are_sent_to_a_number_in_an_hour(it: TestPortal) {
        let (asha, report) = asha(&it).await;
        let first = it.now();
        for number in 1..=5 {
            asked(&it, &elsewhere(&asha, browser(number)), report).await;
            it.deliver().await;
            it.pass(minutes(1));
        }
        let until = first.after(minutes(60));
        for (number, at) in [(6, it.now()), (7, Millis(until.0 - 1))] {
            it.clock.set(at);
            let asha = elsewhere(&asha, browser(number));
            let (asking, noted) = it.noted(reports::ask(&it.portal, &asha, report)).await;
            refused!(asking, Refusal::Limited(told) if told == until);
            assert_eq!(noted, ["code-refused"]);
        }
        assert_eq!(it.texts(ASHA.phone).await, 5);
        it.clock.set(until);
        reports::ask(&it.portal, &asha, report).await.unwrap();
        assert_eq!(it.texts(ASHA.phone).await, 6);
    }

    async fn the_log_tells_once_that_no_code_is_sent_until_a_moment(it: TestPortal) {
        let (asha, report) = asha(&it).await;
        for _ in 0..2 {
            for _ in 0..5 {
                asked(&it, &asha, report).await;
                it.pass(seconds(1));
            }
            let ((), noted) = it.noted(async {
                for _ in 0..20 {
                    it.pass(seconds(1));
                    refused!(reports::ask(&it.portal, &asha, report).await, Refusal::Limited(_));
                }
            }).await;
            assert_eq!(noted, ["code-refused"]);
            it.pass(minutes(60));
        }
    }

    async fn the_log_tells_once_an_hour_that_staff_must_help(it: TestPortal) {
        let (asha, report) = asha(&it).await;
        it.set_password(asha.patient, PASSWORD).await;
        let mut tx = it.db.begin().await.unwrap();
        for _ in 0..FAILURES {
            store::credential::fail(&mut tx, asha.patient).await.unwrap();
        }
        tx.commit().await.unwrap();
        for _ in 0..2 {
            let ((), noted) = it.noted(async {
                for _ in 0..20 {
                    it.pass(seconds(1));
                    refused!(reports::ask(&it.portal, &asha, report).await, Refusal::NeedsStaff);
                }
            }).await;
            assert_eq!(noted, ["code-refused"]);
            it.pass(minutes(60));
        }
    }

    async fn the_log_tells_once_an_hour_of_anothers_record_and_never_of_none(it: TestPortal) {
        let (asha, _) = asha(&it).await;
        let ravi = signed_in(&it, &RAVI, &["2025-01-01"]).await;
        let foreign = report_of(&it, &ravi).await;
        for expected in [&["record-refused"][..], &[], &["record-refused"]] {
            let nowhere = RecordId::fresh(it.now(), it.portal.chance());
            let ((), noted) = it.noted(async {
                for id in [foreign, nowhere, foreign] {
                    refused!(reports::glance(&it.portal, &asha, id).await, Refusal::NotFound);
                }
            }).await;
            assert_eq!(noted, expected);
            it.pass(minutes(if expected.is_empty() { 31 } else { 30 }));
        }
    }

    async fn codes_that_are_answered_count_twenty_an_hour_and_thirty_a_day(it: TestPortal) {
        let (asha, report) = asha(&it).await;
        let first = it.now();
        for hour in 0..2 {
            let begins = it.now();
            for _ in 0..if hour == 0 { 20 } else { 10 } {
                open(&it, &asha, report).await;
                it.pass(minutes(1));
            }
            let until =
                if hour == 0 { begins.after(minutes(60)) } else { first.after(minutes(1440)) };
            let asking = reports::ask(&it.portal, &asha, report).await;
            refused!(asking, Refusal::Limited(told) if told == until);
            it.clock.set(begins.after(minutes(120)));
        }
        it.clock.set(first.after(minutes(1440)));
        reports::ask(&it.portal, &asha, report).await.unwrap();
    }

    async fn ten_codes_that_nobody_answers_are_sent_for_an_address_in_an_hour(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        let first = it.now();
        let neighbours = ["2001:db8:1:2::a", "2001:db8:1:2:ffff::b"];
        for n in 0..10_u8 {
            let browser = caller(n.into(), neighbours[usize::from(n % 2)]);
            let stranger = format!("MED-77{n}");
            sign_in::begin(&it.portal, &browser, &stranger, PASSWORD).await.unwrap();
            it.pass(seconds(1));
        }
        let until = first.after(minutes(60));
        let near = caller(50, "2001:db8:1:2::c");
        for identifier in [ASHA.number, "MED-8888"] {
            let begun = sign_in::begin(&it.portal, &near, identifier, PASSWORD).await;
            refused!(begun, Refusal::Limited(told) if told == until);
        }
        let far = caller(51, "2001:db8:1:3::a");
        sign_in::begin(&it.portal, &far, ASHA.number, PASSWORD).await.unwrap();
        it.clock.set(until);
        sign_in::begin(&it.portal, &near, ASHA.number, PASSWORD).await.unwrap();
    }

    async fn sixty_codes_are_sent_for_an_address_in_an_hour(it: TestPortal) {
        let people = [ASHA, RAVI, Person { number: "MED-1004", phone: "9444400004", ..ASHA }];
        let mut patients = Vec::new();
        for person in &people {
            let who = signed_in(&it, person, &["2025-06-01"]).await;
            patients.push((who, report_of(&it, &who).await));
        }
        let first = it.now();
        for _ in 0..20 {
            for (who, report) in &patients {
                open(&it, who, *report).await;
                it.pass(seconds(1));
            }
        }
        let until = first.after(minutes(60));
        let fourth = Person { number: "MED-1005", phone: "9555500005", ..ASHA };
        let fourth = signed_in(&it, &fourth, &["2025-06-01"]).await;
        let report = report_of(&it, &fourth).await;
        let asking = reports::ask(&it.portal, &fourth, report).await;
        refused!(asking, Refusal::Limited(told) if told == until);
        reports::ask(&it.portal, &elsewhere(&fourth, browser(2)), report).await.unwrap();
    }

    async fn a_prefix_has_a_budget_that_follows_its_verified_history(it: TestPortal) {
        let node = it.node(Rules { prefix_floor: 2, ..Rules::default() }).await;
        let (asha, report) = asha(&it).await;
        let neighbour = Person { number: "MED-1006", phone: "+919000000006", ..ASHA };
        let neighbour = signed_in(&it, &neighbour, &["2025-06-01"]).await;
        let neighbours = report_of(&it, &neighbour).await;
        let ravi = signed_in(&it, &RAVI, &["2025-06-01"]).await;
        let ravis = report_of(&it, &ravi).await;

        let first = it.now().after(seconds(1));
        ask(&it, &node, &asha, report).await.unwrap();
        ask(&it, &node, &neighbour, neighbours).await.unwrap();
        let third = ask(&it, &node, &neighbour, neighbours).await;
        refused!(third, Refusal::Limited(told) if told == first.after(minutes(1440)));
        ask(&it, &node, &ravi, ravis).await.unwrap();

        // Nine answered in a week make three times nine in seven days, rounded up: four a day.
        it.clock.set(first.after(minutes(1440)));
        for _ in 0..9 {
            open(&it, &asha, report).await;
            it.pass(minutes(1));
        }
        it.pass(minutes(1440));
        for _ in 0..2 {
            ask(&it, &node, &asha, report).await.unwrap();
            ask(&it, &node, &neighbour, neighbours).await.unwrap();
        }
        refused!(ask(&it, &node, &asha, report).await, Refusal::Limited(_));
    }

    async fn no_code_is_sent_to_a_country_that_is_not_served(it: TestPortal) {
        let abroad = Person { phone: "+12025550123", ..RAVI };
        let ravi = signed_in(&it, &abroad, &["2025-06-01"]).await;
        let report = report_of(&it, &ravi).await;
        let (asking, noted) = it.noted(reports::ask(&it.portal, &ravi, report)).await;
        refused!(asking, Refusal::NumberNotServed);
        assert_eq!(noted, ["code-refused"]);
        assert_eq!(reports::glance(&it.portal, &ravi, report).await.unwrap().tail, None);

        let countries = vec!["91".to_owned(), "1".to_owned()];
        let node = it.node(Rules { countries, ..Rules::default() }).await;
        reports::ask(&node, &ravi, report).await.unwrap();
        assert_eq!(it.texts(abroad.phone).await, 1);
    }

    async fn the_limits_are_those_that_the_clinic_configured(it: TestPortal) {
        let (asha, report) = asha(&it).await;
        let address = AddressLimits { unverified_hour: 1, ..AddressLimits::default() };
        let node = it.node(Rules { address, ..Rules::default() }).await;
        reports::ask(&node, &asha, report).await.unwrap();
        refused!(reports::ask(&node, &asha, report).await, Refusal::Limited(_));
        reports::ask(&node, &elsewhere(&asha, browser(2)), report).await.unwrap();
    }

    async fn each_patients_history_says_that_no_code_was_sent(it: TestPortal) {
        let (asha, dev) = acting(&it).await;
        let caller = portal::Caller { acting: None, ..dev.caller };
        let own = Principal { caller, ..asha };
        let report = report_of(&it, &dev).await;
        for _ in 0..5 {
            settings::ask(&it.portal, &own).await.unwrap();
            it.pass(minutes(1));
        }
        for expected in [&["code-refused"][..], &[]] {
            let (asking, noted) = it.noted(settings::ask(&it.portal, &own)).await;
            refused!(asking, Refusal::Limited(_));
            assert_eq!(noted, expected);
            let (asking, noted) = it.noted(reports::ask(&it.portal, &dev, report)).await;
            refused!(asking, Refusal::Limited(_));
            assert_eq!(noted, expected);
        }
    }
}

async fn asha(it: &TestPortal) -> (Principal, RecordId) {
    let asha = signed_in(it, &ASHA, &["2025-06-01"]).await;
    (asha, report_of(it, &asha).await)
}

/// Asks for a code from an address that nobody used before.
async fn ask(
    it: &TestPortal,
    node: &Portal,
    who: &Principal,
    report: RecordId,
) -> Result<(), Refusal> {
    it.pass(seconds(1));
    let fresh = format!("198.51.100.{}", it.now().0 / 1000 % 250);
    reports::ask(node, &elsewhere(who, caller(99, &fresh)), report).await
}
