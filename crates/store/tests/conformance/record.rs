use crate::fixture::{a_record, key, uuid, with_patient, with_record};
use domain::{
    Millis,
    clinical::Status,
    id::{PatientId, RecordId},
    sealed::Kind,
};
use store::{
    history,
    record::{self, RecordRow},
    shows, source,
    testing::TestDb,
};

conforms!(
    comes_back_as_written,
    is_written_with_many_at_once_or_none,
    keeps_its_versions,
    is_not_replaced_by_another_patients,
    is_listed_newest_first,
    is_found_by_id_for_its_patient_alone,
    is_found_by_analyte_when_settled,
);

fn ids(n: &[u32]) -> Vec<RecordId> {
    n.iter().map(|n| RecordId(uuid(*n))).collect()
}

async fn comes_back_as_written(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let rows = [
        RecordRow { analyte: Some(vec![4]), stamp: Some("a".to_owned()), ..a_record(1, patient) },
        RecordRow { effective_at: None, heading: None, ..a_record(2, patient) },
    ];
    record::insert(&mut tx, &rows).await.unwrap();
    for row in rows {
        assert_eq!(record::get(&mut tx, row.id).await.unwrap(), Some(row));
    }
    assert_eq!(record::get(&mut tx, RecordId(uuid(9))).await.unwrap(), None);
}

async fn is_written_with_many_at_once_or_none(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let rows: Vec<_> = (1..=600).map(|n| a_record(n, patient)).collect();
    record::insert(&mut tx, &[]).await.unwrap();
    record::insert(&mut tx, &rows).await.unwrap();
    let mut heads = record::heads(&mut tx, &ids(&[600, 1, 257, 601])).await.unwrap();
    heads.sort_by_key(|head| head.id);
    let found: Vec<_> = heads.into_iter().map(|head| head.with(vec![2])).collect();
    assert_eq!(found, [1, 257, 600].map(|n| a_record(n, patient)));
    tx.commit().await.unwrap();

    let mut tx = db.begin().await.unwrap();
    let twice = [a_record(601, patient), a_record(1, patient)];
    assert!(record::insert(&mut tx, &twice).await.unwrap_err().is_unique_violation());
    drop(tx);
    let mut tx = db.begin().await.unwrap();
    assert_eq!(record::get(&mut tx, RecordId(uuid(601))).await.unwrap(), None);
}

async fn keeps_its_versions(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    record::insert(&mut tx, &[a_record(1, patient)]).await.unwrap();
    let newer = RecordRow {
        status: Status::Amended,
        effective_at: None,
        heading: None,
        analyte: Some(vec![7]),
        envelope: vec![8],
        version: 2,
        stamp: Some("b".to_owned()),
        digest: vec![9],
        imported_at: Millis(200),
        ..a_record(1, patient)
    };
    for replaced in [true, false] {
        assert_eq!(record::replace(&mut tx, &newer, Millis(200)).await.unwrap(), replaced);
        assert_eq!(record::get(&mut tx, newer.id).await.unwrap(), Some(newer.clone()));
        assert_eq!(history::of_record(&mut tx, newer.id).await.unwrap(), 1);
    }
}

async fn is_not_replaced_by_another_patients(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let other = with_patient(&mut tx, 2).await;
    let row = a_record(1, patient);
    record::insert(&mut tx, std::slice::from_ref(&row)).await.unwrap();
    let foreign = RecordRow { patient: other, version: 2, ..row.clone() };
    assert!(!record::replace(&mut tx, &foreign, Millis(200)).await.unwrap());
    assert_eq!(record::get(&mut tx, row.id).await.unwrap(), Some(row.clone()));
    assert_eq!(history::of_record(&mut tx, row.id).await.unwrap(), 0);
}

async fn is_listed_newest_first(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let other = with_patient(&mut tx, 2).await;
    let rows = [
        RecordRow { effective_at: None, ..a_record(1, patient) },
        RecordRow { effective_at: Some(Millis(20)), ..a_record(2, patient) },
        RecordRow { effective_at: Some(Millis(30)), ..a_record(3, patient) },
        RecordRow { kind: Kind::Prescription, ..a_record(4, patient) },
        a_record(5, other),
    ];
    record::insert(&mut tx, &rows).await.unwrap();
    let listed = record::list(&mut tx, patient, Kind::Report).await.unwrap();
    let found: Vec<RecordId> = listed.iter().map(|head| head.id).collect();
    assert_eq!(found, ids(&[3, 2, 1]));
    let newest = listed.first().unwrap();
    let seen = (newest.patient, newest.kind, newest.status, newest.effective_at, newest.version);
    assert_eq!(seen, (patient, Kind::Report, Status::Final, Some(Millis(30)), 1));
    assert_eq!(newest.heading, Some(vec![1]));
}

async fn is_found_by_id_for_its_patient_alone(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let other = with_patient(&mut tx, 2).await;
    let mine = [a_record(1, patient), a_record(2, patient)];
    record::insert(&mut tx, &mine).await.unwrap();
    record::insert(&mut tx, &[a_record(3, other), a_record(4, patient)]).await.unwrap();
    let found = record::by_ids(&mut tx, patient, &ids(&[3, 2, 1, 9])).await.unwrap();
    assert_eq!(found, mine);
    assert_eq!(record::by_ids(&mut tx, patient, &[]).await.unwrap(), []);
}

fn measured(n: u32, patient: PatientId, analyte: u8, at: Option<i64>, status: Status) -> RecordRow {
    RecordRow {
        kind: Kind::Observation,
        analyte: Some(vec![analyte; 32]),
        effective_at: at.map(Millis),
        status,
        ..a_record(n, patient)
    }
}

async fn is_found_by_analyte_when_settled(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let other = with_patient(&mut tx, 2).await;
    let rows = [
        measured(1, patient, 1, Some(10), Status::Final),
        measured(2, patient, 1, Some(20), Status::Amended),
        measured(3, patient, 2, Some(15), Status::Final),
        measured(4, patient, 1, Some(30), Status::Final),
        measured(5, patient, 1, Some(12), Status::UnderReview),
        measured(6, patient, 1, Some(13), Status::Withdrawn),
        measured(7, patient, 3, Some(14), Status::Final),
        measured(8, patient, 1, None, Status::Final),
        measured(9, other, 1, Some(11), Status::Final),
    ];
    record::insert(&mut tx, &rows).await.unwrap();
    let report = with_record(&mut tx, 101, patient).await;
    let lookups: Vec<_> = (1..).map(key).take(rows.len()).collect();
    for (lookup, row) in lookups.iter().zip(&rows) {
        source::add(&mut tx, &[(*lookup, "observation", row.id.0)]).await.unwrap();
    }
    shows::replace(&mut tx, report, &lookups).await.unwrap();
    let wanted = [[1; 32], [2; 32]];
    let found = record::by_analyte(&mut tx, patient, &wanted, Millis(30)).await.unwrap();
    let found: Vec<RecordId> = found.iter().map(|row| row.id).collect();
    assert_eq!(found, ids(&[2, 3, 1]));
}
