//! What carriers report of messages: in any order, twice, and of messages that nobody knows.

use super::{carriers::Told, desk::Desk, on_both};
use crate::{Carrier, Courier, Fate, Of, Receipt, Sending, Why, receipts};
use domain::{
    challenge::Channel,
    id::{ChallengeId, MessageId},
};
use std::{sync::Arc, time::Duration};

const OFF: Fate = Fate::Failed(Why::coded("the phone is off", 27));

struct Sent<'a> {
    desk: &'a Desk,
    one: Arc<Told>,
    two: Arc<Told>,
    courier: Courier,
    challenge: ChallengeId,
    text: MessageId,
}

impl<'a> Sent<'a> {
    /// A text that the first of two carriers was asked to take, and answered so.
    async fn with(desk: &'a Desk, answers: impl IntoIterator<Item = Sending>) -> Self {
        let (one, two) = (Told::named("one", answers), Told::named("two", []));
        let carriers: Vec<Arc<dyn Carrier>> = vec![one.clone(), two.clone()];
        let courier = desk.courier_of(carriers, receipts().1);
        let (challenge, ids) = desk.open().await;
        courier.tick(Channel::Sms).await.unwrap();
        Self { desk, one, two, courier, challenge: challenge.id, text: ids[0] }
    }

    async fn report(&self, carrier: &str, of: Of, fate: Fate) -> Option<ChallengeId> {
        let at = self.desk.now();
        let receipt = Receipt { carrier: carrier.to_owned(), of, fate, at };
        self.courier.receipt(&receipt).await.unwrap()
    }

    async fn report_one(&self, fate: Fate) -> Option<ChallengeId> {
        let reference = Told::reference(&self.one.asked()[0]);
        self.report("one", Of::Reference(reference), fate).await
    }

    /// How often each carrier was asked for the text by now.
    async fn asked(&self) -> (usize, usize) {
        self.courier.tick(Channel::Sms).await.unwrap();
        let texts = |it: &Told| it.asked().iter().filter(|it| it.id == self.text).count();
        (texts(&self.one), texts(&self.two))
    }

    async fn is_delivered(&self) -> bool {
        self.desk.challenge(self.challenge).await.receipted_at.is_some()
    }
}

async fn what_did_not_arrive_goes_to_the_next_carrier(desk: &Desk) {
    let sent = Sent::with(desk, []).await;
    assert_eq!(sent.asked().await, (1, 0), "one that took it is enough");
    for of in [Of::Reference(Told::reference(&sent.one.asked()[0])), Of::Message(sent.text)] {
        sent.report("one", of, OFF).await;
        assert_eq!(sent.asked().await, (1, 1), "once");
    }
    assert!(!sent.is_delivered().await);
    let reference = Told::reference(&sent.two.asked()[0]);
    sent.report("two", Of::Reference(reference), OFF).await;
    assert_eq!(sent.asked().await, (1, 1), "nobody is left");
    assert_eq!(sent.courier.tick(Channel::Voice).await.unwrap(), 1, "so the call comes");
}

async fn a_failure_after_the_arrival_changes_nothing(desk: &Desk) {
    let sent = Sent::with(desk, []).await;
    assert_eq!(sent.report_one(Fate::Delivered).await, Some(sent.challenge));
    let before = desk.challenge(sent.challenge).await;
    desk.pass(Duration::from_secs(1));
    assert_eq!(sent.report_one(OFF).await, None);
    assert_eq!(sent.asked().await, (1, 0));
    assert_eq!(desk.challenge(sent.challenge).await, before);
    desk.pass(Duration::from_secs(20));
    assert_eq!(sent.courier.tick(Channel::Voice).await.unwrap(), 0);
}

async fn an_arrival_after_the_failure_counts(desk: &Desk) {
    let sent = Sent::with(desk, []).await;
    sent.report_one(OFF).await;
    assert_eq!(sent.report_one(Fate::Delivered).await, Some(sent.challenge));
    assert_eq!(sent.asked().await, (1, 0), "no second text");
    assert!(sent.is_delivered().await);
}

async fn a_message_that_may_be_lost_is_not_sent_again_once_it_arrived(desk: &Desk) {
    for fate in [Fate::Delivered, Fate::Underway] {
        let lost = Sending::Unsure(Why::says("the connection broke"));
        let sent = Sent::with(desk, [lost]).await;
        sent.report("one", Of::Message(sent.text), fate).await;
        assert_eq!(sent.asked().await, (1, 0), "{fate:?}");
        assert_eq!(sent.is_delivered().await, fate == Fate::Delivered);
        desk.pass(Duration::from_mins(5));
    }
}

async fn what_is_under_way_waits_and_the_call_follows(desk: &Desk) {
    let sent = Sent::with(desk, []).await;
    for _ in 0..2 {
        assert_eq!(sent.report_one(Fate::Underway).await, None);
    }
    assert!(!sent.is_delivered().await);
    desk.pass(Duration::from_secs(15));
    assert_eq!(sent.asked().await, (1, 0));
    assert_eq!(sent.courier.tick(Channel::Voice).await.unwrap(), 1);
    assert_eq!(sent.report_one(Fate::Delivered).await, Some(sent.challenge), "late, and counts");
    assert_eq!(sent.report_one(Fate::Underway).await, None, "out of order");
    assert!(sent.is_delivered().await);
}

async fn a_report_of_an_unknown_message_changes_nothing(desk: &Desk) {
    let sent = Sent::with(desk, []).await;
    let before = desk.challenge(sent.challenge).await;
    let other = MessageId(uuid::Uuid::from_u128(9));
    for fate in [Fate::Delivered, Fate::Underway, OFF] {
        for (carrier, of) in [
            ("two", Of::Message(sent.text)),
            ("one", Of::Message(other)),
            ("one", Of::Reference("other".to_owned())),
            ("", Of::Reference(String::new())),
        ] {
            assert_eq!(sent.report(carrier, of, fate).await, None);
        }
    }
    assert_eq!(sent.asked().await, (1, 0));
    assert_eq!(desk.challenge(sent.challenge).await, before);
}

on_both! {
    what_did_not_arrive_goes_to_the_next_carrier,
    a_failure_after_the_arrival_changes_nothing,
    an_arrival_after_the_failure_counts,
    a_message_that_may_be_lost_is_not_sent_again_once_it_arrived,
    what_is_under_way_waits_and_the_call_follows,
    a_report_of_an_unknown_message_changes_nothing,
}
