//! What becomes of a message once a carrier was asked.

use crate::fixture::{a_challenge, a_message, uuid, with_message};
use domain::{
    Millis,
    challenge::Channel,
    id::{ChallengeId, MessageId},
};
use store::{
    Tx,
    message::{self, MessageRow, MessageState},
    outbox,
    testing::TestDb,
};

conforms!(
    a_message_a_carrier_took_is_sent,
    a_message_arrives_once_however_far_it_had_come,
    a_message_that_did_not_arrive_is_due_again,
    a_refused_message_is_put_off,
    a_hopeless_message_is_given_up,
    a_later_step_follows_its_text,
    a_message_of_the_future_begins_now,
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
        let took = message::accepted(&mut tx, row.id, "c", Some("r"), NOW).await.unwrap();
        assert_eq!(took, first);
    }
    assert_eq!(claim(&mut tx, Millis(20_000)).await, []);
    assert_eq!(outbox::next_due(&mut tx, Channel::Sms, NOW).await.unwrap(), None);
    let lease = row.lease_until;
    assert_eq!(message::fail(&mut tx, row.id, NOW, "late", lease).await.unwrap(), None);
    assert!(!message::retry(&mut tx, row.id, NOW, "late", lease).await.unwrap());
}

async fn a_message_arrives_once_however_far_it_had_come(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_claimed(&mut tx).await;
    let challenge = a_challenge(1, None);
    let whole = Some((row.challenge, challenge.issued_at, challenge.expires_at));
    for expected in [whole, None] {
        assert_eq!(message::delivered(&mut tx, row.id, NOW).await.unwrap(), expected);
    }
    assert!(!message::accepted(&mut tx, row.id, "c", Some("r"), NOW).await.unwrap());
    assert!(!message::free(&mut tx, row.id, "c", NOW, "lost").await.unwrap());
    let unknown = MessageId(uuid(9));
    assert_eq!(message::delivered(&mut tx, unknown, NOW).await.unwrap(), None);
}

async fn a_message_that_did_not_arrive_is_due_again(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_claimed(&mut tx).await;
    assert!(!message::free(&mut tx, row.id, "c", NOW, "lost").await.unwrap(), "nobody took it");
    message::accepted(&mut tx, row.id, "c", Some("r"), NOW).await.unwrap();
    for (carrier, freed) in [("other", false), ("c", true), ("c", false)] {
        let now = Millis(3_000);
        let did = message::free(&mut tx, row.id, carrier, now, "lost").await.unwrap();
        assert_eq!(did, freed, "{carrier}");
    }
    let again = claim(&mut tx, Millis(3_000)).await;
    let expected = MessageRow {
        attempts: 2,
        not_before: Millis(3_000),
        last_refusal: Some("lost".to_owned()),
        ..row
    };
    assert_eq!(again, [expected]);
}

async fn a_refused_message_is_put_off(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_claimed(&mut tx).await;
    let other = Some(Millis(12_001));
    let later = Millis(3_000);
    assert!(!message::retry(&mut tx, row.id, later, "busy", other).await.unwrap());
    assert!(!message::retry(&mut tx, row.id, later, "busy", None).await.unwrap());
    assert!(message::retry(&mut tx, row.id, later, "busy", row.lease_until).await.unwrap());
    assert_eq!(claim(&mut tx, Millis(2_999)).await, []);
    let again = claim(&mut tx, later).await;
    let expected =
        MessageRow { attempts: 2, not_before: later, last_refusal: Some("busy".to_owned()), ..row };
    assert_eq!(again, [expected]);
}

async fn a_hopeless_message_is_given_up(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_claimed(&mut tx).await;
    for (lease, expected) in
        [(None, None), (row.lease_until, Some(row.challenge)), (row.lease_until, None)]
    {
        let failed = message::fail(&mut tx, row.id, NOW, "no such number", lease).await;
        assert_eq!(failed.unwrap(), expected);
    }
    assert_eq!(claim(&mut tx, Millis(20_000)).await, []);
    let unknown = MessageId(uuid(9));
    assert_eq!(message::fail(&mut tx, unknown, NOW, "unknown", None).await.unwrap(), None);
}

async fn a_later_step_follows_its_text(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let text = with_message(&mut tx, 1).await;
    let call = MessageRow {
        id: MessageId(uuid(2)),
        channel: Channel::Voice,
        fallback: true,
        not_before: Millis(16_000),
        ..text.clone()
    };
    let asked = MessageRow { id: MessageId(uuid(3)), asked_at: Some(NOW), ..call.clone() };
    let tried = MessageRow { id: MessageId(uuid(4)), attempts: 1, ..call.clone() };
    message::insert(&mut tx, &[call, asked, tried]).await.unwrap();
    let due = async |tx: &mut Tx| {
        let claims = outbox::claim(tx, Channel::Voice, Millis(15_999), Millis(15_999), 9).await;
        claims.unwrap().into_iter().map(|it| it.message.id.0.as_u128()).collect::<Vec<_>>()
    };
    let challenge = text.challenge;
    for (to, count) in [(16_000, 0), (16_500, 1), (16_400, 0)] {
        assert_eq!(message::follow(&mut tx, challenge, Millis(to)).await.unwrap(), count, "{to}");
    }
    for (to, count) in [(16_500, 0), (9_000, 1), (9_500, 0)] {
        assert_eq!(message::advance(&mut tx, challenge, Millis(to)).await.unwrap(), count, "{to}");
    }
    assert_eq!(due(&mut tx).await, [2]);
    assert_eq!(message::pass_over(&mut tx, challenge).await.unwrap(), 1, "none that a worker has");
    for (call, dropped) in [(ChallengeId(uuid(9)), 0), (challenge, 0)] {
        assert_eq!(message::pass_over(&mut tx, call).await.unwrap(), dropped);
    }
}

async fn a_message_of_the_future_begins_now(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let text = with_message(&mut tx, 1).await;
    let call = MessageRow {
        id: MessageId(uuid(2)),
        channel: Channel::Voice,
        not_before: Millis(16_000),
        lease_until: Some(Millis(26_000)),
        ..text.clone()
    };
    message::insert(&mut tx, &[call]).await.unwrap();
    assert_eq!(outbox::rewind(&mut tx, Millis(100), Millis(1_000)).await.unwrap(), 0);
    assert_eq!(outbox::rewind(&mut tx, Millis(100), Millis(999)).await.unwrap(), 2);
    for (channel, at) in [(Channel::Sms, 100), (Channel::Voice, 15_100)] {
        let next = outbox::next_due(&mut tx, channel, Millis(100)).await.unwrap();
        assert_eq!(next, Some(Millis(at)), "{channel:?}");
    }
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
    assert!(message::accepted(&mut tx, row.id, "c", Some("r"), Millis(91_001)).await.unwrap());
    let seen = message::delivered(&mut tx, row.id, Millis(91_002)).await.unwrap();
    assert_eq!(seen.map(|(challenge, _, _)| challenge), Some(row.challenge));
}
