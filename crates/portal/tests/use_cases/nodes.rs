//! Two nodes on one database, asked at once.

use crate::{
    clinic::{elsewhere, report_of, reports_of, signed_in},
    people::ASHA,
};
use portal::{
    Portal, Principal, Refusal, Rules,
    domain::{audit::Event, id::RecordId, sending::AddressLimits},
    reports,
};
use std::sync::Arc;
use testkit::{Person, TestPortal, caller, on_both};
use tokio::{sync::Barrier, task::JoinSet};

const CROWD: usize = 20;

on_both! {
    async fn they_send_five_codes_to_a_number_together(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        let wishes = (0..CROWD).map(|n| (elsewhere(&asha, alone(n)), report)).collect();
        assert_eq!(sent(&it, Rules::default(), wishes).await, 5);
        assert_eq!(it.texts(ASHA.phone).await, 5);
    }

    async fn they_send_seven_codes_for_an_address_together(it: TestPortal) {
        let mut wishes = Vec::new();
        for (n, (who, report)) in patients(&it, far_apart).await.into_iter().enumerate() {
            wishes.push((elsewhere(&who, caller(number(n), "2001:db8::1")), report));
        }
        let address = AddressLimits { unverified_hour: 7, ..AddressLimits::default() };
        assert_eq!(sent(&it, Rules { address, ..Rules::default() }, wishes).await, 7);
    }

    async fn they_keep_to_the_budget_of_a_prefix_together(it: TestPortal) {
        let wishes = patients(&it, neighbours).await;
        assert_eq!(sent(&it, Rules { prefix_floor: 6, ..Rules::default() }, wishes).await, 6);
    }

    async fn they_keep_to_the_budget_of_a_country_together(it: TestPortal) {
        let wishes = patients(&it, far_apart).await;
        assert_eq!(sent(&it, Rules { country_floor: 6, ..Rules::default() }, wishes).await, 6);
    }

    async fn they_keep_to_the_budget_of_the_day_together(it: TestPortal) {
        let wishes = patients(&it, far_apart).await;
        assert_eq!(sent(&it, Rules { day_floor: 6, ..Rules::default() }, wishes).await, 6);
    }
}

/// Twenty patients with a report each, each at an address of their own.
async fn patients(it: &TestPortal, phone: fn(usize) -> String) -> Vec<(Principal, RecordId)> {
    let mut patients = Vec::new();
    for n in 0..CROWD {
        let who = elsewhere(&signed_in(it, &person(n, phone(n)), &["2025-06-01"]).await, alone(n));
        patients.push((who, reports_of(it, &who).await[0]));
    }
    patients
}

/// How many of these wishes for a code are granted, when two nodes are asked at once.
async fn sent(it: &TestPortal, rules: Rules, wishes: Vec<(Principal, RecordId)>) -> usize {
    let nodes = [it.node(rules.clone()).await, it.node(rules).await];
    let start = Arc::new(Barrier::new(CROWD));
    let mut crowd = JoinSet::new();
    for ((who, report), node) in wishes.into_iter().zip(nodes.iter().cycle().cloned()) {
        let start = Arc::clone(&start);
        crowd.spawn(async move {
            start.wait().await;
            ask(&node, &who, report).await
        });
    }
    let sent = crowd.join_all().await.into_iter().filter(|sent| *sent).count();
    let opened = it.events(Event::ChallengeOpened).await;
    let refused = it.events(Event::CodeRefused).await;
    assert_eq!(opened, sent as u64);
    // Once for each who asks.
    assert!((1..=(CROWD - sent) as u64).contains(&refused), "{refused}");
    sent
}

async fn ask(node: &Portal, who: &Principal, report: RecordId) -> bool {
    match reports::ask(node, who, report).await {
        Ok(()) => true,
        Err(Refusal::Limited(_)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

fn number(n: usize) -> u128 {
    u128::try_from(n).unwrap() + 1
}

/// A browser at an address of its own.
fn alone(n: usize) -> portal::Caller {
    caller(number(n), &format!("192.0.2.{n}"))
}

fn person(n: usize, phone: String) -> Person {
    Person { name: "Somebody", number: format!("N-{n:02}").leak(), phone: phone.leak() }
}

/// Numbers that share a dialling prefix.
fn neighbours(n: usize) -> String {
    format!("+9190000001{n:02}")
}

/// Numbers that share none.
fn far_apart(n: usize) -> String {
    format!("+919{n:02}0000001")
}
