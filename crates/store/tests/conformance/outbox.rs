//! Claiming messages that are due.

use crate::fixture::{a_challenge, a_message, uuid, with_message, with_patient};
use domain::{
    Millis,
    challenge::Channel,
    id::{ChallengeId, MessageId},
};
use std::collections::BTreeSet;
use store::{
    Tx,
    challenge::{self, ChallengeRow, EndedBy},
    life,
    message::{self, MessageRow, MessageState},
    outbox,
    testing::TestDb,
};

conforms!(
    a_claimed_message_comes_with_what_it_needs,
    only_what_may_be_sent_is_claimed,
    a_later_step_waits_for_no_receipt,
    a_call_that_was_asked_for_waits_for_nothing,
    an_expired_lease_is_reclaimed,
    no_row_is_claimed_twice_by_workers_at_once,
    the_next_due_moment_is_known,
);

const NOW: Millis = Millis(2_000);
const LEASE: Millis = Millis(12_000);

async fn claimed(tx: &mut Tx, channel: Channel, limit: i64) -> Vec<u128> {
    let claimed = outbox::claim(tx, channel, NOW, LEASE, limit).await.unwrap();
    claimed.iter().map(|claimed| claimed.message.id.0.as_u128()).collect()
}

async fn a_claimed_message_comes_with_what_it_needs(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_message(&mut tx, 1).await;
    let claims = outbox::claim(&mut tx, Channel::Sms, NOW, LEASE, 5).await.unwrap();
    let [claim] = claims.as_slice() else { panic!("{claims:?}") };
    assert_eq!(claim.message, MessageRow { attempts: 1, lease_until: Some(LEASE), ..row });
    assert_eq!((claim.kind.as_str(), claim.key_id.as_str()), ("sign-in", "k1"));
    assert_eq!((claim.issued_at, claim.expires_at), (Millis(1_000), Millis(91_000)));
    assert_eq!(claim.wrapped_key, [3, 4]);
    assert_eq!(claimed(&mut tx, Channel::Sms, 5).await, []);
}

async fn only_what_may_be_sent_is_claimed(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let consumed = ChallengeRow { consumed_at: Some(Millis(5)), ..a_challenge(2, Some(patient)) };
    let ended = ChallengeRow {
        ended_at: Some(Millis(5)),
        ended_by: Some(EndedBy::Superseded),
        ..a_challenge(3, Some(patient))
    };
    for row in [&a_challenge(1, Some(patient)), &consumed, &ended] {
        challenge::insert(&mut tx, row).await.unwrap();
    }
    let due = |n| a_message(n, patient, ChallengeId(uuid(1)));
    let rows = [
        MessageRow { not_before: NOW, ..due(1) },
        MessageRow { not_before: Millis(2_001), ..due(2) },
        MessageRow { expires_at: NOW, ..due(3) },
        MessageRow { lease_until: Some(Millis(2_001)), ..due(4) },
        MessageRow { state: MessageState::Sent, ..due(5) },
        MessageRow { state: MessageState::Failed, ..due(6) },
        MessageRow { state: MessageState::Dropped, ..due(7) },
        MessageRow { state: MessageState::Delivered, ..due(8) },
        MessageRow { channel: Channel::Voice, ..due(9) },
        a_message(10, patient, consumed.id),
        a_message(11, patient, ended.id),
        due(12),
        due(13),
    ];
    message::insert(&mut tx, &rows).await.unwrap();
    assert_eq!(claimed(&mut tx, Channel::Sms, 2).await, [12, 13]);
    assert_eq!(claimed(&mut tx, Channel::Sms, 9).await, [1]);
    assert_eq!(claimed(&mut tx, Channel::Voice, 9).await, [9]);
}

async fn a_later_step_waits_for_no_receipt(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let text = with_message(&mut tx, 1).await;
    let call = MessageRow {
        id: MessageId(uuid(2)),
        channel: Channel::Voice,
        fallback: true,
        ..text.clone()
    };
    let other = MessageRow { id: MessageId(uuid(3)), fallback: false, ..call.clone() };
    message::insert(&mut tx, &[call, other]).await.unwrap();
    life::extend(&mut tx, text.challenge, Millis(1_500), Millis(91_000)).await.unwrap();
    assert_eq!(claimed(&mut tx, Channel::Voice, 9).await, [3], "a first step waits for nothing");
    let free = outbox::next_due(&mut tx, Channel::Voice, NOW).await.unwrap();
    assert_eq!(free, Some(LEASE), "the other one's");
    assert_eq!(claimed(&mut tx, Channel::Sms, 9).await, [1]);
}

