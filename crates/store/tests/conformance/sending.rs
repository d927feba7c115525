use crate::fixture::{a_challenge, key, uuid};
use domain::{Millis, id::ChallengeId, sending::Sent};
use store::{
    Tx,
    challenge::{self, ChallengeRow},
    sending::{self, Scope, SendingRow},
    testing::TestDb,
};

conforms!(
    is_counted_by_number,
    is_counted_by_scope,
    is_counted_apart_where_a_pharmacy_asked,
    is_counted_by_scope_for_a_kind_of_challenge,
    is_read_from_the_tallies_of_hours_that_are_over,
    is_refused_anew_once_the_last_refusal_is_over,
    passes_the_gate_one_at_a_time,
    cannot_wait_at_the_gate_for_each_other,
);

fn a_sending(n: u32, challenge: u32, at: i64) -> SendingRow {
    SendingRow {
        id: uuid(n),
        challenge: ChallengeId(uuid(challenge)),
        number: key(1),
        prefix: "91".to_owned(),
        at: Millis(at),
        at_counter: false,
    }
}

async fn with_all(tx: &mut Tx, rows: &[SendingRow]) {
    for n in 1..=2 {
        challenge::insert(tx, &a_challenge(n, None)).await.unwrap();
    }
    for row in rows {
        sending::insert(tx, row).await.unwrap();
    }
    sending::verify(tx, ChallengeId(uuid(2)), Millis(99)).await.unwrap();
}

async fn is_counted_by_number(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let rows = [
        a_sending(1, 1, 30),
        a_sending(2, 2, 20),
        a_sending(3, 1, 10),
        SendingRow { number: key(3), ..a_sending(4, 1, 40) },
        a_sending(5, 1, 50),
    ];
    with_all(&mut tx, &rows).await;
    let sent = |at, verified| ("sign-in".to_owned(), Sent { at: Millis(at), verified });
    let by_number = sending::of_number(&mut tx, key(1), Millis(10)).await.unwrap();
    assert_eq!(by_number, [sent(20, true), sent(30, false), sent(50, false)]);
    assert_eq!(sending::of_number(&mut tx, key(2), Millis(0)).await.unwrap(), []);
}

async fn is_counted_by_scope(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let rows = [
        a_sending(1, 1, 10),
        a_sending(2, 1, 20),
        a_sending(3, 1, 30),
        a_sending(4, 2, 40),
        a_sending(5, 2, 5),
        SendingRow { prefix: "977".to_owned(), ..a_sending(6, 1, 50) },
    ];
    with_all(&mut tx, &rows).await;
    for (scope, count, first) in
        [("91", 2, Some(20)), ("9", 3, Some(20)), ("", 3, Some(20)), ("44", 0, None)]
    {
        let scope = Scope::own(scope);
        let unverified = sending::unverified(&mut tx, &scope, Millis(10)).await.unwrap();
        assert_eq!(unverified, count, "{scope:?}");
        let oldest = sending::nth_unverified(&mut tx, &scope, Millis(10), 0).await.unwrap();
        assert_eq!(oldest, first.map(Millis), "{scope:?}");
    }
    let third = sending::nth_unverified(&mut tx, &Scope::own("9"), Millis(10), 2).await.unwrap();
    assert_eq!(third, Some(Millis(50)));
    for (since, count) in [(0, 2), (5, 2), (6, 1), (41, 0)] {
        let verified = sending::verified(&mut tx, &Scope::own("91"), Millis(since)).await.unwrap();
        assert_eq!(verified, count, "{since}");
    }
    let by_prefix = sending::by_prefix(&mut tx, (Millis(5), Millis(50)), false).await.unwrap();
    assert_eq!(by_prefix, [("91".to_owned(), 2)]);
    assert_eq!(sending::first(&mut tx, Millis(21)).await.unwrap(), Some(Millis(30)));
}

async fn is_refused_anew_once_the_last_refusal_is_over(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    assert!(!sending::refuse(&mut tx, key(1), Millis(0), Millis(9)).await.unwrap());
    sending::gate(&mut tx, &[key(1), key(2)], Millis(0)).await.unwrap();
    for (now, until, is_new) in [(0, 10, true), (1, 20, false), (9, 20, false), (10, 20, true)] {
        // It is passed again each time.
        sending::gate(&mut tx, &[key(1)], Millis(now)).await.unwrap();
        let refused = sending::refuse(&mut tx, key(1), Millis(now), Millis(until)).await.unwrap();
        assert_eq!(refused, is_new, "{now}");
    }
    assert!(sending::refuse(&mut tx, key(2), Millis(0), Millis(9)).await.unwrap());
}

