//! Patients: their keys, their details sealed by field, and what they are found by.

use super::{
    ImportFault, Put, Stop,
    known::{Known, settled},
    outcome::Change,
    written,
};
use crate::{Portal, Refusal, profile::Profile};
use domain::{id::PatientId, identifier::Identifier, person::Person};
use fhir::Sourced;
use store::{Tx, patient::PatientRow};
use vault::Field;

pub(super) async fn put(
    portal: &Portal,
    tx: &mut Tx,
    sourced: &Sourced<Person>,
) -> Result<Put, Stop> {
    let known = Known::find(portal, tx, "patient", &sourced.keys).await?;
    let digest = portal.vault().digest(&sourced.canonical).to_vec();
    let (id, change) = match known.target {
        None => (create(portal, tx, sourced, digest).await?, Change::Created),
        Some(id) => {
            let id = PatientId(id);
            let old = store::patient::get(tx, id).await?.ok_or(Refusal::NotFound)?;
            if !known.by_identifier && has_other_number(portal, &old, &sourced.value)? {
                return Err(ImportFault::OtherNumber.into());
            }
            (id, replace(portal, tx, old, sourced, digest).await?)
        }
    };
    known.is(tx, id.0).await?;
    if change.is_one() {
        store::patient::set_contacts(tx, id, &contacts(portal, &sourced.value)).await?;
    }
    Ok(Put { change, patient: Some(id) })
}

async fn create(
    portal: &Portal,
    tx: &mut Tx,
    sourced: &Sourced<Person>,
    digest: Vec<u8>,
) -> Result<PatientId, Stop> {
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
    store::patient::insert(tx, &row).await?;
    Ok(id)
}

async fn replace(
    portal: &Portal,
    tx: &mut Tx,
    old: PatientRow,
    sourced: &Sourced<Person>,
    digest: Vec<u8>,
) -> Result<Change, Stop> {
    if let Some(change) = settled(sourced, &digest, &old.digest, old.stamp.as_deref()) {
        return Ok(change);
    }
    let now = portal.now();
    let row = PatientRow {
        profile: sealed(portal, old.id, &old.wrapped_key, &sourced.value)?,
        language: sourced.value.language,
        version: old.version + 1,
        stamp: sourced.stamp.map(|stamp| stamp.to_text()),
        digest,
        updated_at: now,
        ..old
    };
    Ok(written(store::patient::update(tx, &row, now).await?)?)
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
