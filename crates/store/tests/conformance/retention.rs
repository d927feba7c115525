use crate::{
    counter::{a_verification, with_dispensing, with_token},
    fixture::{a_challenge, a_message, key, session, uuid, with_patient, with_record},
};
use domain::{
    Millis,
    grant::Granted,
    id::{AttemptId, ChallengeId, GrantId, MessageId, PatientId, PharmacyId, VerificationId},
    pharmacy::Moments,
};
use store::{
    Tx,
    asking::{self, AskingRow},
    attempt::{self, AttemptRow},
    challenge::{self, ChallengeRow},
    grant,
    idempotent::{self, DoneRow},
    message::{self, MessageRow},
    retention,
    sending::{self, SendingRow},
    testing::TestDb,
    verification::{self, VerificationRow},
};

conforms!(
    takes_what_the_limits_counted_oldest_first,
    takes_messages_with_their_tries,
    takes_challenges_that_nothing_refers_to,
    takes_nothing_that_lives,
    takes_look_ups_in_vain_that_no_key_stands_for,
);

const SOON: Millis = Millis(i64::MAX);

/// A challenge and its message, of this time and dead 90 seconds later, with a try.
async fn with_message(tx: &mut Tx, n: u32, patient: PatientId, at: i64) {
    let (issued_at, expires_at) = (Millis(at), Millis(at + 90_000));
    let row = ChallengeRow { issued_at, expires_at, ..a_challenge(n, Some(patient)) };
    challenge::insert(tx, &row).await.unwrap();
    let text = MessageRow { created_at: issued_at, expires_at, ..a_message(n, patient, row.id) };
    message::insert(tx, &[text]).await.unwrap();
    let tried = AttemptRow::begun(AttemptId(uuid(n)), MessageId(uuid(n)), "c", issued_at);
    attempt::insert(tx, &tried).await.unwrap();
}

async fn is_there(tx: &mut Tx, n: u32) -> bool {
    challenge::get(tx, ChallengeId(uuid(n)), session(1)).await.unwrap().is_some()
}

async fn tries(tx: &mut Tx, n: u32) -> usize {
    attempt::of_messages(tx, &[MessageId(uuid(n))]).await.unwrap().len()
}

async fn takes_what_the_limits_counted_oldest_first(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    challenge::insert(&mut tx, &a_challenge(1, None)).await.unwrap();
    let challenge = ChallengeId(uuid(1));
    for (n, at) in [(1, 30), (2, 10), (3, 20), (4, 40)] {
        let (id, at) = (uuid(n), Millis(at));
        let prefix = "91900".to_owned();
        let sent = SendingRow { id, challenge, number: key(1), prefix, at, at_counter: false };
        sending::insert(&mut tx, &sent).await.unwrap();
        let asked = AskingRow { id, challenge, asker: key(1), network: key(2), at };
        asking::insert(&mut tx, &asked).await.unwrap();
        sending::gate(&mut tx, &[key(u8::try_from(n).unwrap())], at).await.unwrap();
    }
    for (before, limit, swept) in [(10, 9, 0), (30, 1, 1), (30, 9, 1), (30, 9, 0)] {
        let before = Millis(before);
        assert_eq!(retention::sendings(&mut tx, before, limit).await.unwrap(), swept);
        assert_eq!(retention::askings(&mut tx, before, limit).await.unwrap(), swept);
        assert_eq!(retention::gates(&mut tx, before, limit).await.unwrap(), swept);
    }
    let sent = sending::of_number(&mut tx, key(1), Millis(0)).await.unwrap();
    assert_eq!(sent.iter().map(|(_, it)| it.at.0).collect::<Vec<_>>(), [30, 40]);
    let asked = asking::of_asker(&mut tx, key(1), Millis(0)).await.unwrap();
    assert_eq!(asked.iter().map(|it| it.at.0).collect::<Vec<_>>(), [30, 40]);
}

async fn takes_messages_with_their_tries(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    for (n, at) in [(1, 0), (2, 1_000_000), (3, 2_000_000)] {
        with_message(&mut tx, n, patient, at).await;
    }
    let cut = Millis(1_500_000);
    assert_eq!(retention::challenges(&mut tx, cut, 9).await.unwrap(), 0);
    assert_eq!(retention::messages(&mut tx, cut, 1).await.unwrap(), 1);
    assert_eq!((tries(&mut tx, 1).await, tries(&mut tx, 2).await), (0, 1));
    assert_eq!(retention::messages(&mut tx, cut, 9).await.unwrap(), 1);
    assert_eq!(retention::messages(&mut tx, cut, 9).await.unwrap(), 0);
    assert_eq!((tries(&mut tx, 2).await, tries(&mut tx, 3).await), (0, 1));
    assert_eq!(retention::challenges(&mut tx, cut, 9).await.unwrap(), 2);
    assert!(!is_there(&mut tx, 1).await && is_there(&mut tx, 3).await);
}

