use crate::fixture::{a_challenge, session, uuid, with_patient};
use domain::{
    Millis,
    id::{ChallengeId, PatientId},
};
use store::{
    Tx,
    challenge::{self, ChallengeRow},
    earned::{self, Others},
    testing::TestDb,
};

conforms!(
    is_used_up_once_for_its_kind_and_in_time,
    counts_tries_until_it_is_used_up,
    ends_in_other_sessions_what_may_admit_the_patient
);

const KIND: &str = "activate";

/// A challenge of a kind that was answered at 2 000.
async fn answered(tx: &mut Tx, n: u32, kind: &str, patient: PatientId) -> ChallengeId {
    let row = ChallengeRow { kind: kind.to_owned(), ..a_challenge(n, Some(patient)) };
    challenge::insert(tx, &row).await.unwrap();
    assert!(challenge::consume(tx, row.id, Millis(2_000)).await.unwrap());
    row.id
}

async fn is_used_up_once_for_its_kind_and_in_time(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let open = ChallengeRow { kind: KIND.to_owned(), ..a_challenge(3, Some(patient)) };
    challenge::insert(&mut tx, &open).await.unwrap();
    let id = answered(&mut tx, 2, KIND, patient).await;
    for (id, kind, since) in [(id, "sign-in", 0), (id, KIND, 2_000), (open.id, KIND, 0)] {
        let since = Millis(since);
        assert_eq!(earned::see(&mut tx, id, kind, since).await.unwrap(), None, "{kind}");
        let used = earned::use_up(&mut tx, id, kind, since, Millis(3_000)).await.unwrap();
        assert_eq!(used, None, "{kind}");
    }
    let purpose = Some("{}".to_owned());
    assert_eq!(earned::see(&mut tx, id, KIND, Millis(1_999)).await.unwrap(), purpose);
    let used = earned::use_up(&mut tx, id, KIND, Millis(1_999), Millis(3_000)).await.unwrap();
    assert_eq!(used, purpose);
    let again = earned::use_up(&mut tx, id, KIND, Millis(1_999), Millis(3_000)).await.unwrap();
    assert_eq!(again, None);
    assert_eq!(earned::see(&mut tx, id, KIND, Millis(1_999)).await.unwrap(), None);
}

async fn counts_tries_until_it_is_used_up(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let id = answered(&mut tx, 2, KIND, patient).await;
    for tries in 1..=3 {
        let spent = earned::spend_try(&mut tx, id, KIND, Millis(0)).await.unwrap();
        assert_eq!(spent, Some(tries));
    }
    assert_eq!(earned::spend_try(&mut tx, id, "sign-in", Millis(0)).await.unwrap(), None);
    earned::use_up(&mut tx, id, KIND, Millis(0), Millis(3_000)).await.unwrap();
    assert_eq!(earned::spend_try(&mut tx, id, KIND, Millis(0)).await.unwrap(), None);
}

async fn ends_in_other_sessions_what_may_admit_the_patient(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (own, strange) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    let in_session = |n, of, patient, purpose: &str| ChallengeRow {
        session: session(of),
        purpose: purpose.to_owned(),
        ..a_challenge(n, Some(patient))
    };
    let both = format!(r#"{{"candidates":["{strange}","{own}"]}}"#);
    let other = format!(r#"{{"candidates":["{strange}"]}}"#);
    // 11 is kept, 12 the patient's elsewhere, 13 admits a stranger or the patient, 14 a stranger alone.
    let rows =
        [(11, 1, own, "{}"), (12, 2, own, "{}"), (13, 3, strange, &both), (14, 4, strange, &other)];
    for (n, of, patient, purpose) in rows {
        challenge::insert(&mut tx, &in_session(n, of, patient, purpose)).await.unwrap();
    }
    // Answered in another session, and nobody was chosen yet.
    let choice = in_session(15, 5, strange, &both);
    challenge::insert(&mut tx, &choice).await.unwrap();
    assert!(challenge::consume(&mut tx, choice.id, Millis(2_000)).await.unwrap());
    let keep = Some(session(1));
    let alone = Others { patient: own, shared: false, keep, kind: "sign-in" };
    assert_eq!(earned::end_others(&mut tx, &alone, Millis(3_000)).await.unwrap(), 1);
    let others = Others { shared: true, ..alone };
    assert_eq!(earned::end_others(&mut tx, &others, Millis(3_000)).await.unwrap(), 2);
    for (n, of, lives) in [(11, 1, true), (12, 2, false), (13, 3, false), (14, 4, true)] {
        let row = challenge::get(&mut tx, ChallengeId(uuid(n)), session(of)).await.unwrap();
        assert_eq!(row.unwrap().ended_at.is_none(), lives, "{n}");
    }
    assert!(!challenge::choose(&mut tx, choice.id, Millis(4_000)).await.unwrap());
}
