use crate::fixture::{a_challenge, session, uuid, with_challenge, with_patient};
use domain::{
    Millis,
    challenge::{MOST_ANSWERS, Spent},
    id::ChallengeId,
};
use store::{
    challenge::{self, ChallengeRow, EndedBy},
    testing::TestDb,
};

conforms!(
    comes_back_as_written,
    is_its_sessions_alone,
    is_latest_for_its_purpose,
    spends_attempts_dead_or_alive,
    is_consumed_while_it_lives,
    admits_once_after_it_was_answered,
    is_consumed_once_by_fifty_at_once,
    spends_every_attempt_of_fifty_at_once,
);

async fn comes_back_as_written(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let full = ChallengeRow {
        resource: Some(uuid(7)),
        consumed_at: Some(Millis(1)),
        ended_at: Some(Millis(2)),
        ended_by: Some(EndedBy::WithSession),
        receipted_at: Some(Millis(3)),
        ..a_challenge(1, Some(patient))
    };
    for row in [full, a_challenge(2, None)] {
        challenge::insert(&mut tx, &row).await.unwrap();
        let found = challenge::get(&mut tx, row.id, row.session).await.unwrap();
        assert_eq!(found, Some(row));
    }
}

async fn is_its_sessions_alone(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let id = with_challenge(&mut tx, 1, patient).await;
    assert_eq!(challenge::get(&mut tx, id, session(2)).await.unwrap(), None);
    let issued_at = Some(a_challenge(1, Some(patient)).issued_at);
    assert_eq!(challenge::issued_at(&mut tx, id).await.unwrap(), issued_at);
    assert_eq!(challenge::issued_at(&mut tx, ChallengeId(uuid(9))).await.unwrap(), None);
    assert_eq!(challenge::spend_attempt(&mut tx, id, session(2)).await.unwrap(), None);
    let row = challenge::get(&mut tx, id, session(1)).await.unwrap().unwrap();
    assert_eq!(row.attempts, 0);
}

async fn is_latest_for_its_purpose(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let rows = [
        ChallengeRow { issued_at: Millis(3), ..a_challenge(1, None) },
        ChallengeRow { issued_at: Millis(1), ..a_challenge(2, None) },
        ChallengeRow { issued_at: Millis(3), ..a_challenge(3, None) },
        ChallengeRow { issued_at: Millis(9), session: session(2), ..a_challenge(4, None) },
        ChallengeRow { issued_at: Millis(9), kind: "other".to_owned(), ..a_challenge(5, None) },
        ChallengeRow { issued_at: Millis(9), resource: Some(uuid(7)), ..a_challenge(6, None) },
    ];
    for row in &rows {
        challenge::insert(&mut tx, row).await.unwrap();
    }
    let cases = [(None, Some(3)), (Some(uuid(7)), Some(6)), (Some(uuid(8)), None)];
    for (resource, expected) in cases {
        let found = challenge::latest(&mut tx, session(1), "sign-in", resource).await.unwrap();
        let found = found.map(|row| row.id);
        assert_eq!(found, expected.map(|n| ChallengeId(uuid(n))), "{resource:?}");
    }
}

async fn spends_attempts_dead_or_alive(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = a_challenge(1, None);
    challenge::insert(&mut tx, &row).await.unwrap();
    let first = challenge::spend_attempt(&mut tx, row.id, row.session).await.unwrap();
    assert_eq!(first, Some(ChallengeRow { attempts: 1, ..row.clone() }));
    assert!(challenge::end(&mut tx, row.id, EndedBy::WrongTries, Millis(5)).await.unwrap());
    let second = challenge::spend_attempt(&mut tx, row.id, row.session).await.unwrap();
    let spent = Spent::from(second.unwrap());
    assert_eq!((spent.attempts, spent.ended_at, spent.decoy), (2, Some(Millis(5)), true));
    for _ in 2..MOST_ANSWERS {
        assert!(challenge::spend_attempt(&mut tx, row.id, row.session).await.unwrap().is_some());
    }
    assert_eq!(challenge::spend_attempt(&mut tx, row.id, row.session).await.unwrap(), None);
}

async fn is_consumed_while_it_lives(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let ended = ChallengeRow {
        ended_at: Some(Millis(2_000)),
        ended_by: Some(EndedBy::Superseded),
        ..a_challenge(2, None)
    };
    for row in [a_challenge(1, None), ended, a_challenge(3, None)] {
        challenge::insert(&mut tx, &row).await.unwrap();
    }
    let cases = [(1, 90_999, true), (1, 90_999, false), (2, 3_000, false), (3, 91_000, false)];
    for (n, now, consumed) in cases {
        let id = ChallengeId(uuid(n));
        let did = challenge::consume(&mut tx, id, Millis(now)).await.unwrap();
        assert_eq!(did, consumed, "{n} at {now}");
    }
    let row = challenge::get(&mut tx, ChallengeId(uuid(1)), session(1)).await.unwrap().unwrap();
    assert_eq!(row.consumed_at, Some(Millis(90_999)));
    assert!(!challenge::consume(&mut tx, ChallengeId(uuid(9)), Millis(1)).await.unwrap());
}

async fn admits_once_after_it_was_answered(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let id = a_challenge(1, None).id;
    challenge::insert(&mut tx, &a_challenge(1, None)).await.unwrap();
    assert!(!challenge::choose(&mut tx, id, Millis(2)).await.unwrap(), "before the answer");
    assert!(challenge::consume(&mut tx, id, Millis(3)).await.unwrap());
    for first in [true, false, false] {
        assert_eq!(challenge::choose(&mut tx, id, Millis(4)).await.unwrap(), first);
    }
}

async fn is_consumed_once_by_fifty_at_once(db: &TestDb) {
    let id = committed(db).await;
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let db = (*db).clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                let won = challenge::consume(&mut tx, id, Millis(2_000)).await.unwrap();
                tx.commit().await.unwrap();
                won
            })
        })
        .collect();
    let mut wins = 0;
    for task in tasks {
        wins += u32::from(task.await.unwrap());
    }
    assert_eq!(wins, 1);
}

async fn spends_every_attempt_of_fifty_at_once(db: &TestDb) {
    let id = committed(db).await;
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let db = (*db).clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                let spent = challenge::spend_attempt(&mut tx, id, session(1)).await.unwrap();
                tx.commit().await.unwrap();
                spent.unwrap().attempts
            })
        })
        .collect();
    let mut seen = Vec::new();
    for task in tasks {
        seen.push(task.await.unwrap());
    }
    seen.sort_unstable();
    assert_eq!(seen, (1..=50).collect::<Vec<_>>());
}

async fn committed(db: &TestDb) -> ChallengeId {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let id = with_challenge(&mut tx, 1, patient).await;
    tx.commit().await.unwrap();
    id
}
