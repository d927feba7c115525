//! Who signs in at pharmacies. Each has an account with keys of its own, on which hang their name, number, password and
//! history, as a patient's do; no patient number, phone number or address leads to it.

use super::directory;
use crate::{
    Portal, Refusal, counter, elsewhere,
    event::{About, note_clinic},
    pharmacy::find,
    profile::{self, Fresh, Profile},
};
use domain::{
    Millis,
    audit::Event,
    id::{PatientId, StaffId},
    password::Password,
    person::Person,
    pharmacy::Role,
    phone::Phone,
};
use std::fmt;
use store::{
    Tx,
    credential::{self, CredentialRow},
    staff::{self, StaffRow},
    verification::Beginner,
};

/// The longest login, in characters.
const LONGEST: usize = 64;

/// Somebody to be added.
#[derive(Clone)]
pub struct NewStaff<'a> {
    /// What they sign in with: no secret.
    pub login: &'a str,
    /// What they are called.
    pub name: &'a str,
    /// Where their codes go.
    pub phone: Phone,
    /// As what they work.
    pub role: Role,
    /// At which pharmacy, by its name.
    pub pharmacy: &'a str,
}

/// Somebody, as the clinic sees them.
#[derive(Clone, PartialEq, Eq)]
pub struct Listed {
    /// What they sign in with.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// As what they work.
    pub role: Role,
    /// At which pharmacy.
    pub pharmacy: String,
    /// When they left.
    pub ended_at: Option<Millis>,
}

impl fmt::Debug for NewStaff<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewStaff").field("role", &self.role).finish_non_exhaustive()
    }
}

impl fmt::Debug for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listed").field("role", &self.role).finish_non_exhaustive()
    }
}

/// Why somebody was not added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// A login has letters, digits, dots and dashes.
    #[error("a login has 3 to 64 letters, digits, dots and dashes, and no spaces")]
    Login,
    /// They have no name.
    #[error("a name is needed")]
    Name,
    /// Somebody has this login.
    #[error("somebody has this login")]
    Known,
    /// No code could be sent to the phone.
    #[error("codes are not sent to a number of this country (codes.countries)")]
    NotServed,
    /// The portal failed.
    #[error(transparent)]
    Failed(Refusal),
}

impl<E: Into<Refusal>> From<E> for NotAdded {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Adds somebody. They sign in once they have a [password](set_password).
///
/// # Errors
/// [`NotAdded`] says why they were not.
pub async fn add(portal: &Portal, new: &NewStaff<'_>) -> Result<StaffId, NotAdded> {
    let login = login(new.login).ok_or(NotAdded::Login)?;
    if new.name.trim().is_empty() {
        return Err(NotAdded::Name);
    }
    if !new.phone.is_of(&portal.rules().countries) {
        return Err(NotAdded::NotServed);
    }
    let mut tx = portal.begin().await?;
    let pharmacy = find(portal, &mut tx, new.pharmacy).await?;
    if pharmacy.ended_at.is_some() {
        return Err(Refusal::NotFound.into());
    }
    let person = person(new, &login);
    let digest = portal.vault().digest(login.as_bytes()).to_vec();
    let account = profile::insert(portal, &mut tx, &person, Fresh { digest, stamp: None }).await?;
    let (id, added_at) = (StaffId(account.0), portal.now());
    let row = StaffRow { id, pharmacy_id: pharmacy.id, role: new.role, added_at, ended_at: None };
    if !staff::insert(&mut tx, &row, lookup(portal, &login)).await? {
        return Err(NotAdded::Known);
    }
    note_of(portal, &mut tx, id, Event::StaffAdded).await?;
    tx.commit().await?;
    Ok(id)
}

fn person(new: &NewStaff<'_>, login: &str) -> Person {
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    Person {
        given: name.clone(),
        name,
        number: Some(login.to_owned()),
        phones: vec![new.phone.clone()],
        emails: Vec::new(),
        birth_date: None,
        language: None,
    }
}

/// Sets somebody's password, and ends all their sessions and what is under way with their codes.
///
/// # Errors
/// [`Refusal::NotFound`] when there is nobody of this login, or they have left; [`Refusal::Busy`].
pub async fn set_password(
    portal: &Portal,
    login: &str,
    password: &Password,
) -> Result<(), Refusal> {
    let password_hash = portal.hasher().hash(password.reveal(), portal.chance()).await?;
    let mut tx = portal.begin().await?;
    let who = of_login(portal, &mut tx, login).await?;
    let (patient, changed_at) = (account(who.id), portal.now());
    let row = CredentialRow { patient, password_hash, failures: 0, changed_at };
    credential::put(&mut tx, &row).await?;
    end_sessions(portal, &mut tx, who.id).await?;
    note_of(portal, &mut tx, who.id, Event::PasswordChanged).await?;
    Ok(tx.commit().await?)
}

/// Lets somebody's wrong tries no longer count.
///
/// # Errors
/// [`Refusal::NotFound`] as for [`set_password`].
pub async fn unlock(portal: &Portal, login: &str) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let who = of_login(portal, &mut tx, login).await?;
    drop(tx);
    crate::account::forgive(portal, account(who.id)).await.map(drop)
}

