//! A message goes to the next carrier when one cannot take it.

use super::{carriers::Told, desk::Desk, on_both};
use crate::{Carrier, Courier, Sending, Why, receipts};
use domain::challenge::Channel;
use std::{sync::Arc, time::Duration};
use store::attempt::{self, Outcome};

const BUSY: Sending = Sending::Retry(Why::says("busy"));
const LOST: Sending = Sending::Unsure(Why::says("the connection broke"));
const BARRED: Sending = Sending::Never(Why::says("barred"));

fn courier(desk: &Desk, carriers: &[&Arc<Told>]) -> Courier {
    let carriers = carriers.iter().map(|it| Arc::clone(*it) as Arc<dyn Carrier>).collect();
    desk.courier_of(carriers, receipts().1)
}

async fn what_one_does_not_take_goes_to_the_next_at_once(desk: &Desk) {
    for answer in [BUSY, LOST, BARRED] {
        let (one, two) = (Told::named("one", [answer.clone()]), Told::named("two", []));
        let courier = courier(desk, &[&one, &two]);
        let (challenge, ids) = desk.open().await;
        assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
        assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1, "no time has passed: {answer:?}");
        assert_eq!((one.asked().len(), two.asked().len()), (1, 1));
        let digits = desk.digits(challenge.id);
        for carrier in [&one, &two] {
            assert!(carrier.asked()[0].text.reveal().contains(&digits), "the same digits");
        }
        desk.pass(Duration::from_secs(14));
        assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0, "one that took it is enough");
        let mut tx = desk.db.read().await.unwrap();
        let tries = attempt::of_messages(&mut tx, &ids[..1]).await.unwrap();
        // Both were in one moment, so their order is not known.
        let of = |carrier: &str| tries.iter().find(|it| it.carrier == carrier).unwrap();
        assert_eq!((tries.len(), of("two").outcome), (2, Outcome::Accepted));
        assert_eq!((of("one").parts, of("two").parts), (None, Some(1)));
        tx.commit().await.unwrap();
        desk.pass(Duration::from_mins(5));
    }
}

async fn after_all_were_asked_there_is_a_pause(desk: &Desk) {
    let (one, two) = (Told::named("one", [BUSY, BUSY]), Told::named("two", [BUSY]));
    let courier = courier(desk, &[&one, &two]);
    desk.open().await;
    for asked in [(1, 0), (1, 1), (1, 1)] {
        assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
        assert_eq!((one.asked().len(), two.asked().len()), asked);
    }
    desk.pass(Duration::from_millis(1_250));
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
    assert_eq!((one.asked().len(), two.asked().len()), (2, 1), "the preferred one first");
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);
    assert_eq!((one.asked().len(), two.asked().len()), (2, 2));
}

async fn one_that_said_never_is_not_asked_again(desk: &Desk) {
    let (one, two) = (Told::named("one", [BARRED]), Told::named("two", [BUSY, BUSY]));
    let courier = courier(desk, &[&one, &two]);
    desk.open().await;
    for _ in 0..6 {
        courier.tick(Channel::Sms).await.unwrap();
        desk.pass(Duration::from_millis(2_500));
    }
    assert_eq!((one.asked().len(), two.asked().len()), (1, 3));
}

async fn when_all_said_never_the_call_comes_at_once(desk: &Desk) {
    let (one, two) = (Told::named("one", [BARRED]), Told::named("two", [BARRED]));
    let courier = courier(desk, &[&one, &two]);
    desk.open().await;
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 0, "there is hope for the text");
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 1);
    assert_eq!(desk.next_due(Channel::Sms).await, None);
}

async fn a_call_follows_fifteen_seconds_after_its_text_left(desk: &Desk) {
    let one = Told::named("one", [BUSY]);
    let courier = courier(desk, &[&one]);
    desk.open().await;
    courier.tick(Channel::Sms).await.unwrap();
    desk.pass(Duration::from_secs(2));
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);
    desk.pass(Duration::from_millis(14_999));
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 0);
    desk.pass(Duration::from_millis(1));
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 1);
}

on_both! {
    what_one_does_not_take_goes_to_the_next_at_once,
    after_all_were_asked_there_is_a_pause,
    one_that_said_never_is_not_asked_again,
    when_all_said_never_the_call_comes_at_once,
    a_call_follows_fifteen_seconds_after_its_text_left,
}
