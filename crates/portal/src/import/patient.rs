//! Patients: their keys, their details sealed by field, and what they are found by.

use super::{
    Put, Stop,
    known::{Known, settled},
    outcome::Change,
};
use crate::{Portal, Refusal};
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
        Some(id) => (PatientId(id), replace(portal, tx, PatientId(id), sourced, digest).await?),
    };
    known.is(tx, id.0).await?;
    if change.is_one() {
        let contacts = contacts(portal, &sourced.value);
        let contacts: Vec<_> = contacts.iter().map(|(kind, lookup)| (*kind, *lookup)).collect();
        store::patient::set_contacts(tx, id, &contacts).await?;
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
    id: PatientId,
    sourced: &Sourced<Person>,
    digest: Vec<u8>,
) -> Result<Change, Stop> {
    let old = store::patient::get(tx, id).await?.ok_or(Refusal::NotFound)?;
    if let Some(change) = settled(sourced, &digest, &old.digest, old.stamp.as_deref()) {
        return Ok(change);
    }
    let now = portal.now();
    let row = PatientRow {
        profile: sealed(portal, id, &old.wrapped_key, &sourced.value)?,
        language: sourced.value.language,
        version: old.version + 1,
        stamp: sourced.stamp.map(|stamp| stamp.to_text()),
        digest,
        updated_at: now,
        ..old
    };
    store::patient::update(tx, &row, now).await?;
    Ok(Change::Updated)
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
