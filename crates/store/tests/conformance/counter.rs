//! Prescriptions, those who collect them, and what was handed over.

use crate::{
    fixture::{a_record, key, session, uuid, with_patient, with_record},
    pharmacy::with_pharmacy,
};
use domain::{
    Millis,
    clinical::Status,
    id::{CollectorId, PatientId, PharmacyId, PrescriptionId, RecordId, TokenId, VerificationId},
    pharmacy::Moments,
};
use store::{
    Tx,
    collector::{self, CollectorRow},
    dispensing::{self, DispensingRow},
    idempotent::{self, DoneRow},
    prescription::{self, Found, ItemRow, PrescriptionRow},
    record,
    testing::TestDb,
    token,
    verification::{self, VerificationRow},
};

conforms!(
    a_prescription_is_found_by_number_group_and_record,
    only_the_version_that_was_seen_is_held,
    one_collects_on_a_day,
    what_was_handed_over_is_counted_undone_and_disowned,
    what_another_program_says_is_noted_in_place_of_what_it_said,
    a_request_is_done_once_under_its_key,
    what_is_under_way_under_a_key_is_taken_up_by_nobody_until_it_is_given_up,
);

fn a_prescription(n: u32, patient_id: PatientId) -> PrescriptionRow {
    let (id, added_at) = (PrescriptionId(uuid(n)), Millis(i64::from(n)));
    PrescriptionRow { id, patient_id, number: vec![4], added_at }
}

/// A prescription whose number and group have the look-up keys `n`.
pub async fn with_prescription(tx: &mut Tx, n: u32, patient: PatientId) -> PrescriptionId {
    let row = a_prescription(n, patient);
    let lookup = key(u8::try_from(n).unwrap());
    let found = Found { number: &lookup, source: Some(&lookup) };
    assert!(prescription::insert(tx, &row, found).await.unwrap());
    row.id
}

pub fn a_verification(n: u32, of: Option<(PrescriptionId, PatientId)>) -> VerificationRow {
    VerificationRow {
        id: VerificationId(uuid(n)),
        session: session(n),
        pharmacy: PharmacyId(uuid(n)),
        staff: None,
        token: None,
        prescription: of.map(|it| it.0),
        patient: of.map(|it| it.1),
        moments: Moments::asked(Millis(1_000)),
        vouched_by: None,
        reason: None,
        medicines: None,
    }
}

fn an_item(record_id: RecordId, allowance: u8) -> ItemRow {
    ItemRow { record_id, allowance: vec![allowance] }
}

fn a_dispensing(n: u32, item_id: RecordId, patient_id: PatientId) -> DispensingRow {
    DispensingRow {
        record_id: item_id,
        verification_id: Some(VerificationId(uuid(n))),
        item_id,
        patient_id,
        amount: vec![1],
        dispensed_at: Millis(i64::from(n)),
        undone_at: None,
        disowned_at: None,
    }
}

/// Something of a patient's handed over, by a pharmacy and a look-up that are number `n` too, to somebody they sent.
pub async fn with_dispensing(tx: &mut Tx, n: u32, patient: PatientId, record: RecordId) {
    with_pharmacy(tx, n).await;
    let prescription = with_prescription(tx, n, patient).await;
    prescription::put_item(tx, &an_item(record, 1), prescription).await.unwrap();
    let row = a_verification(n, Some((prescription, patient)));
    verification::insert(tx, &row).await.unwrap();
    dispensing::insert(tx, &a_dispensing(n, record, patient)).await.unwrap();
    collector::name(tx, &a_collector(n, "2026-11-22", prescription, patient)).await.unwrap();
}

async fn a_prescription_is_found_by_number_group_and_record(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (asha, ravi) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    let (one, two) = (a_prescription(1, asha), a_prescription(2, asha));
    for (row, source) in [(&one, Some(&key(1))), (&two, None)] {
        let number = key(u8::try_from(row.added_at.0).unwrap());
        assert!(
            prescription::insert(&mut tx, row, Found { number: &number, source }).await.unwrap()
        );
    }
    let taken = Found { number: &key(1), source: None };
    assert!(!prescription::insert(&mut tx, &a_prescription(3, ravi), taken).await.unwrap());
    let again = Found { number: &key(3), source: Some(&key(1)) };
    assert!(!prescription::insert(&mut tx, &a_prescription(3, asha), again).await.unwrap());
    let of_another = a_prescription(3, ravi);
    assert!(prescription::insert(&mut tx, &of_another, again).await.unwrap());

    let (first, second) =
        (with_record(&mut tx, 11, asha).await, with_record(&mut tx, 12, asha).await);
    for (record, of, allowance) in [(second, one.id, 1), (first, one.id, 2), (first, two.id, 3)] {
        let item = an_item(record, allowance);
        prescription::put_item(&mut tx, &item, of).await.unwrap();
    }
    // It is of one alone, and what it allows may change.
    let items = prescription::items(&mut tx, one.id).await.unwrap();
    assert_eq!(items, [an_item(first, 3), an_item(second, 1)]);
    assert_eq!(prescription::items(&mut tx, two.id).await.unwrap(), []);
    let found = prescription::of_record(&mut tx, second).await.unwrap();
    assert_eq!(found.as_ref(), Some(&one));
    assert_eq!(prescription::by_number(&mut tx, key(2)).await.unwrap().as_ref(), Some(&two));
    assert_eq!(prescription::by_number(&mut tx, key(9)).await.unwrap(), None);
    let by_source = prescription::by_source(&mut tx, ravi, key(1)).await.unwrap();
    assert_eq!(by_source, Some(of_another));
    assert_eq!(prescription::get(&mut tx, two.id).await.unwrap().as_ref(), Some(&two));
    assert_eq!(prescription::of_patient(&mut tx, asha).await.unwrap(), [two, one]);
}

