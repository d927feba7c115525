use crate::{
    counter::{a_verification, with_prescription},
    fixture::{a_message, a_record, key, session, uuid, with_challenge, with_patient, with_record},
    pharmacy::{with_pharmacy, with_staff},
};
use domain::{
    Language, Millis,
    export::File,
    grant::{Granted, GrantedAll},
    id::{ExportId, GrantId, PatientId, RecordId},
};
use sqlx::SqlitePool;
use std::collections::BTreeSet;
use store::{
    Tx, credential, document, erasure, export, grant, message, notice, patient, record,
    session::SessionRow,
    shows, source, staff,
    testing::{TestDb, fresh_sqlite},
    verification::{self, VerificationRow},
    wipe::{self, FATES, Fate},
};

conforms!(
    everything_of_one_patient_goes_and_nothing_of_another,
    old_records_go_and_young_ones_stay,
    a_session_of_somebody_who_is_erased_ends,
    whoever_looked_up_and_stood_for_it_is_erased_and_the_look_up_stays,
);

/// Something in each table of a patient.
async fn with_everything(tx: &mut Tx, n: u32) -> PatientId {
    let it = with_patient(tx, n).await;
    let challenge = with_challenge(tx, n, it).await;
    message::insert(tx, &[a_message(n, it, challenge)]).await.unwrap();
    let report = with_record(tx, n, it).await;
    let granted = Granted {
        id: GrantId(uuid(n)),
        session: session(n),
        patient: it,
        record: report,
        kind: domain::sealed::Kind::Report,
        granted_at: Millis(1),
        expires_at: Millis(2),
        ended_at: None,
    };
    grant::insert(tx, &granted, challenge).await.unwrap();
    let byte = u8::try_from(n).unwrap();
    source::add(tx, &[(key(byte), "patient", it.0), (key(byte + 100), "report", report.0)])
        .await
        .unwrap();
    shows::add(tx, &[(report, key(byte))]).await.unwrap();
    document::put(tx, report, 1, 0, &[1]).await.unwrap();
    let newer = record::RecordRow { version: 2, ..a_record(n, it) };
    assert!(record::replace(tx, &newer, Millis(200)).await.unwrap());
    let newer = patient::PatientRow { version: 2, ..crate::fixture::a_patient(n) };
    assert!(patient::update(tx, &newer, Millis(200)).await.unwrap());
    patient::set_contacts(tx, it, &[("phone", key(byte))]).await.unwrap();
    notice::accept(tx, it, "1", Language::En, Millis(1)).await.unwrap();
    with_account(tx, n, it).await;
    crate::counter::with_dispensing(tx, n, it, report).await;
    it
}

async fn with_account(tx: &mut Tx, n: u32, it: PatientId) {
    let all = GrantedAll {
        id: ExportId(uuid(n)),
        session: session(n),
        patient: it,
        granted_at: Millis(1),
        expires_at: Millis(2),
        ended_at: None,
    };
    export::insert(tx, &all, Language::En).await.unwrap();
    export::put_part(tx, all.id, File::Page, 0, &[1]).await.unwrap();
    let row = credential::CredentialRow {
        patient: it,
        password_hash: "x".to_owned(),
        failures: 0,
        changed_at: Millis(1),
    };
    credential::put(tx, &row).await.unwrap();
    store::session::insert(tx, &session_of(n, it)).await.unwrap();
}

fn session_of(n: u32, patient: PatientId) -> SessionRow {
    SessionRow {
        id_hash: key(u8::try_from(n).unwrap()),
        data: String::new(),
        expires_at: Millis(1_000),
        patient: Some(patient),
        name: Some(session(n)),
        device: None,
    }
}

async fn everything_of_one_patient_goes_and_nothing_of_another(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let gone = with_everything(&mut tx, 1).await;
    let stays = with_everything(&mut tx, 2).await;
    let before = wipe_count(&mut tx, stays).await;
    wipe::account(&mut tx, gone).await.unwrap();
    wipe::records(&mut tx, gone, Millis(i64::MAX)).await.unwrap();
    wipe::patient(&mut tx, gone).await.unwrap();
    assert_eq!(patient::get(&mut tx, gone).await.unwrap(), None);
    assert_eq!(record::get(&mut tx, RecordId(uuid(1))).await.unwrap(), None);
    assert_eq!(source::find(&mut tx, &[key(1), key(101)]).await.unwrap(), []);
    assert_eq!(wipe_count(&mut tx, stays).await, before);
    assert!(before.iter().all(|there| *there), "{before:?}");
    tx.commit().await.unwrap();
}

