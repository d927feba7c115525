//! Carriers that fail for a while, that take and do not deliver, and workers that die.

use super::{
    carriers::{Mute, Told},
    desk::Desk,
    on_both,
};
use crate::{Carrier, Circuit, Courier, Fate, Of, Receipt, Sending, Why, receipts};
use domain::challenge::Channel;
use std::{sync::Arc, time::Duration};
use store::attempt;

const BUSY: Sending = Sending::Retry(Why::says("busy"));

async fn a_carrier_that_fails_is_left_alone_and_probed_by_one_message(desk: &Desk) {
    let (one, two) = (Told::named("one", vec![BUSY; 5]), Told::named("two", []));
    let courier = desk.courier_of(vec![one.clone(), two.clone()], receipts().1);
    for _ in 0..8 {
        desk.open().await;
        courier.tick(Channel::Sms).await.unwrap();
        courier.tick(Channel::Sms).await.unwrap();
    }
    assert_eq!((one.asked().len(), two.asked().len()), (5, 8), "five, and no more");
    let standings = courier.standings();
    let of = |carrier| {
        let mut all = standings.iter().filter(|it| it.channel == Channel::Sms);
        all.find(|it| it.carrier == carrier).unwrap()
    };
    assert!(matches!(of("one").circuit, Circuit::Open { .. }), "{standings:?}");
    assert_eq!((of("one").since, of("one").rank), (Some(desk.now()), 0));
    assert_eq!((of("two").circuit.name(), of("two").since), ("closed", None));

    desk.pass(Duration::from_secs(2));
    for _ in 0..3 {
        desk.open().await;
    }
    courier.tick(Channel::Sms).await.unwrap();
    assert_eq!((one.asked().len(), two.asked().len()), (6, 10), "one of the three");
    assert_eq!(courier.standings()[0].circuit.name(), "closed");
    desk.open().await;
    courier.tick(Channel::Sms).await.unwrap();
    assert_eq!((one.asked().len(), two.asked().len()), (7, 10));
}

async fn a_message_waits_for_the_only_carrier_within_its_time(desk: &Desk) {
    let one = Told::named("one", vec![BUSY; 5]);
    let courier = desk.courier(one.clone());
    for _ in 0..5 {
        desk.open().await;
    }
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
    for _ in 0..40 {
        desk.pass(Duration::from_millis(500));
        courier.tick(Channel::Sms).await.unwrap();
    }
    assert_eq!(one.asked().len(), 10, "each of the five came through, once more");
}

async fn a_carrier_that_takes_and_does_not_deliver_moves_down_and_comes_back(desk: &Desk) {
    let (one, two) = (Told::named("one", []), Told::named("two", []));
    let courier = desk.courier_of(vec![one.clone(), two.clone()], receipts().1);
    let texts = async |count: usize| {
        for _ in 0..count {
            desk.open().await;
        }
        courier.tick(Channel::Sms).await.unwrap();
        desk.pass(Duration::from_secs(20));
        courier.weigh().await.unwrap();
    };
    texts(19).await;
    assert!(!courier.standings()[0].demoted, "too few to judge by");
    texts(1).await;
    let first = &courier.standings()[0];
    assert_eq!((first.carrier.as_str(), first.demoted), ("two", false));
    texts(1).await;
    assert_eq!((one.asked().len(), two.asked().len()), (20, 1));
    desk.pass(Duration::from_mins(10));
    texts(1).await;
    assert_eq!((one.asked().len(), two.asked().len()), (20, 2), "not before it was weighed");
    texts(1).await;
    assert_eq!((one.asked().len(), two.asked().len()), (21, 2));
}

async fn a_carrier_that_delivers_keeps_its_place(desk: &Desk) {
    let (one, two) = (Told::named("one", []), Told::named("two", []));
    let courier = desk.courier_of(vec![one.clone(), two], receipts().1);
    for _ in 0..30 {
        desk.open().await;
    }
    courier.tick(Channel::Sms).await.unwrap();
    for message in one.asked().iter().take(10) {
        let (of, at) = (Of::Message(message.id), desk.now());
        let receipt = Receipt { carrier: "one".to_owned(), of, fate: Fate::Delivered, at };
        courier.receipt(&receipt).await.unwrap();
    }
    desk.pass(Duration::from_secs(20));
    courier.weigh().await.unwrap();
    assert_eq!(courier.standings()[0].carrier, "one");
}

/// A worker dies while its carrier is asked; what the next one, with these carriers, does about it.
async fn after_a_death(desk: &Desk, carriers: Vec<Arc<dyn Carrier>>) -> Courier {
    let mute = Arc::new(Mute::default());
    let dying = desk.courier(mute.clone());
    let (_, ids) = desk.open().await;
    tokio::select! {
        sent = dying.tick(Channel::Sms) => panic!("it lived on: {sent:?}"),
        () = mute.entered.notified() => {}
    }
    let tries = async || {
        let mut tx = desk.db.read().await.unwrap();
        attempt::of_messages(&mut tx, &ids[..1]).await.unwrap()
    };
    let [begun] = &tries().await[..] else { panic!("it was not written before") };
    assert_eq!((begun.outcome, begun.answered_at), (attempt::Outcome::Unsure, None));
    let next = desk.courier_of(carriers, receipts().1);
    desk.pass(Duration::from_secs(10));
    assert_eq!(next.tick(Channel::Sms).await.unwrap(), 1, "no code is lost");
    let given_up = &tries().await[0];
    assert_eq!(given_up.answered_at, Some(desk.now()));
    let noted = given_up.detail.as_deref().unwrap();
    assert!(noted.contains("may have been sent"), "{noted}");
    next
}

async fn after_a_crash_a_carrier_that_knows_the_message_is_asked_again(desk: &Desk) {
    let (sandbox, _inbox) = desk.sandbox();
    let other = Told::named("other", []);
    after_a_death(desk, vec![other.clone(), sandbox.clone()]).await;
    assert_eq!((sandbox.messages(None).len(), other.asked().len()), (1, 0));
}

async fn after_a_crash_a_carrier_that_would_send_twice_comes_last(desk: &Desk) {
    // Of the name of the one that was asked.
    let (same, other) = (Told::named("sandbox", []), Told::named("other", []));
    after_a_death(desk, vec![same.clone(), other.clone()]).await;
    assert_eq!((same.asked().len(), other.asked().len()), (0, 1));
    desk.pass(Duration::from_mins(5));
    after_a_death(desk, vec![same.clone()]).await;
    assert_eq!(same.asked().len(), 1, "rather twice than never");
}

async fn a_clock_that_steps_back_holds_no_text_up(desk: &Desk) {
    let one = Told::named("one", []);
    let courier = desk.courier(one.clone());
    desk.open().await;
    desk.step_back(Duration::from_hours(1));
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
    courier.sweep().await.unwrap();
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);
    desk.pass(Duration::from_secs(15));
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 1);
}

on_both! {
    a_carrier_that_fails_is_left_alone_and_probed_by_one_message,
    a_message_waits_for_the_only_carrier_within_its_time,
    a_carrier_that_takes_and_does_not_deliver_moves_down_and_comes_back,
    a_carrier_that_delivers_keeps_its_place,
    after_a_crash_a_carrier_that_knows_the_message_is_asked_again,
    after_a_crash_a_carrier_that_would_send_twice_comes_last,
    a_clock_that_steps_back_holds_no_text_up,
}
