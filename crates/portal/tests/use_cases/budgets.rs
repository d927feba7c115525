//! Bombing a number and pumping a prefix: the budgets of the day, and what they tell.

use crate::{
    clinic::{elsewhere, open, report_of, signed_in},
    people::{ASHA, PASSWORD, RAVI, minutes, seconds},
};
use portal::{
    Portal, Principal, Refusal, Rules,
    domain::{Millis, id::RecordId},
    reports, sign_in, watch,
};
use testkit::{Person, TestPortal, caller, on_both};

const ABROAD: Person = Person { name: "Sita Rai", number: "MED-2001", phone: "+9779800000001" };

on_both! {
    async fn a_number_is_bombed_from_many_networks_and_gets_five_texts(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        for n in 0..40 {
            it.pass(seconds(1));
            let network = caller(n, &format!("203.0.113.{n}"));
            sign_in::begin(&it.portal, &network, ASHA.number, PASSWORD).await.unwrap();
            it.deliver().await;
        }
        assert_eq!(it.texts(ASHA.phone).await, 5);
    }

    async fn a_prefix_that_is_pumped_gets_its_budget_and_no_more(it: TestPortal) {
        let node = it.node(Rules { prefix_floor: 3, ..Rules::default() }).await;
        let numbers: [&str; 3] = ["+919333300001", "+919333300002", "+919333300003"];
        let names: [&str; 3] = ["MED-3001", "MED-3002", "MED-3003"];
        for (number, phone) in names.into_iter().zip(numbers) {
            it.enrol(&Person { number, phone, ..ASHA }, PASSWORD).await;
        }
        for n in 0..12_u8 {
            it.pass(seconds(1));
            let network = caller(n.into(), &format!("203.0.113.{n}"));
            let number = names[usize::from(n % 3)];
            sign_in::begin(&node, &network, number, PASSWORD).await.unwrap();
            it.deliver().await;
        }
        let mut texts = 0;
        for phone in numbers {
            texts += it.texts(phone).await;
        }
        assert_eq!(texts, 3);
    }

    async fn a_country_has_a_budget_that_leaves_the_others_alone(it: TestPortal) {
        let countries = vec!["91".to_owned(), "977".to_owned()];
        let rules = Rules { country_floor: 2, countries, ..Rules::default() };
        let (asha, ashas) = person(&it, &ASHA).await;
        let (ravi, ravis) = person(&it, &RAVI).await;
        let node = it.node(rules).await;
        let first = it.now().after(seconds(1));
        ask(&it, &node, &asha, ashas).await.unwrap();
        ask(&it, &node, &ravi, ravis).await.unwrap();
        let third = ask(&it, &node, &asha, ashas).await;
        refused!(third, Refusal::Limited(told) if told == first.after(minutes(1440)));
        it.enrol(&ABROAD, PASSWORD).await;
        let network = caller(7, "203.0.113.7");
        sign_in::begin(&node, &network, ABROAD.number, PASSWORD).await.unwrap();
        assert_eq!(it.texts(ABROAD.phone).await, 1);
        it.clock.set(first.after(minutes(1440)));
        ask(&it, &node, &asha, ashas).await.unwrap();
    }

    async fn the_day_has_a_budget_that_follows_the_history(it: TestPortal) {
        let node = it.node(Rules { day_floor: 2, ..Rules::default() }).await;
        let (asha, ashas) = person(&it, &ASHA).await;
        let (ravi, ravis) = person(&it, &RAVI).await;
        let first = it.now().after(seconds(1));
        ask(&it, &node, &asha, ashas).await.unwrap();
        ask(&it, &node, &ravi, ravis).await.unwrap();
        let third = ask(&it, &node, &ravi, ravis).await;
        refused!(third, Refusal::Limited(told) if told == first.after(minutes(1440)));

        // Fourteen answered in a week make six a day, whether they are counted one by one or by the hour.
        it.clock.set(first.after(minutes(1441)));
        for _ in 0..14 {
            open(&it, &asha, ashas).await;
            it.pass(minutes(1));
        }
        for counted in [false, true] {
            it.pass(minutes(1441));
            if counted {
                watch::count(&it.portal).await.unwrap();
            }
            for _ in 0..3 {
                ask(&it, &node, &asha, ashas).await.unwrap();
                ask(&it, &node, &ravi, ravis).await.unwrap();
            }
            refused!(ask(&it, &node, &ravi, ravis).await, Refusal::Limited(_));
        }
    }

    async fn a_budget_that_is_spent_tells_no_right_password_from_a_wrong_one(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        it.enrol(&RAVI, PASSWORD).await;
        let none = Rules { prefix_floor: 1, ..Rules::default() };
        let node = it.node(none).await;
        begin(&it, &node, 1, PASSWORD).await.unwrap();
        assert_eq!(it.texts(ASHA.phone).await, 1);
        for (n, password) in [(2, PASSWORD), (3, "wrong password")] {
            begin(&it, &node, n, password).await.unwrap();
            let pending = sign_in::pending(&node, &network(n)).await.unwrap().unwrap();
            it.pass(seconds(30));
            portal::challenge::resend(&node, &network(n), pending.id).await.unwrap();
        }
        assert_eq!(it.texts(ASHA.phone).await, 1);

        // What holds for everybody can be told to everybody.
        let rules = [
            Rules { day_floor: 1, ..Rules::default() },
            Rules { country_floor: 1, ..Rules::default() },
        ];
        for rules in rules {
            let node = it.node(rules).await;
            let mut told = Vec::new();
            for (n, password) in [(4, PASSWORD), (5, "wrong password")] {
                match sign_in::begin(&node, &network(n), ASHA.number, password).await {
                    Err(Refusal::Limited(until)) => told.push(until),
                    other => panic!("{other:?}"),
                }
            }
            assert_eq!(told[0], told[1]);
        }
    }
}

fn network(n: u8) -> portal::Caller {
    caller(n.into(), &format!("203.0.113.{n}"))
}

async fn begin(it: &TestPortal, node: &Portal, n: u8, password: &str) -> Result<(), Refusal> {
    it.pass(seconds(1));
    sign_in::begin(node, &network(n), ASHA.number, password).await
}

async fn person(it: &TestPortal, person: &Person) -> (Principal, RecordId) {
    let who = signed_in(it, person, &["2025-06-01"]).await;
    let report = report_of(it, &who).await;
    (who, report)
}

/// Asks for a code from an address that nobody used before.
async fn ask(
    it: &TestPortal,
    node: &Portal,
    who: &Principal,
    report: RecordId,
) -> Result<(), Refusal> {
    it.pass(seconds(1));
    let Millis(now) = it.now();
    let fresh = format!("198.51.100.{}", now / 1000 % 250);
    reports::ask(node, &elsewhere(who, caller(99, &fresh)), report).await
}
