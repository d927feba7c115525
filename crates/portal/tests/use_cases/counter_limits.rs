//! What pharmacies may have sent: beside what a patient may, and from budgets of their own.

use crate::{
    accounts::enrol,
    activation::{BORN, born},
    counter::{
        ASPIRIN, METFORMIN, ZOYA, asked, at_counter, hand_over, lata, let_in, number, open_shops,
        prescribed,
    },
    people::{ASHA, PASSWORD, browser, minutes, seconds},
};
use portal::{
    Portal, Principal, Rules, counter, domain::identifier::Identifier, forgotten, prescriptions,
    sign_in, watch,
};
use testkit::{Person, TestPortal, bundle, caller, on_both, prescription};

/// Asha's neighbour, whose number begins as hers.
const SITA: Person = Person { name: "Sita Rao", number: "MED-1020", phone: "+919000000020" };

/// Signs in as far as the code, from a network of its own.
async fn begin(it: &TestPortal, node: &Portal, n: u8, who: &Person) {
    it.pass(seconds(1));
    let network = caller(n.into(), &format!("203.0.113.{n}"));
    sign_in::begin(node, &network, who.number, PASSWORD).await.unwrap();
}

async fn claim(it: &TestPortal, n: u8) {
    it.pass(seconds(1));
    let network = caller(n.into(), &format!("203.0.113.{n}"));
    let readings = Identifier::readings(ASHA.number, "91").unwrap();
    forgotten::begin(&it.portal, &network, &readings, &born(it, BORN)).await.unwrap();
}

/// Asha, who has an account, and the number of her prescription.
async fn asha(it: &TestPortal) -> String {
    let patient = enrol(it, &ASHA).await;
    it.import(&bundle(&[prescription(("m1", 1, "active"), &ASHA, None, &METFORMIN)])).await;
    let asha = Principal { patient, caller: browser(1) };
    let [line] = prescriptions::list(&it.portal, &asha).await.unwrap().try_into().ok().unwrap();
    number(it, &asha, line.id).await
}

on_both! {
    async fn what_pharmacies_ask_for_keeps_nobody_from_signing_in(it: TestPortal) {
        open_shops(&it).await;
        let number = asha(&it).await;
        let (lata, zoya) = (lata(&it).await, at_counter(&it, ZOYA, browser(36)).await);
        let before = it.texts(ASHA.phone).await;
        for n in 0..6 {
            it.pass(seconds(1));
            asked(&it, if n % 2 == 0 { &lata } else { &zoya }, &number).await;
        }
        assert_eq!(it.texts(ASHA.phone).await, before + 4, "four that nobody answers in an hour");
        for n in 1..=6 {
            begin(&it, &it.portal, n, &ASHA).await;
        }
        assert_eq!(it.texts(ASHA.phone).await, before + 9, "and her own five");
        it.pass(minutes(61));
        claim(&it, 20).await;
        assert_eq!(it.texts(ASHA.phone).await, before + 10);
    }

    async fn a_pharmacy_takes_nothing_of_what_claims_have_but_they_share_its_part(it: TestPortal) {
        open_shops(&it).await;
        let number = asha(&it).await;
        let lata = lata(&it).await;
        let before = it.texts(ASHA.phone).await;
        for _ in 0..5 {
            it.pass(seconds(1));
            asked(&it, &lata, &number).await;
        }
        for n in 1..=4 {
            claim(&it, n).await;
        }
        assert_eq!(it.texts(ASHA.phone).await, before + 4 + 3);
        it.pass(minutes(61));
        for n in 5..=8 {
            claim(&it, n).await;
        }
        for _ in 0..3 {
            it.pass(seconds(1));
            asked(&it, &lata, &number).await;
        }
        assert_eq!(it.texts(ASHA.phone).await, before + 7 + 3 + 1, "strangers together have four");
    }

    async fn what_is_answered_at_counters_counts_twenty_a_day_beside_the_patients_thirty(
        it: TestPortal
    ) {
        open_shops(&it).await;
        let number = asha(&it).await;
        let lata = lata(&it).await;
        for n in 0..20 {
            it.pass(minutes(if n == 10 { 61 } else { 1 }));
            let look_up = let_in(&it, &lata, &number).await;
            if n == 0 {
                hand_over(&it, &lata, look_up, 1).await.unwrap();
            }
        }
        let before = it.texts(ASHA.phone).await;
        it.pass(minutes(61));
        asked(&it, &lata, &number).await;
        assert_eq!(it.texts(ASHA.phone).await, before);
        begin(&it, &it.portal, 1, &ASHA).await;
        assert_eq!(it.texts(ASHA.phone).await, before + 1);
    }

    async fn budgets_of_a_prefix_a_country_and_the_day_are_two(it: TestPortal) {
        open_shops(&it).await;
        let mut numbers = Vec::new();
        for (id, person) in [("a", &ASHA), ("b", &SITA)] {
            let request = prescription((id, 1, "active"), person, None, &ASPIRIN);
            let (who, ids) = prescribed(&it, person, &[request]).await;
            it.set_password(who.patient, PASSWORD).await;
            numbers.push(number(&it, &who, ids[0]).await);
        }
        let lata = lata(&it).await;
        for rules in [
            Rules { prefix_floor: 2, ..Rules::default() },
            Rules { country_floor: 4, ..Rules::default() },
            Rules { day_floor: 4, ..Rules::default() },
        ] {
            // What signing in took is over.
            it.pass(minutes(25 * 60));
            watch::count(&it.portal).await.unwrap();
            let lata = at_counter(&it, crate::counter::LATA, lata.caller).await;
            it.pass(minutes(25 * 60));
            let node = it.node(rules.clone()).await;
            let most = rules.prefix_floor.min(rules.country_floor).min(rules.day_floor);
            let texts = async || it.texts(ASHA.phone).await + it.texts(SITA.phone).await;
            let before = texts().await;
            for n in 0..6 {
                it.pass(seconds(1));
                let number = &numbers[n % 2];
                // Past the floor of a country or the day nobody at a counter is sent anything.
                drop(counter::ask(&node, &lata, number, None).await);
            }
            let at_counters = texts().await - before;
            assert_eq!(at_counters, usize::try_from(most).unwrap(), "{most}");
            begin(&it, &node, 1, &ASHA).await;
            begin(&it, &node, 2, &SITA).await;
            assert_eq!(texts().await, before + at_counters + 2, "{most}");
        }
    }
}