async fn only_the_version_that_was_seen_is_held(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let it = with_record(&mut tx, 1, patient).await;
    assert!(prescription::hold(&mut tx, it, 1).await.unwrap());
    assert!(!prescription::hold(&mut tx, it, 2).await.unwrap());
    let newer = |version, status| record::RecordRow { version, status, ..a_record(1, patient) };
    record::replace(&mut tx, &newer(2, Status::Amended), Millis(2)).await.unwrap();
    assert!(!prescription::hold(&mut tx, it, 1).await.unwrap());
    assert!(prescription::hold(&mut tx, it, 2).await.unwrap());
    record::replace(&mut tx, &newer(3, Status::Withdrawn), Millis(3)).await.unwrap();
    assert!(!prescription::hold(&mut tx, it, 3).await.unwrap());
}

fn a_collector(
    n: u32,
    day: &str,
    prescription_id: PrescriptionId,
    patient_id: PatientId,
) -> CollectorRow {
    let (id, day) = (CollectorId(uuid(n)), day.to_owned());
    CollectorRow { id, prescription_id, patient_id, name: vec![6], day, named_at: Millis(3) }
}

async fn one_collects_on_a_day(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (asha, ravi) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    let it = with_prescription(&mut tx, 1, asha).await;
    let other = with_prescription(&mut tx, 2, asha).await;
    let today = a_collector(1, "2026-11-22", it, asha);
    let later = a_collector(2, "2026-12-01", it, asha);
    for row in [&later, &today, &a_collector(3, "2026-11-22", other, asha)] {
        collector::name(&mut tx, row).await.unwrap();
    }
    let current = collector::current(&mut tx, it, "2026-11-22").await.unwrap();
    assert_eq!(current, [today.clone(), later.clone()]);
    assert_eq!(
        collector::current(&mut tx, it, "2026-11-23").await.unwrap(),
        std::slice::from_ref(&later)
    );
    let instead = a_collector(4, "2026-11-22", it, asha);
    collector::name(&mut tx, &instead).await.unwrap();
    let current = collector::current(&mut tx, it, "2026-11-22").await.unwrap();
    assert_eq!(current, [instead.clone(), later]);
    assert!(!collector::end(&mut tx, instead.id, ravi, Millis(9)).await.unwrap());
    assert!(collector::end(&mut tx, instead.id, asha, Millis(9)).await.unwrap());
    assert!(!collector::end(&mut tx, instead.id, asha, Millis(9)).await.unwrap());
    assert_eq!(collector::current(&mut tx, it, "2026-11-22").await.unwrap().len(), 1);
}

async fn what_was_handed_over_is_counted_undone_and_disowned(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (asha, ravi) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    let it = with_record(&mut tx, 1, asha).await;
    with_dispensing(&mut tx, 1, asha, it).await;
    let other = with_record(&mut tx, 2, ravi).await;
    with_dispensing(&mut tx, 2, ravi, other).await;
    let row = a_dispensing(1, it, asha);
    let by = row.verification_id.unwrap();
    assert_eq!(dispensing::of_item(&mut tx, it).await.unwrap(), std::slice::from_ref(&row));
    assert_eq!(dispensing::of_verification(&mut tx, by).await.unwrap(), std::slice::from_ref(&row));
    let of = prescription::of_record(&mut tx, it).await.unwrap().unwrap().id;
    assert_eq!(dispensing::of_prescription(&mut tx, of).await.unwrap(), std::slice::from_ref(&row));
    assert_eq!(dispensing::undo(&mut tx, by, Millis(8)).await.unwrap(), 1);
    assert_eq!(dispensing::undo(&mut tx, by, Millis(9)).await.unwrap(), 0);
    assert!(!dispensing::disown(&mut tx, by, ravi, Millis(9)).await.unwrap());
    assert!(dispensing::disown(&mut tx, by, asha, Millis(9)).await.unwrap());
    assert!(!dispensing::disown(&mut tx, by, asha, Millis(10)).await.unwrap());
    let (undone_at, disowned_at) = (Some(Millis(8)), Some(Millis(9)));
    let row = DispensingRow { undone_at, disowned_at, ..a_dispensing(1, it, asha) };
    assert_eq!(dispensing::of_item(&mut tx, it).await.unwrap(), [row]);
}

