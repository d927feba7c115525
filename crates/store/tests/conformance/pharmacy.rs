//! Pharmacies, those who work there, and their systems' tokens.

use crate::fixture::{key, uuid, with_patient};
use domain::{
    Millis,
    id::{PharmacyId, StaffId, TokenId},
    pharmacy::Role,
};
use store::{
    Tx,
    pharmacy::{self, PharmacyRow},
    staff::{self, StaffRow},
    testing::TestDb,
    token::{self, TokenRow},
};

conforms!(
    a_pharmacy_has_its_name_to_itself,
    whoever_works_there_has_their_login_to_themselves,
    a_token_ends_by_hand_or_with_its_pharmacy,
);

pub fn a_pharmacy(n: u32) -> PharmacyRow {
    PharmacyRow {
        id: PharmacyId(uuid(n)),
        name: vec![7],
        added_at: Millis(i64::from(n)),
        ended_at: None,
    }
}

pub async fn with_pharmacy(tx: &mut Tx, n: u32) -> PharmacyId {
    let row = a_pharmacy(n);
    assert!(pharmacy::insert(tx, &row, key(u8::try_from(n).unwrap())).await.unwrap());
    row.id
}

/// Somebody of a pharmacy's staff, whose account is number 1 000 and more.
pub async fn with_staff(tx: &mut Tx, n: u32, pharmacy_id: PharmacyId) -> StaffRow {
    let account = with_patient(tx, 1_000 + n).await;
    let (id, role) = (StaffId(account.0), Role::Pharmacist);
    let row = StaffRow { id, pharmacy_id, role, added_at: Millis(5), ended_at: None };
    assert!(staff::insert(tx, &row, key(u8::try_from(n).unwrap())).await.unwrap());
    row
}

async fn a_pharmacy_has_its_name_to_itself(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let one = with_pharmacy(&mut tx, 1).await;
    assert!(!pharmacy::insert(&mut tx, &a_pharmacy(2), key(1)).await.unwrap());
    with_pharmacy(&mut tx, 3).await;
    assert_eq!(pharmacy::list(&mut tx).await.unwrap(), [a_pharmacy(1), a_pharmacy(3)]);
    assert_eq!(pharmacy::by_name(&mut tx, key(3)).await.unwrap(), Some(a_pharmacy(3)));
    assert_eq!(pharmacy::by_name(&mut tx, key(2)).await.unwrap(), None);
    assert!(pharmacy::end(&mut tx, one, Millis(9)).await.unwrap());
    assert!(!pharmacy::end(&mut tx, one, Millis(10)).await.unwrap());
    let ended = PharmacyRow { ended_at: Some(Millis(9)), ..a_pharmacy(1) };
    assert_eq!(pharmacy::get(&mut tx, one).await.unwrap(), Some(ended));
}

async fn whoever_works_there_has_their_login_to_themselves(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (one, two) = (with_pharmacy(&mut tx, 1).await, with_pharmacy(&mut tx, 2).await);
    let (asha, ravi) = (with_staff(&mut tx, 1, one).await, with_staff(&mut tx, 2, two).await);
    let account = with_patient(&mut tx, 3).await;
    let third = StaffRow { id: StaffId(account.0), ..asha };
    assert!(!staff::insert(&mut tx, &third, key(2)).await.unwrap());
    assert_eq!(staff::get(&mut tx, third.id).await.unwrap(), None);
    assert_eq!(staff::by_login(&mut tx, key(2)).await.unwrap(), Some(ravi));
    assert_eq!(staff::by_login(&mut tx, key(9)).await.unwrap(), None);
    assert!(staff::end(&mut tx, asha.id, Millis(7)).await.unwrap());
    assert!(!staff::end(&mut tx, asha.id, Millis(8)).await.unwrap());
    // With a pharmacy go those who work there.
    assert!(pharmacy::end(&mut tx, two, Millis(9)).await.unwrap());
    let left = |row: StaffRow, at| StaffRow { ended_at: Some(Millis(at)), ..row };
    assert_eq!(staff::list(&mut tx).await.unwrap(), [left(asha, 7), left(ravi, 9)]);
}

async fn a_token_ends_by_hand_or_with_its_pharmacy(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (one, two) = (with_pharmacy(&mut tx, 1).await, with_pharmacy(&mut tx, 2).await);
    let a_token = |n, pharmacy_id| TokenRow {
        id: TokenId(uuid(n)),
        pharmacy_id,
        name: vec![8],
        scopes: "verify dispense".to_owned(),
        added_at: Millis(i64::from(n)),
        expires_at: Millis(100),
        revoked_at: None,
    };
    for (n, pharmacy, secret) in [(1, one, 1), (2, one, 2), (3, two, 3)] {
        token::insert(&mut tx, &a_token(n, pharmacy), key(secret)).await.unwrap();
    }
    assert!(token::revoke(&mut tx, TokenId(uuid(1)), Millis(7)).await.unwrap());
    assert!(!token::revoke(&mut tx, TokenId(uuid(1)), Millis(8)).await.unwrap());
    assert!(pharmacy::end(&mut tx, two, Millis(9)).await.unwrap());
    let expected = [
        TokenRow { revoked_at: Some(Millis(7)), ..a_token(1, one) },
        a_token(2, one),
        TokenRow { revoked_at: Some(Millis(9)), ..a_token(3, two) },
    ];
    assert_eq!(token::list(&mut tx).await.unwrap(), expected);
    for (secret, row) in (1..).zip(&expected) {
        assert_eq!(token::by_secret(&mut tx, key(secret)).await.unwrap().as_ref(), Some(row));
    }
    assert_eq!(token::by_secret(&mut tx, key(9)).await.unwrap(), None);
}
