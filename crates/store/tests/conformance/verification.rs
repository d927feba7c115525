//! How a look-up goes on: each step once, and none after the end.

use crate::{
    counter::{a_verification, with_prescription, with_token},
    fixture::{uuid, with_patient},
    pharmacy::{with_pharmacy, with_staff},
};
use domain::{
    Millis,
    id::{PatientId, PharmacyId, PrescriptionId, StaffId, VerificationId},
    pharmacy::Moments,
};
use store::{
    Tx,
    figures::{self, FiguresRow},
    testing::TestDb,
    verification::{self, Beginner, VerificationRow},
    warning,
};

conforms!(
    goes_its_way_once,
    says_which_medicines_may_be_seen,
    is_what_a_patient_was_warned_of,
    nothing_follows_a_no,
    nothing_is_let_in_for_nothing,
    is_found_by_patient_prescription_and_staff,
    is_found_open_by_whoever_began_it,
    is_counted_by_pharmacy,
    of_many_at_once_one_hands_over,
);

async fn with_all(tx: &mut Tx) -> (PrescriptionId, PatientId, StaffId) {
    let patient = with_patient(tx, 1).await;
    let mut staff = Vec::new();
    for n in 1..=3 {
        let pharmacy = with_pharmacy(tx, n).await;
        staff.push(with_staff(tx, n, pharmacy).await.id);
    }
    (with_prescription(tx, 1, patient).await, patient, *staff.first().unwrap())
}

/// A look-up of somebody of the staff.
pub async fn with_verification(tx: &mut Tx) -> VerificationRow {
    let (prescription, patient, staff) = with_all(tx).await;
    let of = a_verification(1, Some((prescription, patient)));
    let row = VerificationRow { staff: Some(staff), ..of };
    verification::insert(tx, &row).await.unwrap();
    row
}

async fn get(tx: &mut Tx, id: VerificationId) -> VerificationRow {
    verification::get(tx, id).await.unwrap().unwrap()
}

async fn goes_its_way_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_verification(&mut tx).await;
    let id = row.id;
    assert_eq!(get(&mut tx, id).await, row);
    assert!(!verification::dispense(&mut tx, id, Millis(0), Millis(1)).await.unwrap(), "too soon");
    assert!(verification::look(&mut tx, id, Millis(10)).await.unwrap());
    assert!(!verification::look(&mut tx, id, Millis(11)).await.unwrap());
    assert!(verification::allow(&mut tx, id, Millis(20)).await.unwrap());
    assert!(!verification::allow(&mut tx, id, Millis(21)).await.unwrap());
    assert!(!verification::vouch(&mut tx, id, row.staff.unwrap(), &[1], Millis(21)).await.unwrap());
    assert!(
        !verification::dispense(&mut tx, id, Millis(20), Millis(30)).await.unwrap(),
        "too late"
    );
    assert!(verification::dispense(&mut tx, id, Millis(19), Millis(30)).await.unwrap());
    assert!(!verification::dispense(&mut tx, id, Millis(19), Millis(31)).await.unwrap());
    assert!(!verification::end(&mut tx, id, Millis(32)).await.unwrap());
    assert!(!verification::refuse(&mut tx, id, Millis(32)).await.unwrap());
    assert!(!verification::undo(&mut tx, id, Millis(30), Millis(40)).await.unwrap(), "too late");
    assert!(verification::undo(&mut tx, id, Millis(29), Millis(40)).await.unwrap());
    assert!(!verification::undo(&mut tx, id, Millis(29), Millis(41)).await.unwrap());
    let moments = Moments {
        looked_at: Some(Millis(10)),
        allowed_at: Some(Millis(20)),
        dispensed_at: Some(Millis(30)),
        undone_at: Some(Millis(40)),
        ..row.moments
    };
    assert_eq!(get(&mut tx, id).await, VerificationRow { moments, ..row });
}

async fn says_which_medicines_may_be_seen(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_verification(&mut tx).await;
    let id = VerificationId(uuid(2));
    let other = VerificationRow { id, medicines: Some("two of them".to_owned()), ..row.clone() };
    verification::insert(&mut tx, &other).await.unwrap();
    assert_eq!(get(&mut tx, id).await, other);
    verification::list(&mut tx, id, "one of them").await.unwrap();
    assert_eq!(get(&mut tx, id).await.medicines.as_deref(), Some("one of them"));
    assert_eq!(get(&mut tx, row.id).await.medicines, None);
}