async fn what_another_program_says_is_noted_in_place_of_what_it_said(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let asha = with_patient(&mut tx, 1).await;
    let (item, other) = (with_record(&mut tx, 1, asha).await, with_record(&mut tx, 2, asha).await);
    with_dispensing(&mut tx, 1, asha, item).await;
    let said = DispensingRow {
        record_id: other,
        verification_id: None,
        undone_at: None,
        ..a_dispensing(1, item, asha)
    };
    dispensing::note(&mut tx, &said).await.unwrap();
    let undone = DispensingRow { undone_at: Some(Millis(9)), amount: vec![2], ..said };
    dispensing::note(&mut tx, &undone).await.unwrap();
    // What the portal itself handed over nobody else changes.
    let own = a_dispensing(1, item, asha);
    dispensing::note(&mut tx, &DispensingRow { amount: vec![3], ..own.clone() }).await.unwrap();
    assert_eq!(dispensing::of_item(&mut tx, item).await.unwrap(), [own, undone]);
    let found = prescription::item(&mut tx, item).await.unwrap();
    assert_eq!(found, Some(an_item(item, 1)));
    assert_eq!(prescription::item(&mut tx, other).await.unwrap(), None);
    let mut records = vec![other, item, other];
    prescription::wait(&mut tx, &mut records).await.unwrap();
    assert_eq!(records, [item, other]);
}

/// A token of the pharmacy of the same number.
pub async fn with_token(tx: &mut Tx, n: u32) -> TokenId {
    let row = token::TokenRow {
        id: TokenId(uuid(n)),
        pharmacy_id: PharmacyId(uuid(n)),
        name: vec![],
        scopes: String::new(),
        added_at: Millis(1),
        expires_at: Millis(9),
        revoked_at: None,
    };
    token::insert(tx, &row, key(u8::try_from(n).unwrap())).await.unwrap();
    row.id
}

/// A token of the first pharmacy, a look-up, and what is done under a key of it.
async fn with_a_request(tx: &mut Tx) -> (TokenId, DoneRow) {
    with_pharmacy(tx, 1).await;
    let by = with_token(tx, 1).await;
    let of = a_verification(1, None);
    verification::insert(tx, &of).await.unwrap();
    (by, DoneRow { request: key(5), verification_id: of.id, begun_at: None })
}

async fn a_request_is_done_once_under_its_key(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (by, done) = with_a_request(&mut tx).await;
    let other = DoneRow { request: key(6), ..done.clone() };
    // A page has no token; a key of one is not that of the other.
    for (whose, again) in [(Some(by), key(3)), (None, key(4))] {
        let tx = &mut tx;
        assert_eq!(idempotent::get(tx, whose, again).await.unwrap(), None);
        assert!(idempotent::claim(tx, whose, again, &done, Millis(10)).await.unwrap());
        assert!(!idempotent::claim(tx, whose, again, &other, Millis(11)).await.unwrap());
        assert_eq!(idempotent::get(tx, whose, again).await.unwrap().as_ref(), Some(&done));
    }
    assert_eq!(idempotent::get(&mut tx, None, key(3)).await.unwrap(), None);
    assert_eq!(idempotent::get(&mut tx, Some(by), key(4)).await.unwrap(), None);
    assert!(idempotent::claim(&mut tx, Some(by), key(7), &other, Millis(20)).await.unwrap());
    assert_eq!(idempotent::get(&mut tx, Some(by), key(7)).await.unwrap(), Some(other));
}

async fn what_is_under_way_under_a_key_is_taken_up_by_nobody_until_it_is_given_up(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (by, done) = with_a_request(&mut tx).await;
    let other = DoneRow { request: key(6), ..done.clone() };
    let whose = Some(by);
    let at = |now, given_up| (Millis(now), Millis(given_up));
    assert!(idempotent::begin(&mut tx, by, key(2), &done, at(100, 40)).await.unwrap());
    let begun = idempotent::get(&mut tx, whose, key(2)).await.unwrap().unwrap();
    assert_eq!(begun.begun_at, Some(Millis(100)));
    assert!(!idempotent::begin(&mut tx, by, key(2), &done, at(159, 99)).await.unwrap());
    assert!(!idempotent::begin(&mut tx, by, key(2), &other, at(160, 100)).await.unwrap());
    assert!(idempotent::begin(&mut tx, by, key(2), &done, at(160, 100)).await.unwrap());
    // Whoever gave it up neither ends it nor lets go of it.
    assert!(!idempotent::finish(&mut tx, by, key(2), Millis(100)).await.unwrap());
    idempotent::abandon(&mut tx, by, key(2), Millis(100)).await.unwrap();
    assert!(idempotent::finish(&mut tx, by, key(2), Millis(160)).await.unwrap());
    assert_eq!(idempotent::get(&mut tx, whose, key(2)).await.unwrap().as_ref(), Some(&done));
    assert!(!idempotent::begin(&mut tx, by, key(2), &done, at(900, 800)).await.unwrap());
    assert!(idempotent::begin(&mut tx, by, key(3), &done, at(100, 40)).await.unwrap());
    idempotent::abandon(&mut tx, by, key(3), Millis(100)).await.unwrap();
    assert_eq!(idempotent::get(&mut tx, whose, key(3)).await.unwrap(), None);
}
