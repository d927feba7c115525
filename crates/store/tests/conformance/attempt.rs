//! Tries, what was answered to them, and what was reported of them.

use crate::fixture::{uuid, with_message};
use domain::{
    Millis,
    challenge::Channel,
    id::{AttemptId, MessageId},
};
use store::{
    Tx,
    attempt::{self, Answer, AttemptRow, Outcome, Share},
    testing::TestDb,
};

conforms!(
    is_kept_in_order,
    is_answered_once,
    is_found_by_what_carriers_call_it,
    is_reported_on_once,
    is_not_under_way_again_after_its_end,
    shares_are_counted_by_carrier_and_channel,
);

fn begun(n: u32, message: MessageId, at: i64) -> AttemptRow {
    AttemptRow::begun(AttemptId(uuid(n)), message, "c", Millis(at))
}

fn answered(outcome: Outcome, reference: Option<&str>) -> Answer {
    let reference = reference.map(str::to_owned);
    Answer { outcome, detail: Some("why".to_owned()), reference, parts: Some(2), at: Millis(7) }
}

async fn read(tx: &mut Tx, row: &AttemptRow) -> AttemptRow {
    let all = attempt::of_messages(tx, &[row.message]).await.unwrap();
    all.into_iter().find(|it| it.id == row.id).unwrap()
}

async fn is_kept_in_order(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (message, other) = (with_message(&mut tx, 1).await.id, with_message(&mut tx, 2).await.id);
    let full = AttemptRow {
        outcome: Outcome::Never,
        detail: Some("gone".to_owned()),
        reference: Some("r".to_owned()),
        parts: Some(3),
        answered_at: Some(Millis(3)),
        underway_at: Some(Millis(4)),
        delivered_at: Some(Millis(5)),
        failed_at: Some(Millis(6)),
        ..begun(1, message, 2)
    };
    let rows = [begun(3, message, 1), full, begun(2, message, 2), begun(4, other, 3)];
    for row in rows.iter().rev() {
        attempt::insert(&mut tx, row).await.unwrap();
    }
    assert_eq!(attempt::of_messages(&mut tx, &[message]).await.unwrap(), rows[..3]);
    assert_eq!(attempt::of_messages(&mut tx, &[other, message]).await.unwrap(), rows);
    assert_eq!(attempt::of_messages(&mut tx, &[]).await.unwrap(), []);
    assert_eq!(attempt::of_messages(&mut tx, &[MessageId(uuid(9))]).await.unwrap(), []);
}

async fn is_answered_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let message = with_message(&mut tx, 1).await.id;
    let row = begun(1, message, 1);
    attempt::insert(&mut tx, &row).await.unwrap();
    let given_up = attempt::abandon(&mut tx, message, Millis(5), "lost").await.unwrap();
    assert_eq!((given_up, read(&mut tx, &row).await.answered_at), (1, Some(Millis(5))));
    assert_eq!(attempt::abandon(&mut tx, message, Millis(6), "lost").await.unwrap(), 0);
    let accepted = answered(Outcome::Accepted, Some("r"));
    for first in [true, false] {
        assert_eq!(attempt::answer(&mut tx, row.id, &accepted).await.unwrap(), first);
    }
    let never = answered(Outcome::Never, None);
    assert!(!attempt::answer(&mut tx, row.id, &never).await.unwrap());
    let expected = AttemptRow {
        outcome: Outcome::Accepted,
        detail: Some("why".to_owned()),
        reference: Some("r".to_owned()),
        parts: Some(2),
        answered_at: Some(Millis(7)),
        ..row
    };
    assert_eq!(read(&mut tx, &expected).await, expected);
}

