use crate::fixture::{session, uuid, with_patient};
use domain::{
    Language, Millis,
    export::File,
    grant::GrantedAll,
    id::{ExportId, PatientId},
};
use store::{
    Tx,
    export::{self, Lease},
    testing::TestDb,
};

conforms!(
    is_made_by_one_at_a_time,
    is_taken_over_when_its_maker_is_gone,
    is_given_up_after_some_tries,
    is_taken_away_once,
    ends_with_its_session_or_a_newer_one,
    is_swept_out_when_it_is_over,
);

fn granted(n: u32, patient: PatientId) -> GrantedAll {
    GrantedAll {
        id: ExportId(uuid(n)),
        session: session(n),
        patient,
        granted_at: Millis(100),
        expires_at: Millis(1_000),
        ended_at: None,
    }
}

fn lease(n: u32, until: i64) -> Lease {
    Lease { mark: uuid(n), until: Millis(until) }
}

/// An export of patient and session 1.
async fn with_export(tx: &mut Tx) -> GrantedAll {
    let patient = with_patient(tx, 1).await;
    let row = granted(1, patient);
    export::insert(tx, &row, Language::Hi).await.unwrap();
    row
}

/// It is ready, with a page of two pieces and a bundle of none.
async fn ready(tx: &mut Tx, id: ExportId) {
    let lease = lease(7, 300);
    export::claim(tx, lease, Millis(200)).await.unwrap().unwrap();
    export::put_part(tx, id, File::Page, 0, &[1]).await.unwrap();
    export::put_part(tx, id, File::Page, 1, &[2]).await.unwrap();
    let files = [(File::Page, 2, 2), (File::Bundle, 0, 0)];
    assert!(export::finish(tx, id, lease, Millis(250), &files).await.unwrap());
}

async fn is_made_by_one_at_a_time(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_export(&mut tx).await;
    assert!(export::is_waiting(&mut tx, Millis(200)).await.unwrap());
    let found = export::claim(&mut tx, lease(1, 300), Millis(200)).await.unwrap().unwrap();
    assert_eq!((found.granted, found.language, found.tries), (row, Language::Hi, 1));
    assert!(!export::is_waiting(&mut tx, Millis(200)).await.unwrap());
    assert_eq!(export::claim(&mut tx, lease(2, 300), Millis(299)).await.unwrap(), None);
    assert!(export::progress(&mut tx, row.id, lease(1, 400), 3, 9).await.unwrap());
    assert!(!export::progress(&mut tx, row.id, lease(2, 500), 4, 9).await.unwrap());
    let found = export::latest(&mut tx, row.session, row.patient).await.unwrap().unwrap();
    assert_eq!((found.done, found.records, found.lease_until), (3, 9, Some(Millis(400))));
    assert!(!export::finish(&mut tx, row.id, lease(2, 0), Millis(350), &[]).await.unwrap());
    assert!(export::finish(&mut tx, row.id, lease(1, 0), Millis(350), &[]).await.unwrap());
    assert!(!export::finish(&mut tx, row.id, lease(1, 0), Millis(350), &[]).await.unwrap());
    let found = export::latest(&mut tx, row.session, row.patient).await.unwrap().unwrap();
    assert_eq!((found.done, found.ready_at), (9, Some(Millis(350))));
    assert_eq!(export::claim(&mut tx, lease(2, 900), Millis(800)).await.unwrap(), None);
}

async fn is_taken_over_when_its_maker_is_gone(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_export(&mut tx).await;
    export::claim(&mut tx, lease(1, 300), Millis(200)).await.unwrap().unwrap();
    export::put_part(&mut tx, row.id, File::Page, 0, &[1]).await.unwrap();
    assert!(export::is_waiting(&mut tx, Millis(300)).await.unwrap());
    let found = export::claim(&mut tx, lease(2, 400), Millis(300)).await.unwrap().unwrap();
    assert_eq!((found.tries, found.done, found.records), (2, 0, 0));
    export::clear(&mut tx, row.id).await.unwrap();
    assert_eq!(export::part(&mut tx, row.id, File::Page, 0).await.unwrap(), None);
    let late = export::progress(&mut tx, row.id, lease(1, 900), 1, 1).await.unwrap();
    assert!(!late, "who comes back has lost it");
}

async fn is_given_up_after_some_tries(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    with_export(&mut tx).await;
    for n in 1..=5 {
        let found = export::claim(&mut tx, lease(n, 200), Millis(200)).await.unwrap();
        assert_eq!(found.unwrap().tries, i64::from(n));
    }
    assert_eq!(export::claim(&mut tx, lease(6, 200), Millis(200)).await.unwrap(), None);
    assert!(!export::is_waiting(&mut tx, Millis(200)).await.unwrap());
}

async fn is_taken_away_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_export(&mut tx).await;
    ready(&mut tx, row.id).await;
    let claimed = export::claim_file(&mut tx, row.id, File::Page, Millis(260)).await.unwrap();
    assert_eq!(claimed.map(|file| (file.size, file.parts)), Some((2, 2)));
    let again = export::claim_file(&mut tx, row.id, File::Page, Millis(261)).await.unwrap();
    assert_eq!(again, None);
    assert_eq!(export::part(&mut tx, row.id, File::Page, 1).await.unwrap(), Some(vec![2]));
    export::drop_file(&mut tx, row.id, File::Page).await.unwrap();
    assert_eq!(export::part(&mut tx, row.id, File::Page, 1).await.unwrap(), None);
    let files = export::files(&mut tx, row.id).await.unwrap();
    let claims: Vec<_> = files.iter().map(|file| (file.file, file.claimed_at)).collect();
    assert_eq!(claims, [(File::Page, Some(Millis(260))), (File::Bundle, None)]);
}

async fn ends_with_its_session_or_a_newer_one(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_export(&mut tx).await;
    export::claim(&mut tx, lease(9, 400), Millis(150)).await.unwrap().unwrap();
    let other = GrantedAll { id: ExportId(uuid(2)), session: session(2), ..row };
    export::insert(&mut tx, &other, Language::En).await.unwrap();
    assert_eq!(export::end_of_session(&mut tx, session(1), Millis(200)).await.unwrap(), 1);
    assert_eq!(export::end_of_session(&mut tx, session(1), Millis(210)).await.unwrap(), 0);
    let found = export::latest(&mut tx, row.session, row.patient).await.unwrap().unwrap();
    assert_eq!(found.granted.ended_at, Some(Millis(200)));
    let late = export::progress(&mut tx, row.id, lease(9, 500), 1, 1).await.unwrap();
    assert!(!late, "its maker goes on for nobody");
    assert!(!export::finish(&mut tx, row.id, lease(9, 0), Millis(210), &[]).await.unwrap());
    assert_eq!(export::end_of_patient(&mut tx, row.patient, Millis(220)).await.unwrap(), 1);
    assert_eq!(export::claim(&mut tx, lease(1, 400), Millis(300)).await.unwrap(), None);
}

async fn is_swept_out_when_it_is_over(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_export(&mut tx).await;
    ready(&mut tx, row.id).await;
    assert_eq!(export::over(&mut tx, Millis(999), 9).await.unwrap(), []);
    assert_eq!(export::over(&mut tx, Millis(1_000), 9).await.unwrap(), [row.id]);
    assert!(export::delete(&mut tx, row.id).await.unwrap());
    assert!(!export::delete(&mut tx, row.id).await.unwrap());
    assert_eq!(export::latest(&mut tx, row.session, row.patient).await.unwrap(), None);
    assert_eq!(export::files(&mut tx, row.id).await.unwrap(), []);
}
