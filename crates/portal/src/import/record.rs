//! Clinical documents, sealed to their patient.

use super::{
    ImportFault, Put, Stop,
    known::{Known, settled},
    outcome::Change,
    written,
};
use crate::{Portal, Refusal};
use domain::{
    Millis,
    clinical::{Document, Heading, Status},
    id::RecordId,
    sealed::{Binding, Kind},
};
use fhir::Sourced;
use serde::Serialize;
use store::{Tx, patient::PatientRow, record::RecordRow};
use vault::Field;

/// A clinical document, ready to be sealed.
pub(super) struct Draft<'a, T> {
    pub kind: Kind,
    pub patient: &'a PatientRow,
    pub status: Status,
    pub effective_at: Option<Millis>,
    pub heading: Option<Heading>,
    /// What trends find it by.
    pub analyte: Option<&'a str>,
    pub content: &'a T,
    pub documents: &'a [Document],
    /// The source keys of the results that it shows.
    pub shows: &'a [String],
}

/// Writes a document: new, in place of an older version, or not at all.
pub(super) async fn put<S, T: Serialize>(
    portal: &Portal,
    tx: &mut Tx,
    sourced: &Sourced<S>,
    draft: &Draft<'_, T>,
) -> Result<Put, Stop> {
    let known = Known::find(portal, tx, draft.kind.name(), &sourced.keys).await?;
    let digest = portal.vault().digest(&sourced.canonical).to_vec();
    let old = match known.target {
        Some(id) => store::record::get(tx, RecordId(id)).await?,
        None => None,
    };
    if let Some(old) = &old {
        if old.patient != draft.patient.id {
            return Err(ImportFault::OtherPatient.into());
        }
        if let Some(change) = settled(sourced, &digest, &old.digest, old.stamp.as_deref()) {
            known.is(tx, old.id.0).await?;
            return Ok(Put { change, patient: Some(draft.patient.id) });
        }
    }
    let (id, version) = match &old {
        Some(old) => (old.id, old.version + 1),
        None => (RecordId::fresh(portal.now(), portal.chance()), 1),
    };
    let stamp = sourced.stamp.map(|stamp| stamp.to_text());
    let row = RecordRow { stamp, digest, ..sealed(portal, draft, id, version)? };
    let change = write(portal, tx, &row, old.is_some()).await?;
    put_documents(portal, tx, draft.patient, &row, draft.documents).await?;
    let shows: Vec<_> =
        draft.shows.iter().map(|key| portal.vault().lookup("source", key)).collect();
    match &old {
        Some(_) => store::shows::replace(tx, id, &shows).await?,
        None => store::shows::add(tx, id, &shows).await?,
    }
    known.is(tx, id.0).await?;
    Ok(Put { change, patient: Some(draft.patient.id) })
}

async fn write(
    portal: &Portal,
    tx: &mut Tx,
    row: &RecordRow,
    replaces: bool,
) -> Result<Change, Refusal> {
    if replaces {
        return written(store::record::replace(tx, row, portal.now()).await?);
    }
    store::record::insert(tx, row).await?;
    Ok(Change::Created)
}

fn sealed<T: Serialize>(
    portal: &Portal,
    draft: &Draft<'_, T>,
    id: RecordId,
    version: i64,
) -> Result<RecordRow, Refusal> {
    let (vault, patient) = (portal.vault(), draft.patient);
    let binding = Binding { patient: patient.id, record: id, kind: draft.kind, version, part: 0 };
    let heading = match &draft.heading {
        Some(heading) => {
            let (key, field) = (&patient.wrapped_key, Field::Heading(id));
            Some(vault.seal_field(patient.id, key, field, &json(heading)?)?)
        }
        None => None,
    };
    let analyte =
        draft.analyte.map(|key| vault.patient_lookup(patient.id, "analyte", key).to_vec());
    Ok(RecordRow {
        id,
        patient: patient.id,
        kind: draft.kind,
        status: draft.status,
        effective_at: draft.effective_at,
        heading,
        analyte,
        envelope: vault.seal(&patient.public_key, &binding, &json(draft.content)?)?,
        version,
        stamp: None,
        digest: Vec::new(),
        imported_at: portal.now(),
    })
}

async fn put_documents(
    portal: &Portal,
    tx: &mut Tx,
    patient: &PatientRow,
    row: &RecordRow,
    documents: &[Document],
) -> Result<(), Refusal> {
    for (part, document) in (0_i64..).zip(documents) {
        let binding = Binding {
            patient: patient.id,
            record: row.id,
            kind: Kind::Document,
            version: row.version,
            part,
        };
        let envelope = portal.vault().seal(&patient.public_key, &binding, &json(document)?)?;
        store::document::put(tx, row.id, row.version, part, &envelope).await?;
    }
    Ok(())
}

fn json<T: Serialize>(content: &T) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(content).map_err(|_| Refusal::Inner("writing a record"))
}
