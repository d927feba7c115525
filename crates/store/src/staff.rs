//! Those who sign in without being patients. Name, number and password hang on the account of the same name.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{PharmacyId, StaffId},
    pharmacy::Role,
};

row! {
    /// Somebody of the staff, as stored.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct StaffRow {
        /// Who, and the name of their account.
        pub id: StaffId,
        /// Where they work.
        pub pharmacy_id: PharmacyId,
        /// As what.
        pub role: Role,
        /// When they were added.
        pub added_at: Millis,
        /// When they left.
        pub ended_at: Option<Millis>,
    }
}

macro_rules! staff {
    ($rest:literal) => {
        concat!(
            "SELECT staff.id, staff.pharmacy_id, staff.role, staff.added_at, \
            COALESCE(staff.ended_at, pharmacy.ended_at) AS ended_at \
            FROM staff JOIN pharmacy ON pharmacy.id = staff.pharmacy_id ",
            $rest
        )
    };
}

statements! {
    INSERT = both "INSERT INTO staff (id, pharmacy_id, role, login, added_at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT DO NOTHING";
    GET = both staff!("WHERE staff.id = $1");
    BY_LOGIN = both staff!("WHERE staff.login = $1");
    LIST = both staff!("ORDER BY staff.added_at, staff.id");
    END = both "UPDATE staff SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// Writes somebody new, whose account is there already; says whether nobody has the same login.
///
/// # Errors
/// A missing reference when the account or the pharmacy is not there.
pub async fn insert(tx: &mut Tx, row: &StaffRow, login: [u8; 32]) -> Result<bool> {
    let values = values![row.id, row.pharmacy_id, row.role, &login, row.added_at];
    Ok(tx.execute(INSERT, values).await? == 1)
}

/// Reads somebody. Whoever's pharmacy was taken away has left too.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, id: StaffId) -> Result<Option<StaffRow>> {
    tx.optional(GET, values![id]).await
}

/// Whoever signs in by the login of this look-up key.
///
/// # Errors
/// When the database does not answer.
pub async fn by_login(tx: &mut Tx, login: [u8; 32]) -> Result<Option<StaffRow>> {
    tx.optional(BY_LOGIN, values![&login]).await
}

/// Everybody, the longest there first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(tx: &mut Tx) -> Result<Vec<StaffRow>> {
    tx.all(LIST, &[]).await
}

/// Lets somebody leave; says whether they were there until now.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end(tx: &mut Tx, id: StaffId, now: Millis) -> Result<bool> {
    Ok(tx.execute(END, values![id, now]).await? == 1)
}
