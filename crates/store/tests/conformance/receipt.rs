//! What becomes of a message once a carrier was asked.

use crate::fixture::{a_challenge, a_message, uuid, with_message};
use domain::{Millis, challenge::Channel, id::MessageId};
use store::{
    Tx,
    message::{self, MessageRow, MessageState},
    outbox,
    testing::TestDb,
};

conforms!(
    a_message_a_carrier_took_is_sent,
    a_receipt_counts_once,
    a_refused_message_is_put_off,
    a_hopeless_message_is_given_up,
    a_late_message_is_dropped,
    a_message_on_its_way_counts_though_dropped,
);

const NOW: Millis = Millis(2_000);
const LEASE: Millis = Millis(12_000);

async fn claim(tx: &mut Tx, now: Millis) -> Vec<MessageRow> {
    let claims = outbox::claim(tx, Channel::Sms, now, LEASE.max(now), 9).await.unwrap();
    claims.into_iter().map(|claim| claim.message).collect()
}

async fn with_claimed(tx: &mut Tx) -> MessageRow {
    with_message(tx, 1).await;
    claim(tx, NOW).await.remove(0)
}

async fn a_message_a_carrier_took_is_sent(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_claimed(&mut tx).await;
    for first in [true, false] {
        let took = message::accepted(&mut tx, row.id, "c", "r", NOW).await.unwrap();
        assert_eq!(took, first);
    }
    assert_eq!(claim(&mut tx, Millis(20_000)).await, []);
    assert_eq!(outbox::next_due(&mut tx, Channel::Sms, NOW).await.unwrap(), None);
    assert!(!message::fail(&mut tx, row.id, "late").await.unwrap());
    assert!(!message::retry(&mut tx, row.id, NOW, "late").await.unwrap());
}

async fn a_receipt_counts_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_claimed(&mut tx).await;
    assert_eq!(message::delivered(&mut tx, "c", "r", NOW).await.unwrap(), None);
    message::accepted(&mut tx, row.id, "c", "r", NOW).await.unwrap();
    let challenge = a_challenge(1, None);
    let whole = Some((row.challenge, challenge.issued_at, challenge.expires_at));
    let cases = [("other", "r", None), ("c", "other", None), ("c", "r", whole), ("c", "r", None)];
    for (carrier, reference, expected) in cases {
        let seen = message::delivered(&mut tx, carrier, reference, NOW).await.unwrap();
        assert_eq!(seen, expected, "{carrier} {reference}");
    }
}

async fn a_refused_message_is_put_off(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_claimed(&mut tx).await;
    assert!(message::retry(&mut tx, row.id, Millis(3_000), "busy").await.unwrap());
    assert_eq!(claim(&mut tx, Millis(2_999)).await, []);
    let again = claim(&mut tx, Millis(3_000)).await;
    let expected = MessageRow {
        attempts: 2,
        not_before: Millis(3_000),
        last_refusal: Some("busy".to_owned()),
        ..row
    };
    assert_eq!(again, [expected]);
}

async fn a_hopeless_message_is_given_up(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_claimed(&mut tx).await;
    for first in [true, false] {
        assert_eq!(message::fail(&mut tx, row.id, "no such number").await.unwrap(), first);
    }
    assert_eq!(claim(&mut tx, Millis(20_000)).await, []);
    let unknown = MessageId(uuid(9));
    assert!(!message::fail(&mut tx, unknown, "no such message").await.unwrap());
}

async fn a_late_message_is_dropped(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let first = with_message(&mut tx, 1).await;
    let like = |n| a_message(n, first.patient, first.challenge);
    let rows = [
        MessageRow { expires_at: Millis(1_500), ..like(2) },
        MessageRow { expires_at: NOW, lease_until: Some(NOW), ..like(3) },
        MessageRow { expires_at: NOW, lease_until: Some(LEASE), ..like(4) },
        MessageRow { expires_at: NOW, state: MessageState::Sent, ..like(5) },
    ];
    message::insert(&mut tx, &rows).await.unwrap();
    for count in [2, 0] {
        assert_eq!(outbox::drop_expired(&mut tx, NOW).await.unwrap(), count);
    }
    assert_eq!(outbox::drop_expired(&mut tx, LEASE).await.unwrap(), 1);
    assert_eq!(outbox::drop_expired(&mut tx, Millis(91_000)).await.unwrap(), 1);
}

async fn a_message_on_its_way_counts_though_dropped(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_claimed(&mut tx).await;
    assert_eq!(outbox::drop_expired(&mut tx, Millis(91_000)).await.unwrap(), 1);
    assert!(message::accepted(&mut tx, row.id, "c", "r", Millis(91_001)).await.unwrap());
    let seen = message::delivered(&mut tx, "c", "r", Millis(91_002)).await.unwrap();
    assert_eq!(seen.map(|(challenge, _, _)| challenge), Some(row.challenge));
}