/// Of each thing, whether the patient has it.
async fn wipe_count(tx: &mut Tx, it: PatientId) -> [bool; 6] {
    let row = patient::get(tx, it).await.unwrap();
    let heads = record::list(tx, it, domain::sealed::Kind::Report).await.unwrap();
    let contact = patient::by_contact(tx, "phone", key(2)).await.unwrap();
    let credential = credential::get(tx, it).await.unwrap();
    let accepted = notice::accepted(tx, it, "1").await.unwrap();
    let session = store::session::get(tx, key(2), Millis(5)).await.unwrap();
    [
        row.is_some(),
        heads.len() == 1,
        contact == [it],
        credential.is_some(),
        accepted.is_some(),
        session.is_some(),
    ]
}

async fn old_records_go_and_young_ones_stay(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let it = with_patient(&mut tx, 1).await;
    assert_eq!(wipe::newest_record(&mut tx, it).await.unwrap(), None);
    let at = |n, effective_at: Option<i64>| record::RecordRow {
        effective_at: effective_at.map(Millis),
        ..a_record(n, it)
    };
    record::insert(&mut tx, &[at(1, Some(50)), at(2, None), at(3, Some(70))]).await.unwrap();
    assert_eq!(wipe::newest_record(&mut tx, it).await.unwrap(), Some(Millis(100)));
    wipe::records(&mut tx, it, Millis(70)).await.unwrap();
    let left = record::list(&mut tx, it, domain::sealed::Kind::Report).await.unwrap();
    assert_eq!(left.iter().map(|head| head.id.0).collect::<Vec<_>>(), [uuid(3), uuid(2)]);
}

async fn a_session_of_somebody_who_is_erased_ends(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (one, two) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    for (n, patient) in [(1, one), (2, two)] {
        store::session::insert(&mut tx, &session_of(n, patient)).await.unwrap();
        erasure::ask(&mut tx, patient, Millis(1)).await.unwrap();
    }
    erasure::confirm(&mut tx, one, Millis(1), Millis(2)).await.unwrap();
    assert_eq!(wipe::sessions(&mut tx).await.unwrap(), 0);
    erasure::finish(&mut tx, one, Millis(2), None).await.unwrap();
    assert_eq!(wipe::sessions(&mut tx).await.unwrap(), 1);
    assert!(store::session::get(&mut tx, key(2), Millis(5)).await.unwrap().is_some());
}

async fn whoever_looked_up_and_stood_for_it_is_erased_and_the_look_up_stays(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let pharmacy = with_pharmacy(&mut tx, 1).await;
    let (one, two) =
        (with_staff(&mut tx, 1, pharmacy).await, with_staff(&mut tx, 2, pharmacy).await);
    let patient = with_patient(&mut tx, 3).await;
    let of = with_prescription(&mut tx, 1, patient).await;
    let row = VerificationRow { staff: Some(one.id), ..a_verification(1, Some((of, patient))) };
    verification::insert(&mut tx, &row).await.unwrap();
    assert!(verification::vouch(&mut tx, row.id, two.id, &[1], Millis(1_001)).await.unwrap());
    for gone in [one, two] {
        let account = PatientId(gone.id.0);
        wipe::account(&mut tx, account).await.unwrap();
        wipe::patient(&mut tx, account).await.unwrap();
        assert_eq!(staff::get(&mut tx, gone.id).await.unwrap(), None);
    }
    let row = verification::get(&mut tx, row.id).await.unwrap().unwrap();
    assert_eq!((row.staff, row.vouched_by, row.is_vouched()), (None, None, true));
}

/// Whoever adds a table that refers to a patient decides here what becomes of it.
#[tokio::test]
async fn every_table_that_refers_to_a_patient_is_decided() {
    const REFERRING: &str = "SELECT DISTINCT t.name FROM pragma_table_list AS t \
        JOIN pragma_table_info(t.name) AS c WHERE t.schema = 'main' AND t.type = 'table' \
        AND (c.name LIKE '%patient_id' OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS f \
        WHERE f.\"table\" = 'patient'))";
    const HOLDING: &str = "SELECT DISTINCT t.name FROM pragma_table_list AS t \
        JOIN pragma_foreign_key_list(t.name) AS f WHERE f.\"table\" = 'patient'";
    let db = fresh_sqlite().await;
    let pool = SqlitePool::connect(db.url()).await.unwrap();
    let found: Vec<String> = sqlx::query_scalar(REFERRING).fetch_all(&pool).await.unwrap();
    let decided: BTreeSet<&str> = FATES.iter().map(|(table, _)| *table).collect();
    for table in &found {
        assert!(decided.contains(table.as_str()), "store::wipe::FATES does not decide {table}");
    }
    for table in decided {
        assert!(found.iter().any(|it| it == table), "{table} refers to no patient");
    }
    // What is kept has no reference that would hold the patient's row.
    let holding: Vec<String> = sqlx::query_scalar(HOLDING).fetch_all(&pool).await.unwrap();
    for (table, fate) in FATES {
        assert!(*fate == Fate::Deleted || !holding.iter().any(|it| it == table), "{table}");
    }
}
