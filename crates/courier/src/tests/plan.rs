//! What is sent when, and what no longer.

use super::{
    carriers::Told,
    desk::{Desk, SESSION},
    on_both,
};
use domain::challenge::Channel;
use std::time::Duration;
use store::challenge::{self, EndedBy};

const UNTIL_CALL: Duration = Duration::from_secs(15);

async fn a_call_follows_a_text_that_never_arrived(desk: &Desk) {
    let carrier = Told::to([]);
    let courier = desk.courier(carrier.clone());
    let (challenge, ids) = desk.open().await;
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);
    desk.pass(Duration::from_millis(14_999));
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 0);
    desk.pass(Duration::from_millis(1));
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 1);

    let asked = carrier.asked();
    let call = asked.last().unwrap();
    assert_eq!((call.id, call.channel), (ids[1], Channel::Voice));
    assert_eq!(call.to, desk.phone);
    let digits: Vec<String> = desk.digits(challenge.id).chars().map(String::from).collect();
    let said = call.text.reveal().matches(&digits.join(", ")).count();
    assert_eq!(said, 2, "the digits of the text, one by one, twice");
}

async fn no_call_follows_a_text_that_arrived(desk: &Desk) {
    let (sandbox, inbox) = desk.sandbox();
    let courier = desk.courier_of(vec![sandbox.clone()], inbox);
    desk.open().await;
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);
    assert_eq!(courier.settle().await.unwrap(), 1);
    desk.pass(UNTIL_CALL);
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 0);
    desk.pass(Duration::from_mins(1));
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 0);
    assert_eq!(sandbox.messages(None).len(), 1);
}

async fn nothing_is_sent_for_an_answered_challenge(desk: &Desk) {
    let carrier = Told::to([]);
    let courier = desk.courier(carrier.clone());
    let (row, _) = desk.open().await;
    let mut tx = desk.db.begin().await.unwrap();
    assert!(challenge::consume(&mut tx, row.id, desk.now()).await.unwrap());
    tx.commit().await.unwrap();
    assert_nothing(desk, &courier).await;
    assert!(carrier.asked().is_empty());
}

async fn nothing_is_sent_for_an_ended_challenge(desk: &Desk) {
    let carrier = Told::to([]);
    let courier = desk.courier(carrier.clone());
    desk.open().await;
    let mut tx = desk.db.begin().await.unwrap();
    let by = EndedBy::WithSession;
    assert_eq!(challenge::end_all_of_session(&mut tx, SESSION, by, desk.now()).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_nothing(desk, &courier).await;
    assert!(carrier.asked().is_empty());
}

async fn nothing_is_sent_after_its_time(desk: &Desk) {
    let carrier = Told::to([]);
    let courier = desk.courier(carrier.clone());
    desk.open().await;
    desk.pass(Duration::from_millis(89_999));
    assert_eq!(courier.sweep().await.unwrap(), 0);
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1, "in time to the last");
    desk.pass(Duration::from_millis(1));
    assert_eq!(courier.tick(Channel::Voice).await.unwrap(), 0);
    assert_eq!(courier.sweep().await.unwrap(), 1, "the call");
    assert_eq!(courier.sweep().await.unwrap(), 0);
    assert_eq!(carrier.asked().len(), 1);
}

async fn assert_nothing(desk: &Desk, courier: &crate::Courier) {
    for _ in 0..2 {
        for channel in Channel::ALL {
            assert_eq!(courier.tick(channel).await.unwrap(), 0, "{channel:?}");
        }
        desk.pass(UNTIL_CALL);
    }
}

on_both! {
    a_call_follows_a_text_that_never_arrived,
    no_call_follows_a_text_that_arrived,
    nothing_is_sent_for_an_answered_challenge,
    nothing_is_sent_for_an_ended_challenge,
    nothing_is_sent_after_its_time,
}
