//! Messages that cannot be handed to a carrier at all.

use super::{carriers::Told, desk::Desk, on_both};
use crate::receipts;
use domain::challenge::{Channel, SMS_THEN_VOICE};
use store::{challenge::ChallengeRow, message::MessageRow};

async fn a_message_that_is_not_whole_is_given_up(desk: &Desk) {
    let faults: [fn(&mut MessageRow, &MessageRow); 6] = [
        |row, _| row.template = "greet".to_owned(),
        |row, _| row.parameters = "{}".to_owned(),
        |row, _| row.parameters = "not JSON".to_owned(),
        |row, other| row.address.clone_from(&other.address),
        |row, _| row.address.clear(),
        |row, _| {
            if let Some(last) = row.address.last_mut() {
                *last ^= 1;
            }
        },
    ];
    for (at, fault) in faults.into_iter().enumerate() {
        let challenge = desk.challenge_row();
        let mut row = desk.message_row(&challenge, SMS_THEN_VOICE[0]);
        let other = desk.message_row(&challenge, SMS_THEN_VOICE[0]);
        fault(&mut row, &other);
        desk.insert(&challenge, &[row, other]).await;
        let carrier = Told::to([]);
        let sent = desk.courier(carrier.clone()).tick(Channel::Sms).await.unwrap();
        assert_eq!((sent, carrier.asked().len()), (1, 1), "fault {at}: the other one alone");
        assert_eq!(desk.next_due(Channel::Sms).await, None, "fault {at}");
    }
}

async fn a_message_whose_key_this_node_lacks_is_left_to_others(desk: &Desk) {
    let carrier = Told::to([]);
    let challenge = ChallengeRow { key_id: "newer".to_owned(), ..desk.challenge_row() };
    let row = desk.message_row(&challenge, SMS_THEN_VOICE[0]);
    desk.insert(&challenge, &[row]).await;
    assert_eq!(desk.courier(carrier.clone()).tick(Channel::Sms).await.unwrap(), 0);
    assert!(carrier.asked().is_empty());
    assert!(desk.next_due(Channel::Sms).await.is_some_and(|at| at > desk.now()));
}

async fn a_message_that_no_carrier_serves_is_given_up(desk: &Desk) {
    let calls = Told::to_carry(Channel::Voice);
    desk.open().await;
    let courier = desk.courier_of(vec![calls.clone()], receipts().1);
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);
    assert!(calls.asked().is_empty());
    assert_eq!(desk.next_due(Channel::Sms).await, None);
}

on_both! {
    a_message_that_is_not_whole_is_given_up,
    a_message_whose_key_this_node_lacks_is_left_to_others,
    a_message_that_no_carrier_serves_is_given_up,
}
