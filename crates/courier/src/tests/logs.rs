//! What the courier logs.

use super::{carriers::Told, desk::Desk, lines::Lines};
use crate::{Circuits, Fate, Of, Receipt, Sending, Why};
use domain::{Millis, challenge::Channel};
use std::time::Duration;
use store::{attempt::Share, testing::fresh_sqlite};

#[tokio::test]
async fn log_lines_have_ids_and_neither_code_nor_number() {
    let desk = Desk::on(fresh_sqlite().await).await;
    let lines = Lines::listening();
    let carrier =
        Told::to([Sending::Retry(Why::says("busy")), Sending::Never(Why::says("barred"))]);
    let courier = desk.courier(carrier.clone());
    let (challenge, ids) = desk.open().await;
    courier.tick(Channel::Sms).await.unwrap();
    desk.pass(Duration::from_secs(2));
    courier.tick(Channel::Sms).await.unwrap();
    desk.pass(Duration::from_secs(15));
    courier.tick(Channel::Voice).await.unwrap();
    let reference = Told::reference(carrier.asked().last().unwrap());
    let of = Of::Reference(reference);
    let receipt = Receipt { carrier: "told".into(), of, fate: Fate::Delivered, at: desk.now() };
    courier.receipt(&receipt).await.unwrap();

    for expected in [&ids[0].to_string(), &ids[1].to_string(), "busy", "barred"] {
        lines.have(expected);
    }
    let digits = desk.digits(challenge.id);
    let spelled = digits.chars().map(String::from).collect::<Vec<_>>().join(", ");
    lines.hide(&[&digits, &spelled, "9000000001"]);
}

#[test]
fn what_becomes_of_a_carrier_is_an_event_of_a_fixed_name() {
    let lines = Lines::listening();
    let told = || -> Vec<String> {
        let text = lines.text();
        let events = text.lines().filter_map(|line| line.split_once("event=\""));
        events.map(|(_, event)| event.to_owned()).collect()
    };
    let circuits = Circuits::default();
    let is_told = |count: usize, event: &str| {
        let told = told();
        let fields = format!("{event}\" carrier=\"a\" channel=\"sms\"");
        let newest = told.last().is_some_and(|line| line.starts_with(&fields));
        assert!(told.len() == count && newest, "{event}: {told:?}");
    };
    for _ in 0..4 {
        circuits.note("a", Channel::Sms, false, Millis(0));
    }
    assert_eq!(told(), Vec::<String>::new());
    circuits.note("a", Channel::Sms, false, Millis(0));
    is_told(1, "circuit-opened");
    circuits.note("a", Channel::Sms, true, Millis(1));
    is_told(2, "circuit-closed");
    let poor = Share { carrier: "a".into(), channel: Channel::Sms, accepted: 20, delivered: 0 };
    for _ in 0..2 {
        circuits.weigh(std::slice::from_ref(&poor));
        is_told(3, "carrier-demoted");
    }
    circuits.weigh(&[]);
    is_told(4, "carrier-restored");
}
