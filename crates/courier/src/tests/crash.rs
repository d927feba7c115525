//! A worker dies between two steps. A dropped future is all that is left of a process that was killed.

use super::{carriers::Mute, desk::Desk, on_both};
use crate::{Courier, receipts};
use domain::challenge::Channel;
use std::{sync::Arc, time::Duration};
use tokio::select;

async fn a_message_claimed_by_a_dead_worker_is_sent_once_its_lease_is_over(desk: &Desk) {
    let mute = Arc::new(Mute::default());
    let (sandbox, inbox) = desk.sandbox();
    let next = desk.courier_of(vec![sandbox.clone()], inbox);
    desk.open().await;
    die_within_send(&desk.courier(mute.clone()), &mute).await;
    assert!(sandbox.messages(None).is_empty());
    assert_claimed_again_after_the_lease(desk, &next).await;
    assert_eq!(sandbox.messages(None).len(), 1);
}

async fn a_message_sent_by_a_dead_worker_is_not_delivered_twice(desk: &Desk) {
    let (receipts, inbox) = receipts();
    let sandbox = Arc::new(desk.sandbox_to(receipts));
    let mute = Arc::new(Mute { behind: Some(sandbox.clone()), ..Mute::default() });
    let next = desk.courier_of(vec![sandbox.clone()], inbox);
    let (row, _) = desk.open().await;
    let mut arrivals = sandbox.subscribe();
    let arrived_at = desk.now();
    die_within_send(&desk.courier(mute.clone()), &mute).await;
    assert!(arrivals.try_recv().is_ok());
    assert_eq!(next.settle().await.unwrap(), 0, "nobody has noted yet that it was taken");

    assert_claimed_again_after_the_lease(desk, &next).await;
    assert_eq!(sandbox.messages(None).len(), 1);
    assert!(arrivals.try_recv().is_err());
    assert_eq!(next.settle().await.unwrap(), 1);
    assert_eq!(desk.challenge(row.id).await.receipted_at, Some(arrived_at));
}

async fn die_within_send(courier: &Courier, mute: &Mute) {
    select! {
        sent = courier.tick(Channel::Sms) => panic!("it lived on: {sent:?}"),
        () = mute.entered.notified() => {}
    }
}

async fn assert_claimed_again_after_the_lease(desk: &Desk, next: &Courier) {
    desk.pass(Duration::from_millis(9_999));
    assert_eq!(next.tick(Channel::Sms).await.unwrap(), 0);
    desk.pass(Duration::from_millis(1));
    assert_eq!(next.tick(Channel::Sms).await.unwrap(), 1);
    desk.pass(Duration::from_secs(10));
    assert_eq!(next.tick(Channel::Sms).await.unwrap(), 0);
}

on_both! {
    a_message_claimed_by_a_dead_worker_is_sent_once_its_lease_is_over,
    a_message_sent_by_a_dead_worker_is_not_delivered_twice,
}