/// Ends it that somebody signs in; what they began is ended with it.
///
/// # Errors
/// [`Refusal::NotFound`] as for [`set_password`].
pub async fn end(portal: &Portal, login: &str) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let who = of_login(portal, &mut tx, login).await?;
    staff::end(&mut tx, who.id, portal.now()).await?;
    end_sessions(portal, &mut tx, who.id).await?;
    note_of(portal, &mut tx, who.id, Event::StaffEnded).await?;
    Ok(tx.commit().await?)
}

/// Everybody who signs in at a pharmacy or did, the longest there first.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn list(portal: &Portal) -> Result<Vec<Listed>, Refusal> {
    let mut tx = portal.read().await?;
    let mut listed = Vec::new();
    for row in staff::list(&mut tx).await? {
        let person = Profile::of(portal, &mut tx, account(row.id)).await?.person;
        listed.push(Listed {
            login: person.number.unwrap_or_default(),
            name: person.name,
            role: row.role,
            pharmacy: directory::name(portal, &mut tx, row.pharmacy_id).await?,
            ended_at: row.ended_at,
        });
    }
    Ok(listed)
}

/// The account of whoever signs in with a login, on which their devices hang.
///
/// # Errors
/// [`Refusal::NotFound`] where nobody does.
pub async fn account_of(portal: &Portal, login: &str) -> Result<PatientId, Refusal> {
    let mut tx = portal.read().await?;
    Ok(account(of_login(portal, &mut tx, login).await?.id))
}

/// Ends every session of somebody, and what they began at a counter.
pub(super) async fn end_sessions(portal: &Portal, tx: &mut Tx, id: StaffId) -> Result<(), Refusal> {
    elsewhere::end_sessions(portal, tx, account(id), None).await?;
    elsewhere::end_all_underway(portal, tx, account(id), None).await?;
    counter::end_of(portal, tx, Beginner::Staff(id)).await
}

/// The account of somebody of the staff.
pub(crate) const fn account(id: StaffId) -> PatientId {
    PatientId(id.0)
}

/// Somebody's login as it is looked up; none for what has not the shape of one.
pub(crate) fn login(typed: &str) -> Option<String> {
    let login = typed.trim().to_lowercase();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    let length = login.chars().count();
    ((3..=LONGEST).contains(&length) && login.chars().all(fits)).then_some(login)
}

pub(crate) fn lookup(portal: &Portal, login: &str) -> [u8; 32] {
    portal.vault().lookup("login", login)
}

async fn of_login(portal: &Portal, tx: &mut Tx, typed: &str) -> Result<StaffRow, Refusal> {
    let login = login(typed).ok_or(Refusal::NotFound)?;
    let found = staff::by_login(tx, lookup(portal, &login)).await?;
    found.filter(|row| row.ended_at.is_none()).ok_or(Refusal::NotFound)
}

async fn note_of(portal: &Portal, tx: &mut Tx, id: StaffId, event: Event) -> Result<(), Refusal> {
    let about = About { patient: Some(account(id)), ..About::default() };
    note_clinic(portal, tx, event, about).await
}