async fn is_counted_by_scope_for_a_kind_of_challenge(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let rows = [a_sending(1, 1, 10), a_sending(2, 1, 30), a_sending(3, 2, 20), a_sending(4, 3, 20)];
    let other = ChallengeRow { kind: "activate".to_owned(), ..a_challenge(3, None) };
    challenge::insert(&mut tx, &other).await.unwrap();
    with_all(&mut tx, &rows).await;
    for (kind, digits, since, expected) in [
        ("sign-in", "91", 0, vec![10, 30]),
        ("sign-in", "", 10, vec![30]),
        ("sign-in", "92", 0, vec![]),
        ("activate", "9", 0, vec![20]),
    ] {
        let scope = Scope::own(digits);
        let sent = sending::unverified_of_kind(&mut tx, &scope, kind, Millis(since)).await.unwrap();
        assert_eq!(sent, expected.into_iter().map(Millis).collect::<Vec<_>>(), "{kind} {digits}");
    }
}

async fn is_counted_apart_where_a_pharmacy_asked(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let at_counter =
        |n, challenge, at| SendingRow { at_counter: true, ..a_sending(n, challenge, at) };
    let rows =
        [a_sending(1, 1, 10), at_counter(2, 1, 20), at_counter(3, 1, 30), at_counter(4, 2, 40)];
    with_all(&mut tx, &rows).await;
    let (own, counters) = (Scope::own("91"), Scope { at_counter: true, ..Scope::own("91") });
    for (scope, unverified, second, verified) in [(&own, 1, None, 0), (&counters, 2, Some(30), 1)] {
        assert_eq!(sending::unverified(&mut tx, scope, Millis(0)).await.unwrap(), unverified);
        let found = sending::nth_unverified(&mut tx, scope, Millis(0), 1).await.unwrap();
        assert_eq!(found, second.map(Millis));
        assert_eq!(sending::verified(&mut tx, scope, Millis(0)).await.unwrap(), verified);
    }
    for (at_counter, expected) in [(false, 0), (true, 1)] {
        let span = (Millis(0), Millis(50));
        let by_prefix = sending::by_prefix(&mut tx, span, at_counter).await.unwrap();
        assert_eq!(by_prefix, [("91".to_owned(), expected)]);
    }
    sending::tally(&mut tx, &counters, Millis(0), 7).await.unwrap();
    sending::tally(&mut tx, &Scope::own(""), Millis(0), 0).await.unwrap();
    for (scope, verified) in [(&own, 0), (&counters, 7)] {
        assert_eq!(sending::verified(&mut tx, scope, Millis(0)).await.unwrap(), verified);
    }
}

async fn is_read_from_the_tallies_of_hours_that_are_over(db: &TestDb) {
    const HOUR: i64 = 3_600_000;
    let mut tx = db.begin().await.unwrap();
    // Two of the first hour, which its tally calls seven, and two of the second.
    let rows = [5, 6, HOUR, HOUR + 1].into_iter().zip(1..).map(|(at, n)| a_sending(n, 2, at));
    with_all(&mut tx, &rows.collect::<Vec<_>>()).await;
    assert_eq!(sending::tallied_until(&mut tx).await.unwrap(), None);
    for (scope, verified) in [("", 9), ("91", 7)] {
        sending::tally(&mut tx, &Scope::own(scope), Millis(0), verified).await.unwrap();
        sending::tally(&mut tx, &Scope::own(scope), Millis(0), 100).await.unwrap();
    }
    assert_eq!(sending::tallied_until(&mut tx).await.unwrap(), Some(Millis(HOUR)));
    for (scope, since, count) in
        [("91", 0, 9), ("91", 6, 9), ("", 0, 11), ("92", 0, 0), ("91", HOUR + 1, 1)]
    {
        let verified = sending::verified(&mut tx, &Scope::own(scope), Millis(since)).await.unwrap();
        assert_eq!(verified, count, "{scope} {since}");
    }
    sending::forget_tallies(&mut tx, Millis(1)).await.unwrap();
    assert_eq!(sending::tallied_until(&mut tx).await.unwrap(), None);
}

/// Without the gate, PostgreSQL would let each task count before any other has added.
async fn passes_the_gate_one_at_a_time(db: &TestDb) {
    const MOST: usize = 5;
    let mut tx = db.begin().await.unwrap();
    challenge::insert(&mut tx, &a_challenge(1, None)).await.unwrap();
    tx.commit().await.unwrap();
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let db = (*db).clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                sending::gate(&mut tx, &[key(1), key(2)], Millis(1)).await.unwrap();
                let sent = sending::of_number(&mut tx, key(1), Millis(0)).await.unwrap();
                if sent.len() < MOST {
                    sending::insert(&mut tx, &a_sending(n, 1, 1)).await.unwrap();
                }
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let mut tx = db.read().await.unwrap();
    assert_eq!(sending::of_number(&mut tx, key(1), Millis(0)).await.unwrap().len(), MOST);
}

async fn cannot_wait_at_the_gate_for_each_other(db: &TestDb) {
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let db = (*db).clone();
            let mut keys = [key(1), key(2), key(3), key(1)];
            keys.rotate_left(n % 4);
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                sending::gate(&mut tx, &keys, Millis(1)).await.unwrap();
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}
