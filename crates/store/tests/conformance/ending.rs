//! How challenges end, and how their ends move.

use crate::fixture::{a_challenge, key, session, uuid};
use domain::{Millis, id::ChallengeId};
use store::{
    Tx,
    challenge::{self, ChallengeRow, EndedBy},
    life::{self, Further},
    testing::TestDb,
};

conforms!(
    a_challenge_ends_once,
    a_newer_one_ends_those_for_its_purpose,
    signing_out_ends_all_of_the_session,
    a_code_is_sent_again_within_its_limits,
    a_call_is_asked_for_within_its_limits,
    a_receipt_moves_the_end_later_only,
    wrong_tries_are_remembered_by_asker,
);

async fn with_all(tx: &mut Tx, rows: &[ChallengeRow]) {
    for row in rows {
        challenge::insert(tx, row).await.unwrap();
    }
}

async fn ended(tx: &mut Tx, n: u32) -> Option<EndedBy> {
    let rows = [session(1), session(2)];
    for session in rows {
        if let Some(row) = challenge::get(tx, ChallengeId(uuid(n)), session).await.unwrap() {
            assert_eq!(row.ended_at.is_some(), row.ended_by.is_some());
            return row.ended_by;
        }
    }
    panic!("challenge {n} is gone");
}

async fn a_challenge_ends_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let consumed = ChallengeRow { consumed_at: Some(Millis(5)), ..a_challenge(2, None) };
    with_all(&mut tx, &[a_challenge(1, None), consumed]).await;
    let cases = [(1, EndedBy::WrongTries, true), (1, EndedBy::WithSession, false)];
    for (n, by, did) in cases.into_iter().chain([(2, EndedBy::WrongTries, false)]) {
        let id = ChallengeId(uuid(n));
        assert_eq!(challenge::end(&mut tx, id, by, Millis(9)).await.unwrap(), did, "{n} {by:?}");
    }
    assert_eq!(ended(&mut tx, 1).await, Some(EndedBy::WrongTries));
    assert_eq!(ended(&mut tx, 2).await, None);
}

async fn a_newer_one_ends_those_for_its_purpose(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let rows = [
        ChallengeRow { resource: Some(uuid(7)), ..a_challenge(1, None) },
        ChallengeRow { resource: Some(uuid(8)), ..a_challenge(2, None) },
        a_challenge(3, None),
        a_challenge(4, None),
        ChallengeRow { session: session(2), ..a_challenge(5, None) },
        ChallengeRow { kind: "other".to_owned(), ..a_challenge(6, None) },
        ChallengeRow { consumed_at: Some(Millis(1)), ..a_challenge(7, None) },
    ];
    with_all(&mut tx, &rows).await;
    for (resource, count) in [(None, 2), (None, 0), (Some(uuid(7)), 1)] {
        let ended = challenge::supersede(&mut tx, session(1), "sign-in", resource, Millis(9)).await;
        assert_eq!(ended.unwrap(), count, "{resource:?}");
    }
    for (n, is_ended) in
        [(1, true), (2, false), (3, true), (4, true), (5, false), (6, false), (7, false)]
    {
        assert_eq!(ended(&mut tx, n).await, is_ended.then_some(EndedBy::Superseded), "{n}");
    }
}

async fn signing_out_ends_all_of_the_session(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let rows = [
        a_challenge(1, None),
        ChallengeRow { kind: "other".to_owned(), ..a_challenge(2, None) },
        ChallengeRow { session: session(2), ..a_challenge(3, None) },
    ];
    with_all(&mut tx, &rows).await;
    let by = EndedBy::WithSession;
    let count = challenge::end_all_of_session(&mut tx, session(1), by, Millis(9)).await.unwrap();
    assert_eq!(count, 2);
    for (n, is_ended) in [(1, true), (2, true), (3, false)] {
        assert_eq!(ended(&mut tx, n).await, is_ended.then_some(by), "{n}");
    }
}

