//! Patients: their keys, their details sealed by field, and what they are found by.

use super::{
    ImportFault, Put, Stop,
    clerk::Clerk,
    draft::replaced,
    known::{Known, settled},
    outcome::Change,
};
use crate::{Portal, Refusal, profile::Profile};
use domain::{id::PatientId, identifier::Identifier, person::Person};
use fhir::Sourced;
use store::patient::PatientRow;
use vault::Field;

pub(super) async fn put(clerk: &mut Clerk<'_>, sourced: &Sourced<Person>) -> Result<Put, Stop> {
    let known = Known::find(clerk, "patient", &sourced.keys)?;
    let digest = clerk.portal.vault().digest(&sourced.canonical).to_vec();
    let (id, change) = match known.target {
        None => (create(clerk, sourced, digest).await?, Change::Created),
        Some(id) => {
            let id = PatientId(id);
            let old = store::patient::get(clerk.tx, id).await?.ok_or(Refusal::NotFound)?;
            if !known.by_identifier && has_other_number(clerk.portal, &old, &sourced.value)? {
                return Err(ImportFault::OtherNumber.into());
            }
            (id, replace(clerk, old, sourced, digest).await?)
        }
    };
    known.is(clerk, id.0);
    if change.is_one() {
        let contacts = contacts(clerk.portal, &sourced.value);
        store::patient::set_contacts(clerk.tx, id, &contacts).await?;
    }
    Ok(Put { change, patient: Some(id) })
}

async fn create(
    clerk: &mut Clerk<'_>,
    sourced: &Sourced<Person>,
    digest: Vec<u8>,
) -> Result<PatientId, Stop> {
    let portal = clerk.portal;
    let now = portal.now();
    let id = PatientId::fresh(now, portal.chance());
    let keys = portal.vault().enrol(id)?;
    let row = PatientRow {
        id,
        profile: sealed(portal, id, &keys.wrapped, &sourced.value)?,
        public_key: keys.public,
        wrapped_key: keys.wrapped,
        language: sourced.value.language,
        version: 1,
        stamp: sourced.stamp.map(|stamp| stamp.to_text()),
        digest,
        created_at: now,
        updated_at: now,
    };
    store::patient::insert(clerk.tx, &row).await?;
    Ok(id)
}

async fn replace(
    clerk: &mut Clerk<'_>,
    old: PatientRow,
    sourced: &Sourced<Person>,
    digest: Vec<u8>,
) -> Result<Change, Stop> {
    if let Some(change) = settled(sourced, &digest, &old.digest, old.stamp.as_deref()) {
        return Ok(change);
    }
    let now = clerk.portal.now();
    let row = PatientRow {
        profile: sealed(clerk.portal, old.id, &old.wrapped_key, &sourced.value)?,
        language: sourced.value.language,
        version: old.version + 1,
        stamp: sourced.stamp.map(|stamp| stamp.to_text()),
        digest,
        updated_at: now,
        ..old
    };
    replaced(store::patient::update(clerk.tx, &row, now).await?)?;
    Ok(Change::Updated)
}

/// Two servers may both have a `Patient/1`; their patient numbers tell that they are two people.
fn has_other_number(portal: &Portal, old: &PatientRow, new: &Person) -> Result<bool, Refusal> {
    let old = Profile::open(portal, old.clone())?.person.number;
    let numbers = [old.as_deref(), new.number.as_deref()].map(|it| it.and_then(Identifier::number));
    Ok(matches!(numbers, [Some(old), Some(new)] if old != new))
}

fn sealed(
    portal: &Portal,
    id: PatientId,
    wrapped: &[u8],
    person: &Person,
) -> Result<Vec<u8>, Refusal> {
    let plain =
        serde_json::to_vec(person).map_err(|_| Refusal::Inner("writing a patient's details"))?;
    Ok(portal.vault().seal_field(id, wrapped, Field::Profile, &plain)?)
}

fn contacts(portal: &Portal, person: &Person) -> Vec<(&'static str, [u8; 32])> {
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
