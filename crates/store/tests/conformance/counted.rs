//! Tries, counted for operators.

use crate::fixture::{a_message, uuid, with_challenge, with_message, with_patient};
use domain::{
    Millis,
    challenge::Channel,
    delivery::Figures,
    id::{AttemptId, MessageId},
};
use store::{
    Tx,
    attempt::{self, AttemptRow, Outcome},
    challenge, delivery,
    message::{self, MessageRow},
    refusal,
    testing::TestDb,
};

conforms!(
    tries_are_counted_by_carrier_channel_and_prefix,
    refusals_are_counted_by_their_reasons,
    the_first_try_since_a_moment_is_found,
);

/// A text whose code was answered, one whose code was not, and a call to a number of no known prefix.
async fn with_messages(tx: &mut Tx) -> [MessageId; 3] {
    let (answered, text) = (with_message(tx, 1).await, with_message(tx, 2).await);
    assert!(challenge::consume(tx, answered.challenge, Millis(5_000)).await.unwrap());
    let patient = with_patient(tx, 3).await;
    let of = with_challenge(tx, 3, patient).await;
    let call = MessageRow { channel: Channel::Voice, prefix: None, ..a_message(3, patient, of) };
    message::insert(tx, std::slice::from_ref(&call)).await.unwrap();
    [answered.id, text.id, call.id]
}

/// Tries of these, from 1 000 on and before 10 000 but for two.
async fn with_tries(tx: &mut Tx) {
    let [answered, text, call] = with_messages(tx).await;
    let begun = |n: u32, message: MessageId, carrier: &str, at: i64| {
        AttemptRow::begun(AttemptId(uuid(n)), message, carrier, Millis(at))
    };
    let told = |text: &str| Some(text.to_owned());
    let taken = AttemptRow { outcome: Outcome::Accepted, ..begun(1, answered, "a", 1_000) };
    let off = AttemptRow { detail: told("the phone was off"), ..begun(3, text, "a", 2_000) };
    let barred = AttemptRow { detail: told("barred"), ..begun(6, call, "a", 9_999) };
    let rows = [
        AttemptRow { parts: Some(2), delivered_at: Some(Millis(3_500)), ..taken },
        AttemptRow { outcome: Outcome::Retry, ..begun(2, answered, "b", 1_000) },
        AttemptRow {
            outcome: Outcome::Accepted,
            parts: Some(1),
            failed_at: Some(Millis(9_000)),
            ..off
        },
        begun(4, text, "a", 2_500),
        // Its answer was lost and its receipt was not; the clock was put back in between.
        AttemptRow { delivered_at: Some(Millis(2_500)), ..begun(5, text, "a", 2_600) },
        AttemptRow { outcome: Outcome::Never, ..barred },
        AttemptRow { outcome: Outcome::Retry, ..begun(7, text, "a", 999) },
        AttemptRow { outcome: Outcome::Retry, ..begun(8, text, "a", 10_000) },
    ];
    for row in &rows {
        attempt::insert(tx, row).await.unwrap();
    }
}

async fn tries_are_counted_by_carrier_channel_and_prefix(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    with_tries(&mut tx).await;
    let counted = delivery::counted(&mut tx, Millis(1_000), Millis(10_000)).await.unwrap();
    let of: Vec<_> =
        counted.iter().map(|it| (it.carrier.as_str(), it.channel, it.prefix.as_str())).collect();
    let expected =
        [("a", Channel::Sms, "91900"), ("a", Channel::Voice, ""), ("b", Channel::Sms, "91900")];
    assert_eq!(of, expected);
    let texts = Figures {
        sent: 4,
        accepted: 3,
        unsure: 1,
        delivered: 2,
        failed: 1,
        answered: 1,
        parts: 3,
        waited: 2_500,
        within: [1, 1, 2, 2, 2, 2, 2, 2, 2, 2],
        ..Figures::default()
    };
    let refused = Figures { sent: 1, refused: 1, ..Figures::default() };
    let retried = Figures { sent: 1, retried: 1, ..Figures::default() };
    let figures: Vec<_> = counted.iter().map(|it| it.figures).collect();
    assert_eq!(figures, [texts, refused, retried]);
    let none = delivery::counted(&mut tx, Millis(10_001), Millis(20_000)).await.unwrap();
    assert_eq!(none, []);
}

async fn refusals_are_counted_by_their_reasons(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    with_tries(&mut tx).await;
    let counted = refusal::counted(&mut tx, Millis(1_000), Millis(10_000)).await.unwrap();
    let told: Vec<_> = counted
        .iter()
        .map(|it| (it.carrier.as_str(), it.reason.as_str(), it.prefix.as_str(), it.amount))
        .collect();
    let expected = [
        ("a", "barred", "", 1),
        ("a", "the phone was off", "91900", 1),
        ("b", "retry", "91900", 1),
    ];
    assert_eq!(told, expected);
}

async fn the_first_try_since_a_moment_is_found(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    assert_eq!(delivery::first(&mut tx, Millis(0)).await.unwrap(), None);
    with_tries(&mut tx).await;
    for (since, first) in [
        (0, Some(999)),
        (999, Some(999)),
        (1_000, Some(1_000)),
        (9_999, Some(9_999)),
        (10_001, None),
    ] {
        let found = delivery::first(&mut tx, Millis(since)).await.unwrap();
        assert_eq!(found, first.map(Millis), "{since}");
    }
}