async fn a_code_is_sent_again_within_its_limits(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let ended = ChallengeRow {
        ended_at: Some(Millis(1)),
        ended_by: Some(EndedBy::WrongTries),
        ..a_challenge(2, None)
    };
    let consumed = ChallengeRow { consumed_at: Some(Millis(1)), ..a_challenge(3, None) };
    with_all(&mut tx, &[a_challenge(1, None), ended, consumed]).await;
    let cases = [
        ("too soon", 1, 1, 30_999, false),
        ("another session's", 1, 2, 31_000, false),
        ("second", 1, 1, 31_000, true),
        ("too soon after the second", 1, 1, 60_999, false),
        ("third", 1, 1, 61_000, true),
        ("fourth", 1, 1, 99_000, false),
        ("ended", 2, 1, 31_000, false),
        ("answered", 3, 1, 31_000, false),
    ];
    for (name, n, of, now, did) in cases {
        let sent = life::resend(&mut tx, &further(n, of, now)).await;
        assert_eq!(sent.unwrap(), did, "{name}");
    }
    let row = challenge::get(&mut tx, ChallengeId(uuid(1)), session(1)).await.unwrap().unwrap();
    assert_eq!((row.sends, row.sent_at, row.expires_at), (3, Millis(61_000), Millis(151_000)));
}

fn further(n: u32, of: u32, now: i64) -> Further {
    Further {
        challenge: ChallengeId(uuid(n)),
        session: session(of),
        now: Millis(now),
        expires_at: Millis(now + 90_000),
        most: 3,
        not_after: Millis(now - 30_000),
    }
}

async fn a_call_is_asked_for_within_its_limits(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let ended = ChallengeRow {
        ended_at: Some(Millis(1)),
        ended_by: Some(EndedBy::Superseded),
        ..a_challenge(2, None)
    };
    let consumed = ChallengeRow { consumed_at: Some(Millis(1)), ..a_challenge(3, None) };
    let spent = ChallengeRow { sends: 3, ..a_challenge(4, None) };
    with_all(&mut tx, &[a_challenge(1, None), ended, consumed, spent]).await;
    let cases = [
        ("another session's", 1, 2, 2_000, false),
        ("first", 1, 1, 2_000, true),
        ("too soon after the first", 1, 1, 31_999, false),
        ("second", 1, 1, 32_000, true),
        ("too many sends", 1, 1, 99_000, false),
        ("ended", 2, 1, 2_000, false),
        ("answered", 3, 1, 2_000, false),
        ("sent as often as it may be", 4, 1, 2_000, false),
    ];
    for (name, n, of, now, did) in cases {
        let called = life::call(&mut tx, &further(n, of, now)).await;
        assert_eq!(called.unwrap(), did, "{name}");
    }
    let row = challenge::get(&mut tx, ChallengeId(uuid(1)), session(1)).await.unwrap().unwrap();
    let at = Millis(32_000);
    assert_eq!((row.sends, row.sent_at, row.called_at), (3, at, Some(at)));
    assert_eq!(row.expires_at, Millis(122_000));
}

async fn a_receipt_moves_the_end_later_only(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = a_challenge(1, None);
    let consumed = ChallengeRow { consumed_at: Some(Millis(5)), ..a_challenge(2, None) };
    with_all(&mut tx, &[row.clone(), consumed.clone()]).await;
    for (receipt, end, expected) in [(5_000, 80_000, 91_000), (95_000, 185_000, 185_000)] {
        assert!(life::extend(&mut tx, row.id, Millis(receipt), Millis(end)).await.unwrap());
        let found = challenge::get(&mut tx, row.id, row.session).await.unwrap().unwrap();
        assert_eq!((found.receipted_at, found.expires_at), (Some(Millis(5_000)), Millis(expected)));
    }
    let moved = life::extend(&mut tx, consumed.id, Millis(9), Millis(200_000)).await;
    assert!(!moved.unwrap());
}

async fn wrong_tries_are_remembered_by_asker(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let at = |n, ended_at, by| ChallengeRow {
        ended_at: Some(Millis(ended_at)),
        ended_by: Some(by),
        ..a_challenge(n, None)
    };
    let rows = [
        at(1, 30, EndedBy::WrongTries),
        at(2, 20, EndedBy::WrongTries),
        at(3, 19, EndedBy::WrongTries),
        at(4, 40, EndedBy::Superseded),
        ChallengeRow { asker: key(2), ..at(5, 50, EndedBy::WrongTries) },
        a_challenge(6, None),
    ];
    with_all(&mut tx, &rows).await;
    let ended = challenge::ended_by_wrong_tries(&mut tx, key(1), Millis(20)).await.unwrap();
    assert_eq!(ended, [Millis(20), Millis(30)]);
}