async fn is_what_a_patient_was_warned_of(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_verification(&mut tx).await;
    let (patient, pharmacy) = (row.patient.unwrap(), row.pharmacy);
    let other = with_patient(&mut tx, 2).await;
    assert!(!warning::was_given(&mut tx, (patient, pharmacy), Millis(0)).await.unwrap());
    warning::give(&mut tx, row.id, Millis(50)).await.unwrap();
    for (whose, after, given) in [
        ((patient, pharmacy), 49, true),
        ((patient, pharmacy), 50, false),
        ((patient, PharmacyId(uuid(2))), 49, false),
        ((other, pharmacy), 49, false),
    ] {
        let found = warning::was_given(&mut tx, whose, Millis(after)).await.unwrap();
        assert_eq!(found, given, "{whose:?} {after}");
    }
}

async fn nothing_follows_a_no(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_verification(&mut tx).await;
    assert!(verification::allow(&mut tx, row.id, Millis(5)).await.unwrap());
    assert!(verification::refuse(&mut tx, row.id, Millis(6)).await.unwrap());
    assert!(!verification::dispense(&mut tx, row.id, Millis(0), Millis(7)).await.unwrap());
    let other = VerificationRow { id: VerificationId(uuid(2)), ..row.clone() };
    verification::insert(&mut tx, &other).await.unwrap();
    assert!(verification::end(&mut tx, other.id, Millis(6)).await.unwrap());
    for done in [
        verification::look(&mut tx, other.id, Millis(7)).await.unwrap(),
        verification::allow(&mut tx, other.id, Millis(7)).await.unwrap(),
        verification::vouch(&mut tx, other.id, row.staff.unwrap(), &[], Millis(7)).await.unwrap(),
        verification::end(&mut tx, other.id, Millis(7)).await.unwrap(),
    ] {
        assert!(!done);
    }
}

async fn nothing_is_let_in_for_nothing(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (_, _, staff) = with_all(&mut tx).await;
    let row = a_verification(1, None);
    verification::insert(&mut tx, &row).await.unwrap();
    assert!(!verification::allow(&mut tx, row.id, Millis(5)).await.unwrap());
    assert!(!verification::vouch(&mut tx, row.id, staff, &[1], Millis(5)).await.unwrap());
    assert_eq!(get(&mut tx, row.id).await, row);
}

async fn is_found_by_patient_prescription_and_staff(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let first = with_verification(&mut tx).await;
    let (patient, prescription) = (first.patient.unwrap(), first.prescription.unwrap());
    let staff = first.staff.unwrap();
    let at = |n: u32, asked: i64| VerificationRow {
        id: VerificationId(uuid(n)),
        moments: Moments::asked(Millis(asked)),
        ..first.clone()
    };
    let (second, third) = (at(2, 2_000), at(3, 3_000));
    for row in [&second, &third] {
        verification::insert(&mut tx, row).await.unwrap();
    }
    let ids = |rows: Vec<VerificationRow>| rows.into_iter().map(|row| row.id).collect::<Vec<_>>();
    let waiting = verification::waiting(&mut tx, patient, Millis(1_000)).await.unwrap();
    assert_eq!(ids(waiting), [third.id, second.id]);
    assert!(verification::vouch(&mut tx, third.id, staff, &[9], Millis(3_001)).await.unwrap());
    let third_now = get(&mut tx, third.id).await;
    assert!(third_now.is_vouched() && !first.is_vouched());
    assert_eq!(third_now.vouched_by, Some(staff));
    assert_eq!(get(&mut tx, third.id).await.reason, Some(vec![9]));
    assert!(verification::dispense(&mut tx, third.id, Millis(0), Millis(3_002)).await.unwrap());
    let waiting = verification::waiting(&mut tx, patient, Millis(0)).await.unwrap();
    assert_eq!(ids(waiting), [second.id, first.id]);
    assert!(!verification::was_refused(&mut tx, prescription, Millis(0)).await.unwrap());
    assert!(verification::refuse(&mut tx, first.id, Millis(50)).await.unwrap());
    assert!(verification::was_refused(&mut tx, prescription, Millis(49)).await.unwrap());
    assert!(!verification::was_refused(&mut tx, prescription, Millis(50)).await.unwrap());
    let of = verification::dispensed_of(&mut tx, prescription).await.unwrap();
    assert_eq!(ids(of), [third.id]);
    let of = verification::of_staff(&mut tx, staff, Millis(1_000)).await.unwrap();
    assert_eq!(ids(of), [third.id, second.id]);
}

