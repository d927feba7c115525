//! A carrier says "not now", or "not ever".

use super::{carriers::Told, desk::Desk, on_both};
use crate::{Sending, Why};
use domain::{challenge::Channel, id::MessageId};
use std::time::Duration;
use store::attempt::{self, Outcome};

const BUSY: Sending = Sending::Retry(Why::says("busy"));

async fn a_message_put_off_comes_back_after_one_two_and_four_seconds(desk: &Desk) {
    let carrier = Told::to([BUSY, BUSY, BUSY, BUSY]);
    let courier = desk.courier(carrier.clone());
    let (_, ids) = desk.open().await;
    for seconds in [1, 2, 4, 4] {
        let before = desk.now();
        assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
        let pause = before.until(desk.next_due(Channel::Sms).await.unwrap());
        let middle = Duration::from_secs(seconds);
        assert!(pause >= middle * 3 / 4 && pause <= middle * 5 / 4, "{pause:?} for {middle:?}");
        desk.pass(pause.checked_sub(Duration::from_millis(1)).unwrap());
        let asked = carrier.asked().len();
        assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
        assert_eq!(carrier.asked().len(), asked, "too soon");
        desk.pass(Duration::from_millis(1));
    }
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);
    let busy = (Outcome::Retry, Some("busy".to_owned()));
    let expected = [vec![busy; 4], vec![(Outcome::Accepted, None)]].concat();
    assert_eq!(outcomes(desk, ids[0]).await, expected);
}

async fn a_message_is_given_up_when_no_try_is_left_in_its_time(desk: &Desk) {
    let carrier = Told::to(vec![BUSY; 100]);
    let courier = desk.courier(carrier.clone());
    let (row, ids) = desk.open().await;
    while let Some(at) = desk.next_due(Channel::Sms).await {
        assert!(at < row.expires_at);
        desk.pass(desk.now().until(at));
        assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
    }
    let tries = carrier.asked().len();
    // Five in a row, and then one whenever it is probed.
    assert!((8..=16).contains(&tries), "{tries} tries in 90 seconds");
    assert_eq!(outcomes(desk, ids[0]).await.len(), tries);
    assert!(desk.now() < row.expires_at, "given up, not forgotten");
    assert_eq!(courier.sweep().await.unwrap(), 0);
}

async fn a_message_refused_for_ever_is_not_tried_again(desk: &Desk) {
    let carrier = Told::to([Sending::Never(Why::says("barred"))]);
    let courier = desk.courier(carrier.clone());
    let (_, ids) = desk.open().await;
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
    assert_eq!(desk.next_due(Channel::Sms).await, None);
    desk.pass(Duration::from_secs(20));
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
    assert_eq!(outcomes(desk, ids[0]).await, [(Outcome::Never, Some("barred".to_owned()))]);
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 1, "the call goes out all the same");
}

async fn outcomes(desk: &Desk, message: MessageId) -> Vec<(Outcome, Option<String>)> {
    let mut tx = desk.db.read().await.unwrap();
    let attempts = attempt::of_messages(&mut tx, &[message]).await.unwrap();
    attempts.into_iter().map(|attempt| (attempt.outcome, attempt.detail)).collect()
}

on_both! {
    a_message_put_off_comes_back_after_one_two_and_four_seconds,
    a_message_is_given_up_when_no_try_is_left_in_its_time,
    a_message_refused_for_ever_is_not_tried_again,
}
