//! What becomes of a message whose carrier does not answer, and how long it is kept from others.

use super::{
    carriers::{Mute, Told},
    desk::Desk,
};
use crate::receipts;
use domain::challenge::Channel;
use std::{pin::pin, sync::Arc, time::Duration};
use store::{
    attempt::{self, Outcome},
    testing::fresh_sqlite,
};
use tokio::{select, time::timeout};

#[tokio::test]
async fn a_carrier_that_does_not_answer_in_time_is_left_for_the_next() {
    let desk = Desk::on(fresh_sqlite().await).await;
    let (mute, other) = (Arc::new(Mute::default()), Told::named("other", []));
    let courier = desk.courier_of(vec![mute.clone(), other.clone()], receipts().1);
    let courier = courier.patient_for(Duration::ZERO);
    let (_, ids) = desk.open().await;
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
    mute.entered.notified().await;
    let mut tx = desk.db.read().await.unwrap();
    let tries = attempt::of_messages(&mut tx, &ids[..1]).await.unwrap();
    tx.commit().await.unwrap();
    let noted: Vec<_> = tries.iter().map(|it| (it.outcome, it.detail.as_deref())).collect();
    assert_eq!(noted, [(Outcome::Unsure, Some("the carrier did not answer in time"))]);
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);
    assert_eq!(other.asked().len(), 1, "the next one has it at once");
}

#[tokio::test]
async fn a_lease_is_counted_from_when_the_database_lets_it_write() {
    let desk = Desk::on(fresh_sqlite().await).await;
    let mute = Arc::new(Mute::default());
    let (courier, other) = (desk.courier(mute.clone()), Told::named("other", []));
    let next = desk.courier(other.clone());
    desk.open().await;
    let writer = desk.db.begin().await.unwrap();
    {
        let mut claiming = pin!(courier.tick(Channel::Sms));
        assert!(timeout(Duration::from_millis(200), &mut claiming).await.is_err());
        desk.pass(Duration::from_secs(6));
        drop(writer);
        select! {
            sent = claiming => panic!("nobody answered: {sent:?}"),
            () = mute.entered.notified() => {}
        }
    }
    desk.pass(Duration::from_millis(9_999));
    assert_eq!(next.tick(Channel::Sms).await.unwrap(), 0, "the lease lasts");
    desk.pass(Duration::from_millis(1));
    assert_eq!(next.tick(Channel::Sms).await.unwrap(), 1);
}