async fn a_call_that_was_asked_for_waits_for_nothing(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let text = with_message(&mut tx, 1).await;
    let call = MessageRow {
        id: MessageId(uuid(2)),
        channel: Channel::Voice,
        fallback: true,
        not_before: Millis(16_000),
        ..text.clone()
    };
    let taken = MessageRow { id: MessageId(uuid(3)), state: MessageState::Sent, ..call.clone() };
    message::insert(&mut tx, &[call, taken]).await.unwrap();
    life::extend(&mut tx, text.challenge, Millis(1_500), Millis(91_000)).await.unwrap();
    let channel = Channel::Voice;
    for count in [1, 1] {
        let end = Millis(99_000);
        let brought = message::hasten(&mut tx, text.challenge, channel, NOW, end).await.unwrap();
        assert_eq!(brought, count);
    }
    let other = ChallengeId(uuid(7));
    assert_eq!(message::hasten(&mut tx, other, channel, NOW, NOW).await.unwrap(), 0);
    let claims = outbox::claim(&mut tx, channel, NOW, LEASE, 9).await.unwrap();
    let [claim] = claims.as_slice() else { panic!("{claims:?}") };
    let MessageRow { id, not_before, asked_at, expires_at, .. } = claim.message;
    assert_eq!((id, not_before, asked_at), (MessageId(uuid(2)), NOW, Some(NOW)));
    assert_eq!(expires_at, Millis(99_000));
}

async fn an_expired_lease_is_reclaimed(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    with_message(&mut tx, 1).await;
    let later = Millis(30_000);
    for (now, attempts) in [(NOW, 1), (LEASE, 2)] {
        let claims = outbox::claim(&mut tx, Channel::Sms, now, LEASE.max(now), 5).await.unwrap();
        let seen: Vec<i64> = claims.iter().map(|claim| claim.message.attempts).collect();
        assert_eq!(seen, [attempts], "{now:?}");
    }
    let claims = outbox::claim(&mut tx, Channel::Sms, later, later, 5).await.unwrap();
    assert_eq!(claims.len(), 1);
}

async fn no_row_is_claimed_twice_by_workers_at_once(db: &TestDb) {
    const ROWS: u32 = 60;
    let mut tx = db.begin().await.unwrap();
    let first = with_message(&mut tx, 1).await;
    let rows: Vec<MessageRow> =
        (2..=ROWS).map(|n| a_message(n, first.patient, first.challenge)).collect();
    message::insert(&mut tx, &rows).await.unwrap();
    tx.commit().await.unwrap();

    let workers: Vec<_> = (0..6)
        .map(|_| {
            let db = (*db).clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let mut tx = db.begin().await.unwrap();
                    let some = claimed(&mut tx, Channel::Sms, 4).await;
                    tx.commit().await.unwrap();
                    if some.is_empty() {
                        return mine;
                    }
                    mine.extend(some);
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for worker in workers {
        all.extend(worker.await.unwrap());
    }
    let distinct: BTreeSet<u128> = all.iter().copied().collect();
    assert_eq!(distinct, (1..=u128::from(ROWS)).collect());
    assert_eq!(all.len(), distinct.len());
}

async fn the_next_due_moment_is_known(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    assert_eq!(outbox::next_due(&mut tx, Channel::Sms, NOW).await.unwrap(), None);
    let first = with_message(&mut tx, 1).await;
    let second =
        MessageRow { not_before: Millis(8_000), ..a_message(2, first.patient, first.challenge) };
    message::insert(&mut tx, &[second]).await.unwrap();
    assert_eq!(outbox::next_due(&mut tx, Channel::Sms, NOW).await.unwrap(), Some(Millis(1_000)));
    outbox::claim(&mut tx, Channel::Sms, NOW, LEASE, 1).await.unwrap();
    assert_eq!(outbox::next_due(&mut tx, Channel::Sms, NOW).await.unwrap(), Some(Millis(8_000)));
    outbox::claim(&mut tx, Channel::Sms, Millis(8_000), Millis(18_000), 1).await.unwrap();
    assert_eq!(outbox::next_due(&mut tx, Channel::Sms, NOW).await.unwrap(), Some(LEASE));
    let after = outbox::next_due(&mut tx, Channel::Sms, Millis(91_000)).await.unwrap();
    assert_eq!(after, None);
}
