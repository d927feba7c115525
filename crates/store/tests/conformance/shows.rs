use crate::fixture::{a_record, key, uuid, with_patient, with_record};
use domain::{
    Millis,
    clinical::Status,
    id::{PatientId, RecordId},
    sealed::Kind,
};
use store::{
    Tx,
    record::{self, RecordRow},
    shows, source,
    testing::TestDb,
};

conforms!(
    is_replaced_whole,
    needs_its_record,
    lets_a_released_report_alone_vouch,
    is_followed_through_panels_that_hold_each_other,
    follows_no_source_of_another_kind,
    gives_the_newest_of_each_analyte_first_and_not_too_many,
);

fn keys(of: &[u8]) -> Vec<[u8; 32]> {
    of.iter().map(|n| key(*n)).collect()
}

async fn is_replaced_whole(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let (report, other) =
        (with_record(&mut tx, 1, patient).await, with_record(&mut tx, 2, patient).await);
    shows::replace(&mut tx, other, &[key(1)]).await.unwrap();
    let cases = [(&[2, 1, 2][..], &[1, 2][..]), (&[3, 2], &[2, 3]), (&[], &[]), (&[4], &[4])];
    for (written, found) in cases {
        shows::replace(&mut tx, report, &keys(written)).await.unwrap();
        assert_eq!(shows::of(&mut tx, report).await.unwrap(), keys(found));
    }
    assert_eq!(shows::of(&mut tx, other).await.unwrap(), [key(1)]);
}

async fn needs_its_record(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    assert!(shows::replace(&mut tx, RecordId(uuid(9)), &[key(1)]).await.is_err());
}

/// A result of analyte 1, at `n`, known by the key of its number.
async fn with_result(tx: &mut Tx, n: u8, patient: PatientId) -> RecordId {
    let number = u32::from(n);
    let row = RecordRow {
        kind: Kind::Observation,
        analyte: Some(vec![1; 32]),
        effective_at: Some(Millis(n.into())),
        ..a_record(number, patient)
    };
    record::insert(tx, std::slice::from_ref(&row)).await.unwrap();
    source::add(tx, &[(key(n), "observation", row.id.0)]).await.unwrap();
    row.id
}

/// A report that shows these results.
async fn with_report(tx: &mut Tx, n: u32, patient: PatientId, status: Status, of: &[u8]) {
    record::insert(tx, &[RecordRow { status, ..a_record(n, patient) }]).await.unwrap();
    shows::replace(tx, RecordId(uuid(n)), &keys(of)).await.unwrap();
}

/// The numbers of the results of analyte 1.
async fn found(tx: &mut Tx, patient: PatientId) -> Vec<RecordId> {
    let rows = record::by_analyte(tx, patient, &[[1; 32]], Millis(1_000)).await.unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

async fn lets_a_released_report_alone_vouch(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let other = with_patient(&mut tx, 2).await;
    for n in 1..=6 {
        with_result(&mut tx, n, patient).await;
    }
    let reports = [
        (Status::Final, &[1, 5][..]),
        (Status::Amended, &[2]),
        (Status::UnderReview, &[3, 5]),
        (Status::Withdrawn, &[4, 5]),
    ];
    for (n, (status, of)) in (101..).zip(reports) {
        with_report(&mut tx, n, patient, status, of).await;
    }
    with_report(&mut tx, 105, other, Status::Final, &[3, 4, 6]).await;
    assert_eq!(found(&mut tx, patient).await, [5, 2, 1].map(|n| RecordId(uuid(n))));
    assert_eq!(found(&mut tx, other).await, []);

    // What is no longer shown no longer counts.
    shows::replace(&mut tx, RecordId(uuid(101)), &[key(6)]).await.unwrap();
    assert_eq!(found(&mut tx, patient).await, [6, 2].map(|n| RecordId(uuid(n))));
}

async fn is_followed_through_panels_that_hold_each_other(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let other = with_patient(&mut tx, 2).await;
    for n in 1..=4 {
        with_result(&mut tx, n, patient).await;
    }
    let foreign = with_result(&mut tx, 5, other).await;
    let panels = [(1, &[2, 1][..]), (2, &[1, 3, 5])];
    for (panel, members) in panels {
        shows::replace(&mut tx, RecordId(uuid(panel)), &keys(members)).await.unwrap();
    }
    // Through another patient's panel leads no way.
    shows::replace(&mut tx, foreign, &[key(4)]).await.unwrap();
    with_report(&mut tx, 101, patient, Status::Final, &[1]).await;
    assert_eq!(found(&mut tx, patient).await, [3, 2, 1].map(|n| RecordId(uuid(n))));
}

async fn follows_no_source_of_another_kind(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    with_result(&mut tx, 1, patient).await;
    with_report(&mut tx, 101, patient, Status::UnderReview, &[1]).await;
    with_report(&mut tx, 102, patient, Status::Final, &[9]).await;
    source::add(&mut tx, &[(key(9), "report", uuid(101))]).await.unwrap();
    assert_eq!(found(&mut tx, patient).await, []);
}

async fn gives_the_newest_of_each_analyte_first_and_not_too_many(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    with_report(&mut tx, 9_999, patient, Status::Final, &[]).await;
    let mut lookups = Vec::new();
    for analyte in 0_u8..22 {
        for at in 0_u8..30 {
            let n = 1 + u32::from(analyte) * 100 + u32::from(at);
            let row = RecordRow {
                kind: Kind::Observation,
                analyte: Some(vec![analyte; 32]),
                effective_at: Some(Millis(at.into())),
                ..a_record(n, patient)
            };
            record::insert(&mut tx, std::slice::from_ref(&row)).await.unwrap();
            let mut lookup = key(analyte);
            lookup[..1].fill(at);
            source::add(&mut tx, &[(lookup, "observation", row.id.0)]).await.unwrap();
            lookups.push(lookup);
        }
    }
    shows::replace(&mut tx, RecordId(uuid(9_999)), &lookups).await.unwrap();
    let all: Vec<[u8; 32]> = (0..22).map(key).collect();
    let found = record::by_analyte(&mut tx, patient, &all, Millis(29)).await.unwrap();
    assert_eq!(found.len(), 500);
    assert!(found.iter().take(22).all(|row| row.effective_at == Some(Millis(28))));
    let one = record::by_analyte(&mut tx, patient, &[key(3)], Millis(29)).await.unwrap();
    let times: Vec<i64> = one.iter().filter_map(|row| row.effective_at).map(|at| at.0).collect();
    assert_eq!(times, (5..=28).rev().collect::<Vec<i64>>());
}