async fn is_found_open_by_whoever_began_it(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let first = with_verification(&mut tx).await;
    let token = with_token(&mut tx, 1).await;
    let at = |n: u32, asked: i64| VerificationRow {
        id: VerificationId(uuid(n)),
        moments: Moments::asked(Millis(asked)),
        ..first.clone()
    };
    let by_token = VerificationRow { staff: None, token: Some(token), ..at(6, 2_000) };
    for row in [&at(2, 2_000), &at(3, 2_000), &at(4, 2_000), &at(5, 2_000), &by_token] {
        verification::insert(&mut tx, row).await.unwrap();
    }
    let id = |n: u32| VerificationId(uuid(n));
    verification::end(&mut tx, id(2), Millis(2_001)).await.unwrap();
    verification::refuse(&mut tx, id(3), Millis(2_001)).await.unwrap();
    verification::allow(&mut tx, id(4), Millis(2_001)).await.unwrap();
    verification::allow(&mut tx, id(5), Millis(2_001)).await.unwrap();
    assert!(verification::dispense(&mut tx, id(5), Millis(0), Millis(2_002)).await.unwrap());
    for (whose, since, expected) in [
        (Beginner::Staff(first.staff.unwrap()), 0, vec![first.id, id(4)]),
        (Beginner::Staff(first.staff.unwrap()), 1_000, vec![id(4)]),
        (Beginner::Token(token), 0, vec![id(6)]),
        (Beginner::Pharmacy(first.pharmacy), 0, vec![first.id, id(4), id(6)]),
        (Beginner::Pharmacy(PharmacyId(uuid(2))), 0, vec![]),
    ] {
        let open = verification::open_of(&mut tx, whose, Millis(since)).await.unwrap();
        assert_eq!(open.into_iter().map(|row| row.id).collect::<Vec<_>>(), expected, "{whose:?}");
    }
}

async fn is_counted_by_pharmacy(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let first = with_verification(&mut tx).await;
    let staff = first.staff.unwrap();
    let id = |n: u32| VerificationId(uuid(n));
    for n in 2..=6 {
        let row = VerificationRow { id: id(n), ..first.clone() };
        verification::insert(&mut tx, &row).await.unwrap();
    }
    let pharmacy = PharmacyId(uuid(2));
    let elsewhere = VerificationRow { pharmacy, ..a_verification(7, None) };
    verification::insert(&mut tx, &elsewhere).await.unwrap();
    verification::allow(&mut tx, id(2), Millis(5)).await.unwrap();
    verification::refuse(&mut tx, id(2), Millis(6)).await.unwrap();
    verification::refuse(&mut tx, id(3), Millis(6)).await.unwrap();
    for n in [4, 5] {
        verification::allow(&mut tx, id(n), Millis(5)).await.unwrap();
        assert!(verification::dispense(&mut tx, id(n), Millis(0), Millis(6)).await.unwrap());
    }
    assert!(verification::undo(&mut tx, id(5), Millis(0), Millis(7)).await.unwrap());
    verification::vouch(&mut tx, id(6), staff, &[1], Millis(5)).await.unwrap();
    let figures =
        |pharmacy_id, [asked, unknown, allowed, vouched, dispensed, undone, refused]: [u64; 7]| {
            FiguresRow { pharmacy_id, asked, unknown, allowed, vouched, dispensed, undone, refused }
        };
    assert_eq!(
        figures::since(&mut tx, Millis(1_000)).await.unwrap(),
        [figures(first.pharmacy, [6, 0, 4, 1, 1, 1, 2]), figures(pharmacy, [1, 1, 0, 0, 0, 0, 0]),]
    );
    assert_eq!(figures::since(&mut tx, Millis(1_001)).await.unwrap(), []);
}

async fn of_many_at_once_one_hands_over(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let row = with_verification(&mut tx).await;
    verification::allow(&mut tx, row.id, Millis(5)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (db, id) = (store::Db::clone(db), row.id);
        tries.spawn(async move {
            let mut tx = db.begin().await.unwrap();
            let done = verification::dispense(&mut tx, id, Millis(0), Millis(6)).await.unwrap();
            tx.commit().await.unwrap();
            done
        });
    }
    let done = tries.join_all().await;
    assert_eq!(done.into_iter().filter(|done| *done).count(), 1);
}
