//! What the clinic does: naming a guardian, and ending it, having checked who both of them are.

use crate::{
    Portal, Refusal,
    event::{About, note_clinic},
    news::{self, News},
    profile::Profile,
};
use domain::{
    Millis,
    audit::Event,
    day::Day,
    guardian::{NoTerm, Reason, of_age, term},
    id::{GuardianshipId, PatientId},
};
use store::{
    Tx,
    guardian::{self, GuardianshipRow},
};

/// What stands in the log where a guardian's birth date is not on file.
const OF_AGE_CHECKED: &str = "of-age-checked";

/// What the clinic asks for.
#[derive(Clone, Copy)]
pub struct Wish<'a> {
    /// Who is to be acted for.
    pub patient: PatientId,
    /// Who is to act.
    pub guardian: PatientId,
    /// The last day; none for a child's last day before the eighteenth birthday.
    pub until: Option<Day>,
    /// Why, where it is not that they are a child.
    pub reason: Option<Reason>,
    /// Whether somebody has checked that the guardian is of age, by a document.
    pub of_age_checked: bool,
    /// When a day begins where the clinic is.
    pub begins: &'a (dyn Fn(Day) -> Millis + Sync),
}

/// Why nobody was named.
#[derive(Debug, thiserror::Error)]
pub enum NotNamed {
    /// Nobody is their own guardian.
    #[error("nobody is their own guardian")]
    Oneself,
    /// The guardian is a child.
    #[error("a guardian is of age")]
    Minor,
    /// Nobody knows whether the guardian is of age.
    #[error(
        "the guardian's birth date is not on file: check a document, and say that they are of age"
    )]
    AgeUnknown,
    /// The guardian has no account to sign in to.
    #[error("the guardian has no account yet: they activate it first")]
    NoAccount,
    /// They are one already.
    #[error("they are their guardian already: end that first to change it")]
    Already,
    /// Not for as long as that.
    #[error(transparent)]
    Term(#[from] NoTerm),
    /// The portal failed.
    #[error(transparent)]
    Failed(Refusal),
}

impl<E: Into<Refusal>> From<E> for NotNamed {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Lets somebody act for a patient, tells both of them, and gives the moment at which that ends.
///
/// # Errors
/// [`NotNamed`] says why they may not.
pub async fn name(portal: &Portal, wish: Wish<'_>) -> Result<Millis, NotNamed> {
    let Wish { patient, guardian, until, reason, of_age_checked, begins } = wish;
    if patient == guardian {
        return Err(NotNamed::Oneself);
    }
    let now = portal.now();
    let mut tx = portal.begin().await?;
    let word = match age(portal, &mut tx, guardian, begins).await? {
        Some(at) if now < at => return Err(NotNamed::Minor),
        Some(_) => None,
        None if of_age_checked => Some(OF_AGE_CHECKED),
        None => return Err(NotNamed::AgeUnknown),
    };
    if store::credential::get(&mut tx, guardian).await?.is_none() {
        return Err(NotNamed::NoAccount);
    }
    let adult = age(portal, &mut tx, patient, begins).await?;
    let until = until.map(|day| begins(day.next()));
    let (ends_at, reason) = term(adult, until, reason, now)?;
    let id = GuardianshipId::fresh(now, portal.chance());
    let row =
        GuardianshipRow { id, patient, guardian, reason, granted_at: now, ends_at, ended_at: None };
    if !guardian::insert(&mut tx, &row).await? {
        return Err(NotNamed::Already);
    }
    // By whose word the guardian is of age stands in their own line.
    let events = [
        (Event::GuardianAdded, patient, Some(reason.name())),
        (Event::WardAdded, guardian, word.or(Some(reason.name()))),
    ];
    note_both(portal, &mut tx, events).await?;
    for told in [patient, guardian] {
        news::of_clinic(portal, &mut tx, told, News::GuardianNamed).await?;
    }
    portal.settle(tx, Ok(())).await?;
    Ok(ends_at)
}

/// When somebody is of age; none where no birth date is known.
async fn age(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    begins: &(dyn Fn(Day) -> Millis + Sync),
) -> Result<Option<Millis>, Refusal> {
    let person = Profile::of(portal, tx, patient).await?.person;
    Ok(person.birth_date.as_deref().and_then(of_age).map(begins))
}

/// Ends it that somebody may act for a patient, and what is open by it.
///
/// # Errors
/// [`Refusal::NotFound`] when they may not at present.
pub async fn end(portal: &Portal, patient: PatientId, guardian: PatientId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    if !guardian::end(&mut tx, patient, guardian, portal.now()).await? {
        return Err(Refusal::NotFound);
    }
    note_both(portal, &mut tx, ended(patient, guardian, None)).await?;
    Ok(tx.commit().await?)
}

/// A line for one of the two, and its detail.
pub(super) type Line = (Event, PatientId, Option<&'static str>);

/// The lines of a guardianship that is over.
pub(super) fn ended(
    patient: PatientId,
    guardian: PatientId,
    why: Option<&'static str>,
) -> [Line; 2] {
    [(Event::GuardianEnded, patient, why), (Event::WardEnded, guardian, why)]
}

/// Both see it in their history.
pub(super) async fn note_both(
    portal: &Portal,
    tx: &mut Tx,
    lines: [Line; 2],
) -> Result<(), Refusal> {
    for (event, patient, detail) in lines {
        let about = About { patient: Some(patient), detail, ..About::default() };
        note_clinic(portal, tx, event, about).await?;
    }
    Ok(())
}