async fn takes_challenges_that_nothing_refers_to(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let record = with_record(&mut tx, 1, patient).await;
    for n in 1..=4 {
        challenge::insert(&mut tx, &a_challenge(n, Some(patient))).await.unwrap();
    }
    let challenge = |n| ChallengeId(uuid(n));
    let (id, at) = (uuid(9), Millis(1));
    let prefix = String::new();
    let sent =
        SendingRow { id, challenge: challenge(1), number: key(1), prefix, at, at_counter: false };
    sending::insert(&mut tx, &sent).await.unwrap();
    let asked = AskingRow { id, challenge: challenge(2), asker: key(1), network: key(2), at };
    asking::insert(&mut tx, &asked).await.unwrap();
    let granted = Granted {
        id: GrantId(uuid(1)),
        session: session(1),
        patient,
        record,
        kind: domain::sealed::Kind::Report,
        granted_at: Millis(100),
        expires_at: Millis(200_000),
        ended_at: None,
    };
    grant::insert(&mut tx, &granted, challenge(3)).await.unwrap();
    assert_eq!(retention::challenges(&mut tx, SOON, 9).await.unwrap(), 1);
    for (n, there) in [(1, true), (2, true), (3, true), (4, false)] {
        assert_eq!(is_there(&mut tx, n).await, there, "{n}");
    }
    assert_eq!(retention::grants(&mut tx, Millis(200_000), 9).await.unwrap(), 0);
    assert_eq!(retention::grants(&mut tx, Millis(200_001), 9).await.unwrap(), 1);
    retention::sendings(&mut tx, SOON, 9).await.unwrap();
    retention::askings(&mut tx, SOON, 9).await.unwrap();
    assert_eq!(retention::challenges(&mut tx, SOON, 2).await.unwrap(), 2);
    assert_eq!(retention::challenges(&mut tx, SOON, 9).await.unwrap(), 1);
}

/// Whatever the moment of the sweep, a challenge or a message that is not over then is left.
async fn takes_nothing_that_lives(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    for n in 1..=20 {
        with_message(&mut tx, n, patient, i64::from(n) * 10_000).await;
    }
    for now in (0..300_000).step_by(7_000) {
        retention::messages(&mut tx, Millis(now), 3).await.unwrap();
        retention::challenges(&mut tx, Millis(now), 3).await.unwrap();
        for n in 1..=20 {
            if i64::from(n) * 10_000 + 90_000 >= now {
                assert!(is_there(&mut tx, n).await, "{n} at {now}");
                assert_eq!(tries(&mut tx, n).await, 1, "{n} at {now}");
            }
        }
    }
    assert!(!is_there(&mut tx, 1).await);
}

async fn takes_look_ups_in_vain_that_no_key_stands_for(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 9).await;
    let record = with_record(&mut tx, 9, patient).await;
    with_dispensing(&mut tx, 9, patient, record).await;
    let handed_over = VerificationId(uuid(9));
    verification::allow(&mut tx, handed_over, Millis(1_000)).await.unwrap();
    assert!(verification::dispense(&mut tx, handed_over, Millis(0), Millis(1_000)).await.unwrap());
    let token = with_token(&mut tx, 9).await;
    let pharmacy = PharmacyId(uuid(9));
    // Keys of systems and of pages.
    for (n, asked) in [(1, 30), (2, 10), (3, 20), (4, 40)] {
        let moments = Moments::asked(Millis(asked));
        let row = VerificationRow { pharmacy, moments, ..a_verification(n, None) };
        verification::insert(&mut tx, &row).await.unwrap();
        let done = DoneRow { request: key(1), verification_id: row.id, begun_at: None };
        let name = key(u8::try_from(n).unwrap());
        let by = Some(token).filter(|_| n % 2 == 0);
        assert!(idempotent::claim(&mut tx, by, name, &done, Millis(asked)).await.unwrap());
    }
    assert_eq!(retention::look_ups(&mut tx, SOON, 9).await.unwrap(), 0, "keys stand for them");
    for (before, limit, swept) in [(10, 9, 0), (30, 1, 1), (30, 9, 1), (30, 9, 0)] {
        let before = Millis(before);
        assert_eq!(retention::keys(&mut tx, before, limit).await.unwrap(), swept);
        assert_eq!(retention::look_ups(&mut tx, before, limit).await.unwrap(), swept);
    }
    let mut left = Vec::new();
    for n in 1..=4 {
        let row = verification::get(&mut tx, VerificationId(uuid(n))).await.unwrap();
        left.extend(row.map(|_| n));
    }
    assert_eq!(left, [1, 4]);
    assert_eq!(retention::keys(&mut tx, SOON, 9).await.unwrap(), 2);
    assert_eq!(retention::look_ups(&mut tx, SOON, 9).await.unwrap(), 2);
    assert!(verification::get(&mut tx, handed_over).await.unwrap().is_some());
}
