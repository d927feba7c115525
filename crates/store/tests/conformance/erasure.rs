use crate::fixture::{uuid, with_patient};
use domain::{
    Millis,
    erasure::{Reason, Request, State},
    id::PatientId,
};
use store::{Tx, erasure, testing::TestDb};

conforms!(
    is_asked_answered_and_done,
    is_taken_back_until_its_notice_is_over,
    is_refused_and_asked_again,
    is_closed_first_where_records_are_kept,
    is_taken_over_from_another_database,
    is_owed_until_the_files_were_cleared,
);

async fn state(tx: &mut Tx, patient: PatientId) -> State {
    erasure::get(tx, patient).await.unwrap().unwrap().state()
}

async fn is_asked_answered_and_done(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    assert!(!erasure::confirm(&mut tx, patient, Millis(9), Millis(99)).await.unwrap());
    assert!(erasure::ask(&mut tx, patient, Millis(10)).await.unwrap());
    assert!(!erasure::ask(&mut tx, patient, Millis(11)).await.unwrap());
    assert_eq!(state(&mut tx, patient).await, State::Asked);
    assert!(erasure::confirm(&mut tx, patient, Millis(20), Millis(50)).await.unwrap());
    assert!(!erasure::confirm(&mut tx, patient, Millis(21), Millis(99)).await.unwrap());
    assert!(!erasure::refuse(&mut tx, patient, Millis(21), Reason::Law).await.unwrap());
    assert!(!erasure::ask(&mut tx, patient, Millis(22)).await.unwrap());
    assert_eq!(state(&mut tx, patient).await, State::Confirmed(Millis(50)));
    assert_eq!(erasure::due(&mut tx, Millis(49), 9).await.unwrap(), []);
    assert!(!erasure::finish(&mut tx, patient, Millis(49), None).await.unwrap());
    assert_eq!(erasure::due(&mut tx, Millis(50), 9).await.unwrap(), [patient]);
    assert_eq!(erasure::open(&mut tx).await.unwrap().len(), 1);
    assert!(erasure::finish(&mut tx, patient, Millis(50), Some("wrap-1")).await.unwrap());
    assert!(!erasure::finish(&mut tx, patient, Millis(51), None).await.unwrap());
    assert!(!erasure::close(&mut tx, patient, Millis(51), Millis(90)).await.unwrap());
    assert_eq!(state(&mut tx, patient).await, State::Erased(Millis(50)));
    assert_eq!(erasure::due(&mut tx, Millis(60), 9).await.unwrap(), []);
    assert_eq!(erasure::open(&mut tx).await.unwrap(), []);
    assert_eq!(erasure::by_key(&mut tx).await.unwrap(), [("wrap-1".to_owned(), 1)]);
}

async fn is_taken_back_until_its_notice_is_over(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    assert!(!erasure::withdraw(&mut tx, patient, Millis(9)).await.unwrap());
    erasure::ask(&mut tx, patient, Millis(10)).await.unwrap();
    erasure::confirm(&mut tx, patient, Millis(20), Millis(50)).await.unwrap();
    assert!(!erasure::withdraw(&mut tx, patient, Millis(50)).await.unwrap());
    assert!(erasure::withdraw(&mut tx, patient, Millis(49)).await.unwrap());
    assert!(!erasure::withdraw(&mut tx, patient, Millis(49)).await.unwrap());
    assert_eq!(state(&mut tx, patient).await, State::Withdrawn);
    assert_eq!(erasure::due(&mut tx, Millis(99), 9).await.unwrap(), []);
    for done in [
        erasure::finish(&mut tx, patient, Millis(99), None).await.unwrap(),
        erasure::close(&mut tx, patient, Millis(99), Millis(200)).await.unwrap(),
    ] {
        assert!(!done, "it was taken back");
    }
    assert!(erasure::ask(&mut tx, patient, Millis(60)).await.unwrap());
    assert_eq!(state(&mut tx, patient).await, State::Asked);
}

async fn is_refused_and_asked_again(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    erasure::ask(&mut tx, patient, Millis(10)).await.unwrap();
    for reason in Reason::ALL {
        assert!(erasure::refuse(&mut tx, patient, Millis(20), reason).await.unwrap());
        assert!(!erasure::withdraw(&mut tx, patient, Millis(20)).await.unwrap());
        assert_eq!(state(&mut tx, patient).await, State::Refused(reason));
        assert!(erasure::ask(&mut tx, patient, Millis(30)).await.unwrap());
    }
}