async fn is_found_by_what_carriers_call_it(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let message = with_message(&mut tx, 1).await.id;
    let named = |n, at, outcome| AttemptRow {
        reference: Some("r".to_owned()),
        outcome,
        ..begun(n, message, at)
    };
    let rows = [
        named(1, 1, Outcome::Accepted),
        named(2, 2, Outcome::Unsure),
        named(3, 3, Outcome::Never),
        AttemptRow { reference: None, ..named(4, 4, Outcome::Retry) },
    ];
    for row in &rows {
        attempt::insert(&mut tx, row).await.unwrap();
    }
    for (carrier, reference, found) in [("c", "r", Some(3)), ("d", "r", None), ("c", "s", None)] {
        let seen = attempt::by_reference(&mut tx, carrier, reference).await.unwrap();
        assert_eq!(seen.map(|row| row.id), found.map(|n| AttemptId(uuid(n))));
    }
    let unknown = MessageId(uuid(9));
    for (carrier, of, found) in
        [("c", message, Some(2)), ("d", message, None), ("c", unknown, None)]
    {
        let seen = attempt::by_message(&mut tx, carrier, of).await.unwrap();
        assert_eq!(seen.map(|row| row.id), found.map(|n| AttemptId(uuid(n))));
    }
}

async fn is_reported_on_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let message = with_message(&mut tx, 1).await.id;
    let row = begun(1, message, 1);
    attempt::insert(&mut tx, &row).await.unwrap();
    for news in [true, false] {
        let at = Millis(if news { 2 } else { 9 });
        assert_eq!(attempt::underway(&mut tx, row.id, at).await.unwrap(), news);
    }
    let taken = AttemptRow {
        outcome: Outcome::Accepted,
        answered_at: Some(Millis(2)),
        underway_at: Some(Millis(2)),
        ..row
    };
    assert_eq!(read(&mut tx, &taken).await, taken);
    for news in [true, false] {
        assert_eq!(attempt::failed(&mut tx, taken.id, Millis(3), "off").await.unwrap(), news);
    }
    assert!(read(&mut tx, &taken).await.is_refused());
    for news in [true, false] {
        assert_eq!(attempt::delivered(&mut tx, taken.id, Millis(4)).await.unwrap(), news);
    }
    let seen = read(&mut tx, &taken).await;
    assert_eq!((seen.failed_at, seen.delivered_at), (Some(Millis(3)), Some(Millis(4))));
    assert!(!seen.is_refused());
    let other = begun(2, message, 1);
    attempt::insert(&mut tx, &other).await.unwrap();
    assert!(attempt::delivered(&mut tx, other.id, Millis(4)).await.unwrap());
    assert!(!attempt::failed(&mut tx, other.id, Millis(5), "off").await.unwrap());
}

async fn is_not_under_way_again_after_its_end(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let message = with_message(&mut tx, 1).await.id;
    let (arrived, lost) = (begun(1, message, 1), begun(2, message, 1));
    for row in [&arrived, &lost] {
        attempt::insert(&mut tx, row).await.unwrap();
    }
    assert!(attempt::delivered(&mut tx, arrived.id, Millis(2)).await.unwrap());
    assert!(attempt::failed(&mut tx, lost.id, Millis(2), "off").await.unwrap());
    for row in [&arrived, &lost] {
        let before = read(&mut tx, row).await;
        assert!(!attempt::underway(&mut tx, row.id, Millis(3)).await.unwrap());
        assert_eq!(read(&mut tx, row).await, before);
    }
}

async fn shares_are_counted_by_carrier_and_channel(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let message = with_message(&mut tx, 1).await.id;
    let took = |n, at, carrier: &str, arrived: bool| AttemptRow {
        carrier: carrier.to_owned(),
        outcome: Outcome::Accepted,
        delivered_at: arrived.then_some(Millis(99)),
        ..begun(n, message, at)
    };
    let rows = [
        took(1, 11, "a", true),
        took(2, 20, "a", false),
        took(3, 15, "b", false),
        took(4, 10, "a", true),
        took(5, 21, "a", true),
        AttemptRow { outcome: Outcome::Retry, ..took(6, 15, "a", false) },
    ];
    for row in &rows {
        attempt::insert(&mut tx, row).await.unwrap();
    }
    let share = |carrier: &str, accepted, delivered| Share {
        carrier: carrier.to_owned(),
        channel: Channel::Sms,
        accepted,
        delivered,
    };
    let seen = attempt::shares(&mut tx, Millis(10), Millis(20)).await.unwrap();
    assert_eq!(seen, [share("a", 2, 1), share("b", 1, 0)]);
}
