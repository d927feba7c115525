//! Adding a patient at the desk. They activate their account themselves.

use crate::{
    Portal, Refusal,
    event::{About, note_clinic},
    profile::{self, Fresh, Profile, contacts},
};
use domain::{
    audit::Event, birth::BirthDate, id::PatientId, identifier::Identifier, person::Person,
};
use store::Tx;

/// How often a number is drawn before it is given up: of a million, hardly any is taken.
const DRAWS: usize = 50;

/// Why a patient was not added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    /// Somebody has this patient number.
    #[error("a patient has this number already")]
    NumberTaken,
    /// The number has not the shape of one.
    #[error("a patient number has letters and digits")]
    NotANumber,
    /// Somebody of this name was born on this day and has one of these phones.
    #[error("this patient is there already: same name, birth date and phone number")]
    Known,
    /// No code could be sent to any of the phones.
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

/// Adds a patient, and gives the patient number by which they activate their account: their own, or one that is given
/// out. Nobody is added twice.
///
/// # Errors
/// [`NotAdded`] says why they were not.
pub async fn add(portal: &Portal, person: Person, born: &BirthDate) -> Result<String, NotAdded> {
    if !person.phones.iter().any(|phone| phone.is_of(&portal.rules().countries)) {
        return Err(NotAdded::NotServed);
    }
    let mut tx = portal.begin().await?;
    // Nobody else adds or imports anybody meanwhile.
    store::source::gate(&mut tx, portal.now()).await?;
    let number = match &person.number {
        Some(number) => own(portal, &mut tx, number).await?,
        None => given_out(portal, &mut tx).await?,
    };
    if is_known(portal, &mut tx, &person, born).await? {
        return Err(NotAdded::Known);
    }
    let birth_date = Some(born.iso().to_owned());
    let person = Person { number: Some(number.clone()), birth_date, ..person };
    let digest = portal.vault().digest(number.as_bytes()).to_vec();
    let fresh = Fresh { digest, stamp: None };
    let patient = profile::insert(portal, &mut tx, &person, fresh).await?;
    store::patient::set_contacts(&mut tx, patient, &contacts(portal, &person)).await?;
    let about = About { patient: Some(patient), ..About::default() };
    note_clinic(portal, &mut tx, Event::PatientAdded, about).await?;
    tx.commit().await?;
    Ok(number)
}

async fn own(portal: &Portal, tx: &mut Tx, number: &str) -> Result<String, NotAdded> {
    let identifier = Identifier::number(number).ok_or(NotAdded::NotANumber)?;
    match having(portal, tx, &identifier).await?.as_slice() {
        [] => Ok(number.trim().to_owned()),
        _ => Err(NotAdded::NumberTaken),
    }
}

/// A number such as `P-482-917` that nobody has.
async fn given_out(portal: &Portal, tx: &mut Tx) -> Result<String, NotAdded> {
    for _ in 0..DRAWS {
        let mut bytes = [0; 4];
        portal.chance().fill(&mut bytes);
        let drawn = u32::from_be_bytes(bytes) % 1_000_000;
        let number = format!("P-{:03}-{:03}", drawn / 1_000, drawn % 1_000);
        let identifier = Identifier::number(&number).ok_or(NotAdded::NotANumber)?;
        if having(portal, tx, &identifier).await?.is_empty() {
            return Ok(number);
        }
    }
    Err(Refusal::Inner("giving out a patient number").into())
}

async fn is_known(
    portal: &Portal,
    tx: &mut Tx,
    person: &Person,
    born: &BirthDate,
) -> Result<bool, NotAdded> {
    for phone in &person.phones {
        for patient in having(portal, tx, &Identifier::Phone(phone.clone())).await? {
            let known = Profile::of(portal, tx, patient).await?.person;
            let same_day = known.birth_date.as_deref().is_some_and(|on_file| born.is(on_file));
            if same_day && folded(&known.name) == folded(&person.name) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

async fn having(
    portal: &Portal,
    tx: &mut Tx,
    identifier: &Identifier,
) -> Result<Vec<PatientId>, Refusal> {
    let lookup = portal.vault().lookup(identifier.kind(), identifier.normal());
    Ok(store::patient::by_contact(tx, identifier.kind(), lookup).await?)
}

/// A name without what is written now so, now otherwise.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
