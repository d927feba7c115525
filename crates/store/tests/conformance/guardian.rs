use crate::fixture::{key, session, uuid, with_challenge, with_patient, with_record};
use domain::{
    Language, Millis,
    grant::{Granted, GrantedAll},
    guardian::Reason,
    id::{ExportId, GrantId, GuardianshipId, PatientId},
};
use store::{
    Tx, export, grant,
    guardian::{self, GuardianshipRow},
    session::SessionRow,
    testing::TestDb,
};

conforms!(holds_until_its_time, ends_before_its_time, is_one_between_two, ends_what_it_opened);

/// The guardianship of patient 2 over patient 1, from 100 to 200.
async fn with_guardianship(tx: &mut Tx) -> GuardianshipRow {
    let (patient, guardian) = (with_patient(tx, 1).await, with_patient(tx, 2).await);
    let row = GuardianshipRow {
        id: GuardianshipId(uuid(1)),
        patient,
        guardian,
        reason: Reason::Court,
        granted_at: Millis(100),
        ends_at: Millis(200),
        ended_at: None,
    };
    assert!(guardian::insert(tx, &row).await.unwrap());
    row
}

async fn until(tx: &mut Tx, row: &GuardianshipRow, now: i64) -> Option<Millis> {
    guardian::holds(tx, row.patient, row.guardian, Millis(now)).await.unwrap()
}

async fn holds_until_its_time(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_guardianship(&mut tx).await;
    for (now, holds) in [(100, true), (199, true), (200, false)] {
        assert_eq!(until(&mut tx, &row, now).await, holds.then_some(Millis(200)), "{now}");
        assert_eq!(row.holds(Millis(now)), holds, "{now}");
    }
    let other_way = guardian::holds(&mut tx, row.guardian, row.patient, Millis(150)).await;
    assert_eq!(other_way.unwrap(), None);
    for (seen, expected) in [
        (guardian::of_patient(&mut tx, row.patient).await.unwrap(), vec![row.clone()]),
        (guardian::of_patient(&mut tx, row.guardian).await.unwrap(), vec![]),
        (guardian::of_guardian(&mut tx, row.guardian).await.unwrap(), vec![row.clone()]),
        (guardian::of_guardian(&mut tx, row.patient).await.unwrap(), vec![]),
    ] {
        assert_eq!(seen, expected);
    }
}

async fn ends_before_its_time(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_guardianship(&mut tx).await;
    let end = async |tx: &mut Tx, now| {
        guardian::end(tx, row.patient, row.guardian, Millis(now)).await.unwrap()
    };
    assert!(!end(&mut tx, 200).await, "time has ended it");
    assert!(end(&mut tx, 150).await);
    assert!(!end(&mut tx, 151).await);
    assert_eq!(until(&mut tx, &row, 150).await, None);
    let kept = guardian::of_patient(&mut tx, row.patient).await.unwrap();
    let ended = GuardianshipRow { ended_at: Some(Millis(150)), ..row };
    assert!(!ended.holds(Millis(150)));
    assert_eq!(kept, [ended]);
}

async fn is_one_between_two(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_guardianship(&mut tx).await;
    let again = |n, granted_at| GuardianshipRow {
        id: GuardianshipId(uuid(n)),
        granted_at: Millis(granted_at),
        ends_at: Millis(900),
        ..row.clone()
    };
    assert!(!guardian::insert(&mut tx, &again(2, 199)).await.unwrap());
    assert!(guardian::insert(&mut tx, &again(3, 200)).await.unwrap(), "time has ended the first");
    let ended = GuardianshipRow { ended_at: Some(Millis(200)), ..row.clone() };
    let all = guardian::of_patient(&mut tx, row.patient).await.unwrap();
    assert_eq!(all, [again(3, 200), ended]);
    let third = with_patient(&mut tx, 3).await;
    let other = GuardianshipRow { guardian: third, ..again(4, 300) };
    assert!(guardian::insert(&mut tx, &other).await.unwrap(), "there may be two guardians");
    let nobody = GuardianshipRow { guardian: PatientId(uuid(9)), ..again(5, 300) };
    assert!(guardian::insert(&mut tx, &nobody).await.is_err());
}

/// What a session was granted of a patient's records, all of them.
fn all_of(patient: PatientId, n: u32) -> GrantedAll {
    GrantedAll {
        id: ExportId(uuid(n)),
        session: session(n),
        patient,
        granted_at: Millis(100),
        expires_at: Millis(190),
        ended_at: None,
    }
}

async fn ends_what_it_opened(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_guardianship(&mut tx).await;
    let challenge = with_challenge(&mut tx, 1, row.guardian).await;
    let record = with_record(&mut tx, 1, row.patient).await;
    let of_guardian = SessionRow {
        id_hash: key(1),
        data: String::new(),
        expires_at: Millis(900),
        patient: Some(row.guardian),
        name: Some(session(1)),
        device: None,
    };
    assert!(store::session::insert(&mut tx, &of_guardian).await.unwrap());
    for n in [1, 2] {
        let granted = Granted {
            id: GrantId(uuid(n)),
            session: session(n),
            patient: row.patient,
            record,
            kind: domain::sealed::Kind::Report,
            granted_at: Millis(100),
            expires_at: Millis(190),
            ended_at: None,
        };
        grant::insert(&mut tx, &granted, challenge).await.unwrap();
        export::insert(&mut tx, &all_of(row.patient, n), Language::En).await.unwrap();
    }
    assert!(guardian::end(&mut tx, row.patient, row.guardian, Millis(150)).await.unwrap());
    for (n, ended_at) in [(1, Some(Millis(150))), (2, None)] {
        let granted = grant::latest(&mut tx, session(n), record).await.unwrap().unwrap();
        assert_eq!(granted.ended_at, ended_at, "{n}");
        let export = export::latest(&mut tx, session(n), row.patient).await.unwrap().unwrap();
        assert_eq!(export.granted.ended_at, ended_at, "export {n}");
    }
}
