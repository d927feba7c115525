use crate::fixture::{session, uuid, with_challenge, with_patient, with_record};
use domain::{
    Millis,
    grant::Granted,
    id::{ChallengeId, GrantId, RecordId},
};
use store::{Tx, grant, history, testing::TestDb};

conforms!(comes_back_newest_first, ends_by_hand, ends_with_its_session);

/// Grants of two records to session 1, and of the first to session 2, from 100 to 200.
async fn with_grants(tx: &mut Tx) -> [Granted; 3] {
    let patient = with_patient(tx, 1).await;
    let challenge = with_challenge(tx, 1, patient).await;
    let (first, second) = (with_record(tx, 1, patient).await, with_record(tx, 2, patient).await);
    let granted = |n, of, report| Granted {
        id: GrantId(uuid(n)),
        session: session(of),
        patient,
        record: report,
        kind: domain::sealed::Kind::Report,
        granted_at: Millis(100),
        expires_at: Millis(200),
        ended_at: None,
    };
    let grants = [granted(1, 1, first), granted(2, 1, second), granted(3, 2, first)];
    for row in &grants {
        grant::insert(tx, row, challenge).await.unwrap();
    }
    let newer =
        Granted { granted_at: Millis(150), expires_at: Millis(250), ..granted(4, 1, first) };
    let older =
        Granted { granted_at: Millis(50), ended_at: Some(Millis(60)), ..granted(5, 1, first) };
    for row in [&newer, &older] {
        grant::insert(tx, row, challenge).await.unwrap();
    }
    [newer, grants[1], grants[2]]
}

async fn comes_back_newest_first(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    for row in with_grants(&mut tx).await {
        let found = grant::latest(&mut tx, row.session, row.record).await.unwrap();
        assert_eq!(found, Some(row));
    }
    let none = grant::latest(&mut tx, session(1), RecordId(uuid(9))).await.unwrap();
    assert_eq!(none, None);
    for (n, challenge) in [(1, Some(ChallengeId(uuid(1)))), (9, None)] {
        assert_eq!(grant::bought_with(&mut tx, GrantId(uuid(n))).await.unwrap(), challenge);
    }
}

async fn ends_by_hand(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let [first, second, _] = with_grants(&mut tx).await;
    let records = [first.record, second.record];
    for (now, live) in [(99, &records[..0]), (160, &records), (210, &records[..1]), (250, &[])] {
        let found = history::open_records(&mut tx, session(1), Millis(now)).await.unwrap();
        assert_eq!(found, live, "{now}");
    }
    for count in [2, 0] {
        let ended = grant::end(&mut tx, session(1), first.record, Millis(160)).await.unwrap();
        assert_eq!(ended, count);
    }
    for (n, live) in [(1, [second.record]), (2, [first.record])] {
        let found = history::open_records(&mut tx, session(n), Millis(160)).await.unwrap();
        assert_eq!(found, live, "{n}");
    }
    let row = grant::latest(&mut tx, session(1), first.record).await.unwrap().unwrap();
    assert_eq!(row.ended_at, Some(Millis(160)));
}

async fn ends_with_its_session(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let [first, ..] = with_grants(&mut tx).await;
    for count in [3, 0] {
        let ended = grant::end_of_session(&mut tx, session(1), Millis(160)).await.unwrap();
        assert_eq!(ended, count);
    }
    for (n, live) in [(1, vec![]), (2, vec![first.record])] {
        let found = history::open_records(&mut tx, session(n), Millis(160)).await.unwrap();
        assert_eq!(found, live, "{n}");
    }
}