async fn is_closed_first_where_records_are_kept(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    erasure::ask(&mut tx, patient, Millis(10)).await.unwrap();
    erasure::confirm(&mut tx, patient, Millis(20), Millis(50)).await.unwrap();
    assert!(!erasure::close(&mut tx, patient, Millis(49), Millis(90)).await.unwrap());
    assert!(erasure::close(&mut tx, patient, Millis(50), Millis(90)).await.unwrap());
    assert_eq!(state(&mut tx, patient).await, State::Closed(Millis(90)));
    assert!(!erasure::withdraw(&mut tx, patient, Millis(60)).await.unwrap());
    assert!(!erasure::ask(&mut tx, patient, Millis(60)).await.unwrap());
    assert!(!erasure::finish(&mut tx, patient, Millis(89), None).await.unwrap());
    assert_eq!(erasure::due(&mut tx, Millis(90), 9).await.unwrap(), [patient]);
    assert!(erasure::finish(&mut tx, patient, Millis(90), None).await.unwrap());
}

async fn is_taken_over_from_another_database(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (known, unknown) = (PatientId(uuid(1)), PatientId(uuid(2)));
    erasure::ask(&mut tx, known, Millis(10)).await.unwrap();
    erasure::withdraw(&mut tx, known, Millis(11)).await.unwrap();
    for patient in [known, unknown] {
        let request = Request {
            patient,
            asked_at: Millis(5),
            withdrawn_at: None,
            refused_at: None,
            reason: None,
            confirmed_at: Some(Millis(6)),
            due_at: Some(Millis(7)),
            closed_at: None,
            erased_at: Some(Millis(8)),
            key_id: Some("wrap-1".to_owned()),
        };
        for _ in 0..2 {
            erasure::adopt(&mut tx, &request).await.unwrap();
        }
        assert_eq!(erasure::get(&mut tx, patient).await.unwrap(), Some(request));
    }
    let first = erasure::erased(&mut tx, PatientId(uuid(0)), 1).await.unwrap();
    assert_eq!(first.iter().map(|it| it.patient).collect::<Vec<_>>(), [known]);
    let second = erasure::erased(&mut tx, known, 9).await.unwrap();
    assert_eq!(second.iter().map(|it| it.patient).collect::<Vec<_>>(), [unknown]);
}

async fn is_owed_until_the_files_were_cleared(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let [patient, other] = [with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await];
    for it in [patient, other] {
        erasure::ask(&mut tx, it, Millis(10)).await.unwrap();
        erasure::confirm(&mut tx, it, Millis(20), Millis(50)).await.unwrap();
    }
    assert_eq!(erasure::unscrubbed(&mut tx).await.unwrap(), []);
    erasure::close(&mut tx, patient, Millis(50), Millis(90)).await.unwrap();
    assert_eq!(erasure::unscrubbed(&mut tx).await.unwrap(), [(patient, None)]);
    erasure::rewritten(&mut tx, patient, Millis(50)).await.unwrap();
    let owed = erasure::unscrubbed(&mut tx).await.unwrap();
    assert_eq!(owed, [(patient, Some(Millis(50)))]);
    erasure::scrubbed(&mut tx, patient, Millis(51)).await.unwrap();
    assert_eq!(erasure::unscrubbed(&mut tx).await.unwrap(), []);
    erasure::finish(&mut tx, other, Millis(60), None).await.unwrap();
    erasure::finish(&mut tx, patient, Millis(90), None).await.unwrap();
    assert_eq!(erasure::unscrubbed(&mut tx).await.unwrap(), [(patient, None), (other, None)]);
    for it in [patient, other] {
        erasure::scrubbed(&mut tx, it, Millis(91)).await.unwrap();
    }
    let request = erasure::get(&mut tx, patient).await.unwrap().unwrap();
    erasure::adopt(&mut tx, &request).await.unwrap();
    assert_eq!(erasure::unscrubbed(&mut tx).await.unwrap(), [(patient, None)]);
}
