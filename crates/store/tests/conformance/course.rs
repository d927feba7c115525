//! What became of messages, as pages say it.

use crate::fixture::{a_message, uuid, with_message};
use domain::{
    Millis,
    challenge::{Channel, Leg},
    id::{ChallengeId, PatientId},
};
use store::{
    course,
    message::{self, MessageRow},
    testing::TestDb,
};

conforms!(
    a_challenge_has_the_courses_of_its_last_send,
    a_plan_keeps_its_order_whatever_its_messages_are_called,
    the_newest_courses_that_are_over_are_found,
);

fn leg(channel: Channel, started_at: i64, [accepted, delivered, failed]: [i64; 3]) -> Leg {
    let known = |moment: i64| (moment > 0).then_some(Millis(moment));
    Leg {
        channel,
        started_at: Millis(started_at),
        accepted_at: known(accepted),
        delivered_at: known(delivered),
        failed_at: known(failed),
    }
}

/// The message of such a course.
fn went(n: u32, whose: (PatientId, ChallengeId), leg: &Leg) -> MessageRow {
    MessageRow {
        channel: leg.channel,
        created_at: leg.started_at,
        accepted_at: leg.accepted_at,
        delivered_at: leg.delivered_at,
        failed_at: leg.failed_at,
        ..a_message(n, whose.0, whose.1)
    }
}

async fn a_challenge_has_the_courses_of_its_last_send(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let first = with_message(&mut tx, 1).await;
    let other = with_message(&mut tx, 2).await;
    let whose = (first.patient, first.challenge);
    let planned = MessageRow {
        channel: Channel::Voice,
        not_before: Millis(16_000),
        fallback: true,
        ..a_message(3, whose.0, whose.1)
    };
    let again = leg(Channel::Sms, 31_000, [31_500, 32_000, 33_000]);
    message::insert(&mut tx, &[planned, went(4, whose, &again)]).await.unwrap();
    let text = leg(Channel::Sms, 1_000, [0; 3]);
    let call = leg(Channel::Voice, 16_000, [0; 3]);
    let of = async |tx: &mut store::Tx, since| {
        course::of_challenge(tx, first.challenge, Millis(since)).await.unwrap()
    };
    assert_eq!(of(&mut tx, 1_000).await, [text, call, again]);
    assert_eq!(of(&mut tx, 1_001).await, [again]);
    let both = [first.challenge, other.challenge];
    let taken = course::taken_by(&mut tx, &both).await.unwrap();
    assert_eq!(taken, [(first.challenge, Channel::Sms)], "of what a carrier took");
    assert_eq!(course::taken_by(&mut tx, &[]).await.unwrap(), []);
    let asked = Millis(40_000);
    let end = Millis(99_000);
    message::hasten(&mut tx, first.challenge, Channel::Voice, asked, end).await.unwrap();
    assert_eq!(of(&mut tx, 40_000).await, [leg(Channel::Voice, 40_000, [0; 3])]);
    let of_other = course::of_challenge(&mut tx, other.challenge, Millis(0)).await.unwrap();
    assert_eq!(of_other, [text]);
    assert_eq!(course::of_challenge(&mut tx, ChallengeId(uuid(9)), end).await.unwrap(), []);
}

/// The messages of a plan are written in one moment, and their names then tell nothing of their order.
async fn a_plan_keeps_its_order_whatever_its_messages_are_called(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let first = with_message(&mut tx, 2).await;
    let planned = MessageRow {
        channel: Channel::Voice,
        not_before: Millis(16_000),
        fallback: true,
        ..a_message(1, first.patient, first.challenge)
    };
    message::insert(&mut tx, &[planned]).await.unwrap();
    let legs = course::of_challenge(&mut tx, first.challenge, Millis(0)).await.unwrap();
    let channels = legs.iter().map(|leg| leg.channel);
    assert!(channels.eq([Channel::Sms, Channel::Voice]), "{legs:?}");
}

async fn the_newest_courses_that_are_over_are_found(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let first = with_message(&mut tx, 1).await;
    let whose = (first.patient, first.challenge);
    let text = |started_at, moments| leg(Channel::Sms, started_at, moments);
    let found = [
        text(2_000, [2_100, 2_200, 0]),
        text(3_000, [0, 0, 5_000]),
        text(4_000, [4_100, 0, 0]),
        text(5_000, [5_000, 10_000, 0]),
    ];
    let others = [
        text(1_000, [1_000, 1_000, 0]),
        text(4_000, [4_101, 0, 0]),
        text(5_000, [5_000, 10_001, 0]),
        text(5_000, [0, 0, 10_001]),
        text(10_001, [0, 9_000, 0]),
        leg(Channel::Voice, 4_000, [4_000, 4_000, 0]),
    ];
    let rows: Vec<MessageRow> =
        (2..).zip(found.iter().chain(&others)).map(|(n, leg)| went(n, whose, leg)).collect();
    message::insert(&mut tx, &rows).await.unwrap();
    let (after, until, taken_by) = (Millis(1_000), Millis(10_000), Millis(4_100));
    for limit in [9, 2] {
        let seen =
            course::recent(&mut tx, Channel::Sms, after, until, taken_by, limit).await.unwrap();
        let expected: Vec<Leg> =
            found.iter().rev().take(limit.try_into().unwrap()).copied().collect();
        assert_eq!(seen, expected);
    }
}
