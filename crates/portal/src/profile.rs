//! A patient's personal details, opened for the portal's own use.

mod own;

pub(crate) use own::OwnNumber;

use crate::{Portal, Refusal};
use domain::{id::PatientId, identifier::Identifier, person::Person, phone::Phone};
use own::Kept;
use store::{Tx, patient::PatientRow};
use vault::Field;

/// The patients who have this phone number, e-mail address or patient number, oldest first.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn find(portal: &Portal, identifier: &Identifier) -> Result<Vec<PatientId>, Refusal> {
    let lookup = portal.vault().lookup(identifier.kind(), identifier.normal());
    let mut tx = portal.read().await?;
    Ok(store::patient::by_contact(&mut tx, identifier.kind(), lookup).await?)
}

/// A patient's personal details.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such patient.
pub async fn person(portal: &Portal, patient: PatientId) -> Result<Person, Refusal> {
    let mut tx = portal.read().await?;
    Ok(Profile::of(portal, &mut tx, patient).await?.person)
}

/// A patient as the portal addresses them.
pub(crate) struct Profile {
    /// Who.
    pub row: PatientRow,
    /// Their personal details.
    pub person: Person,
    /// The number that was set here, which lies over what imports bring.
    pub own: Option<OwnNumber>,
    /// The numbers as they were imported.
    phones: Vec<Phone>,
}

impl Profile {
    /// Opens a patient's personal details.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such patient; [`Refusal::Vault`] when their key was destroyed.
    pub(crate) async fn of(
        portal: &Portal,
        tx: &mut Tx,
        patient: PatientId,
    ) -> Result<Self, Refusal> {
        let row = store::patient::get(tx, patient).await?.ok_or(Refusal::NotFound)?;
        Self::open(portal, row)
    }

    pub(crate) fn open(portal: &Portal, row: PatientRow) -> Result<Self, Refusal> {
        let plain =
            portal.vault().open_field(row.id, &row.wrapped_key, Field::Profile, &row.profile)?;
        let Kept { mut person, own } = serde_json::from_slice(&plain)
            .map_err(|_| Refusal::Inner("reading a patient's details"))?;
        let phones = person.phones.clone();
        if let Some(own) = &own {
            person.phones = own.over(&phones);
        }
        Ok(Self { row, person, own, phones })
    }

    /// Their personal details as they were imported.
    pub(crate) fn as_imported(&self) -> Person {
        Person { phones: self.phones.clone(), ..self.person.clone() }
    }

    /// The number that codes go to.
    ///
    /// # Errors
    /// [`Refusal::NumberNotServed`] when there is none, or none of a country that is served.
    pub(crate) fn phone(&self, portal: &Portal) -> Result<&Phone, Refusal> {
        let served = |phone: &&Phone| phone.is_of(&portal.rules().countries);
        self.person.phones.iter().find(served).ok_or(Refusal::NumberNotServed)
    }
}

/// What a new patient is known again by.
pub(crate) struct Fresh {
    /// A keyed hash of their source's text.
    pub digest: Vec<u8>,
    /// What their source calls this version.
    pub stamp: Option<String>,
}

/// Writes a new patient with keys of their own. What they are found by is the caller's to write.
pub(crate) async fn insert(
    portal: &Portal,
    tx: &mut Tx,
    person: &Person,
    fresh: Fresh,
) -> Result<PatientId, Refusal> {
    let now = portal.now();
    let id = PatientId::fresh(now, portal.chance());
    let mut keys = portal.vault().enrol(id)?;
    if is_retired(portal, tx, &keys.wrapped).await? {
        // The keys were rewrapped since this node read its ring.
        portal.vault().renew();
        keys = portal.vault().enrol(id)?;
        if is_retired(portal, tx, &keys.wrapped).await? {
            return Err(Refusal::Inner("wrapping a key by one that is retired"));
        }
    }
    let row = PatientRow {
        id,
        profile: sealed(portal, id, &keys.wrapped, person)?,
        public_key: keys.public,
        wrapped_key: keys.wrapped,
        language: person.language,
        version: 1,
        stamp: fresh.stamp,
        digest: fresh.digest,
        created_at: now,
        updated_at: now,
    };
    store::patient::insert(tx, &row).await?;
    Ok(id)
}

/// Whether what wrapped a key may wrap none any more.
async fn is_retired(portal: &Portal, tx: &mut Tx, wrapped: &[u8]) -> Result<bool, Refusal> {
    match portal.vault().wrapped_by(wrapped) {
        Some(id) => Ok(store::wrapping::is_retired(tx, &id).await?),
        None => Ok(false),
    }
}

/// A patient's details, sealed under their own key.
pub(crate) fn sealed(
    portal: &Portal,
    id: PatientId,
    wrapped: &[u8],
    person: &Person,
) -> Result<Vec<u8>, Refusal> {
    seal(portal, id, wrapped, &Kept { person: person.clone(), own: None })
}

/// The same, with the number that was set here.
pub(crate) fn sealed_with(
    portal: &Portal,
    row: &PatientRow,
    person: &Person,
    own: Option<&OwnNumber>,
) -> Result<Vec<u8>, Refusal> {
    let kept = Kept { person: person.clone(), own: own.cloned() };
    seal(portal, row.id, &row.wrapped_key, &kept)
}

fn seal(portal: &Portal, id: PatientId, wrapped: &[u8], kept: &Kept) -> Result<Vec<u8>, Refusal> {
    let plain =
        serde_json::to_vec(kept).map_err(|_| Refusal::Inner("writing a patient's details"))?;
    Ok(portal.vault().seal_field(id, wrapped, Field::Profile, &plain)?)
}

/// The keys by which a person is found: their numbers and addresses, each once.
pub(crate) fn contacts(portal: &Portal, person: &Person) -> Vec<(&'static str, [u8; 32])> {
    let phones = person.phones.iter().cloned().map(Identifier::Phone);
    let emails = person.emails.iter().cloned().map(Identifier::Email);
    let number = person.number.as_deref().and_then(Identifier::number);
    let mut contacts: Vec<_> = phones
        .chain(emails)
        .chain(number)
        .map(|it| (it.kind(), portal.vault().lookup(it.kind(), it.normal())))
        .collect();
    contacts.sort_unstable();
    contacts.dedup();
    contacts
}

/// A profile; none where there is nobody of this name, or they were erased.
pub(crate) async fn known(
    portal: &Portal,
    tx: &mut Tx,
    id: PatientId,
) -> Result<Option<Profile>, Refusal> {
    match Profile::of(portal, tx, id).await {
        Ok(profile) => Ok(Some(profile)),
        Err(Refusal::NotFound | Refusal::Vault(_)) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// A patient's number; none where they have none, or were erased.
pub(crate) async fn number(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
) -> Result<Option<String>, Refusal> {
    Ok(known(portal, tx, patient).await?.and_then(|profile| profile.person.number))
}
