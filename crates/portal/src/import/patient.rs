//! Patients: their keys, their details sealed by field, and what they are found by.

use super::{
    ImportFault, Put, Stop,
    clerk::Clerk,
    draft::replaced,
    known::{Known, settled},
    outcome::Change,
};
use crate::{
    Portal, Refusal, family,
    profile::{self, Fresh, Profile},
};
use domain::{id::PatientId, identifier::Identifier, person::Person};
use fhir::Sourced;
use store::patient::PatientRow;

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
        // A number that was set here lies over what is imported.
        let person = Profile::of(clerk.portal, clerk.tx, id).await?.person;
        let contacts = profile::contacts(clerk.portal, &person);
        store::patient::set_contacts(clerk.tx, id, &contacts).await?;
    }
    Ok(Put { change, patient: Some(id), record: None })
}

async fn create(
    clerk: &mut Clerk<'_>,
    sourced: &Sourced<Person>,
    digest: Vec<u8>,
) -> Result<PatientId, Stop> {
    let fresh = Fresh { digest, stamp: sourced.stamp.map(|stamp| stamp.to_text()) };
    Ok(profile::insert(clerk.portal, clerk.tx, &sourced.value, fresh).await?)
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
    let Profile { person: former, own, .. } = Profile::open(clerk.portal, old.clone())?;
    let row = PatientRow {
        profile: profile::sealed_with(clerk.portal, &old, &sourced.value, own.as_ref())?,
        language: sourced.value.language,
        version: old.version + 1,
        stamp: sourced.stamp.map(|stamp| stamp.to_text()),
        digest,
        updated_at: now,
        ..old
    };
    replaced(store::patient::update(clerk.tx, &row, now).await?)?;
    let births = [&former, &sourced.value].map(|person| person.birth_date.as_deref());
    if births[0] != births[1] {
        family::corrected(clerk.portal, clerk.tx, row.id, births[0], births[1]).await?;
    }
    Ok(Change::Updated)
}

/// Two servers may both have a `Patient/1`; their patient numbers tell that they are two people.
fn has_other_number(portal: &Portal, old: &PatientRow, new: &Person) -> Result<bool, Refusal> {
    let old = Profile::open(portal, old.clone())?.person.number;
    let numbers = [old.as_deref(), new.number.as_deref()].map(|it| it.and_then(Identifier::number));
    Ok(matches!(numbers, [Some(old), Some(new)] if old != new))
}
