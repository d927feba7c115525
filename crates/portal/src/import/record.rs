//! Clinical documents, to be sealed to their patient.

use super::{
    ImportFault, Put, Stop,
    clerk::Clerk,
    draft::{Draft, Place},
    known::{Known, settled},
    outcome::Change,
    sources::lookup,
};
use crate::Refusal;
use domain::{
    Millis,
    clinical::{Document, Heading, Status},
    id::RecordId,
    sealed::Kind,
};
use fhir::Sourced;
use serde::Serialize;
use std::sync::Arc;
use store::{patient::PatientRow, record::RecordHead};
use vault::Field;

/// What a resource says of a record.
pub(super) struct Content<'a, T> {
    pub kind: Kind,
    pub patient: Arc<PatientRow>,
    pub status: Status,
    pub effective_at: Option<Millis>,
    pub heading: Option<Heading>,
    /// What trends find it by.
    pub analyte: Option<&'a str>,
    pub body: &'a T,
    pub documents: &'a [Document],
    /// The source keys of the results that it shows.
    pub shows: &'a [String],
}

/// Puts a record: new, in place of an older version, or not at all.
pub(super) fn put<S, T: Serialize>(
    clerk: &mut Clerk<'_>,
    sourced: &Sourced<S>,
    content: &Content<'_, T>,
) -> Result<Put, Stop> {
    let known = Known::find(clerk, content.kind.name(), &sourced.keys)?;
    let digest = clerk.portal.vault().digest(&sourced.canonical).to_vec();
    let old = known.target.and_then(|id| clerk.record(RecordId(id)));
    if old.is_some_and(|old| old.patient != content.patient.id) {
        return Err(ImportFault::OtherPatient.into());
    }
    let patient = Some(content.patient.id);
    let unchanged =
        old.and_then(|old| settled(sourced, &digest, &old.digest, old.stamp.as_deref()));
    if let (Some(old), Some(change)) = (old, unchanged) {
        let id = old.id;
        known.is(clerk, id.0);
        return Ok(Put { change, patient, record: Some(id) });
    }
    let (id, version, place, change) = match old {
        Some(old) => (old.id, old.version + 1, Place::Older, Change::Updated),
        None => (fresh(clerk), 1, Place::New, Change::Created),
    };
    let head = RecordHead {
        stamp: sourced.stamp.map(|stamp| stamp.to_text()),
        digest,
        ..head(clerk, content, id, version)?
    };
    let draft = draft(clerk, content, head, place)?;
    clerk.take(draft);
    known.is(clerk, id.0);
    Ok(Put { change, patient, record: Some(id) })
}

fn fresh(clerk: &Clerk<'_>) -> RecordId {
    RecordId::fresh(clerk.portal.now(), clerk.portal.chance())
}

fn head<T>(
    clerk: &Clerk<'_>,
    content: &Content<'_, T>,
    id: RecordId,
    version: i64,
) -> Result<RecordHead, Refusal> {
    let (vault, patient) = (clerk.portal.vault(), &content.patient);
    let heading = match &content.heading {
        Some(heading) => {
            let (key, field) = (&patient.wrapped_key, Field::Heading(id));
            Some(vault.seal_field(patient.id, key, field, &json(heading)?)?)
        }
        None => None,
    };
    let analyte =
        content.analyte.map(|key| vault.patient_lookup(patient.id, "analyte", key).to_vec());
    Ok(RecordHead {
        id,
        patient: patient.id,
        kind: content.kind,
        status: content.status,
        effective_at: content.effective_at,
        heading,
        analyte,
        version,
        stamp: None,
        digest: Vec::new(),
        imported_at: clerk.portal.now(),
    })
}

fn draft<T: Serialize>(
    clerk: &Clerk<'_>,
    content: &Content<'_, T>,
    head: RecordHead,
    place: Place,
) -> Result<Draft, Refusal> {
    Ok(Draft {
        head,
        patient: Arc::clone(&content.patient),
        content: json(content.body)?,
        documents: content.documents.iter().map(json).collect::<Result<_, _>>()?,
        shows: content.shows.iter().map(|key| lookup(clerk.portal, key)).collect(),
        place,
    })
}

fn json<T: Serialize>(content: &T) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(content).map_err(|_| Refusal::Inner("writing a record"))
}
