//! Guessing at a password: no limit tells a right one from a wrong one, and none shuts its owner out elsewhere.

use crate::{
    flow::Flow,
    people::{ASHA, NOBODY, PASSWORD, RAVI, browser, minutes, seconds},
};
use portal::{
    Hasher, Refusal, Rules,
    domain::{
        audit::Event,
        sending::{AddressLimits, NumberLimits},
    },
    hasher::Cost,
    sign_in,
};
use std::sync::Arc;
use testkit::{Person, TestPortal, caller, on_both};
use tokio::task::JoinSet;

on_both! {
    async fn after_five_wrong_ones_the_right_one_is_limited_too(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        for (number, identifier) in [(1, ASHA.number), (2, ASHA.phone), (3, NOBODY.number)] {
            let until = it.now().after(minutes(60));
            for _ in 0..5 {
                it.pass(seconds(1));
                begin(&it, number, identifier, "wrong password").await.unwrap();
            }
            for password in ["wrong password", PASSWORD] {
                let (begun, noted) = it.noted(begin(&it, number, identifier, password)).await;
                refused!(begun, Refusal::Limited(told) if told == until.after(seconds(1)));
                assert!(noted.is_empty(), "whoever is limited fills no table");
            }
        }
        assert_eq!(it.texts(ASHA.phone).await, 0);
        // Whoever is elsewhere, or knows them by another name, is not shut out by that.
        begin(&it, 4, ASHA.number, PASSWORD).await.unwrap();
        begin(&it, 1, ASHA.phone, PASSWORD).await.unwrap();
        assert_eq!(it.texts(ASHA.phone).await, 2);
    }

    async fn a_pause_that_a_stranger_earns_is_the_strangers(it: TestPortal) {
        let [sign_in, open] = Flow::both(&it).await;
        for _ in 0..3 {
            it.pass(minutes(1));
            begin(&it, 66, ASHA.number, "wrong password").await.unwrap();
            let stranger = sign_in.in_browser(browser(66));
            let challenge = stranger.pending(&it).await.unwrap().id;
            stranger.exhaust(&it, challenge).await;
        }
        for password in ["wrong password", PASSWORD] {
            refused!(begin(&it, 66, ASHA.number, password).await, Refusal::Paused(_));
        }
        for flow in [sign_in, open] {
            let challenge = flow.begun(&it).await;
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
        }
    }

    async fn asking_counts_where_nothing_can_be_sent(it: TestPortal) {
        it.enrol(&Person { phone: "+12025550123", ..RAVI }, PASSWORD).await;
        for _ in 0..5 {
            it.pass(seconds(1));
            let begun = begin(&it, 1, RAVI.number, PASSWORD).await;
            refused!(begun, Refusal::NumberNotServed);
        }
        for password in ["wrong password", PASSWORD] {
            refused!(begin(&it, 1, RAVI.number, password).await, Refusal::Limited(_));
        }
        assert_eq!(it.events(Event::CodeRefused).await, 1, "once an hour");
    }

    async fn a_flood_from_one_network_keeps_no_other_out(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        let hasher = Hasher::new(Cost::LEAST, 1, &*it.chance).unwrap();
        let node = it.node_with(without_limits(), hasher).await;
        let it = Arc::new(it);
        let mut flood = JoinSet::new();
        for n in 0..60 {
            let node = node.clone();
            flood.spawn(async move {
                let stranger = caller(1000 + n, "203.0.113.66");
                sign_in::begin(&node, &stranger, &format!("MED-77{n}"), PASSWORD).await
            });
        }
        tokio::task::yield_now().await;
        sign_in::begin(&node, &browser(1), ASHA.number, PASSWORD).await.unwrap();
        let flood = flood.join_all().await;
        let busy = flood.iter().filter(|it| matches!(it, Err(Refusal::Busy))).count();
        assert!((1..=44).contains(&busy), "{busy} of 60 were told to come back");
        assert_eq!(it.texts(ASHA.phone).await, 1);
    }
}

async fn begin(
    it: &TestPortal,
    number: u8,
    identifier: &str,
    password: &str,
) -> Result<(), Refusal> {
    sign_in::begin(&it.portal, &browser(number), identifier, password).await
}

fn without_limits() -> Rules {
    let most = u32::MAX;
    Rules {
        number: NumberLimits { unverified_hour: most, hour: most, day: most },
        address: AddressLimits { unverified_hour: most, hour: most },
        ..Rules::default()
    }
}
