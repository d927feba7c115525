//! What was handed out by prescriptions.

use super::{
    Put, Stop,
    clerk::{Clerk, Elsewhere},
    names::named,
    outcome::Change,
    patients,
    record::{self, Content},
    sources::lookup,
};
use domain::{
    clinical::Dispensing,
    id::{PatientId, RecordId},
    sealed::Kind,
};
use fhir::{DispensingIn, Referent, Sourced};
use std::sync::Arc;

pub(super) async fn put(
    clerk: &mut Clerk<'_>,
    sourced: &Sourced<DispensingIn>,
) -> Result<Put, Stop> {
    let it = &sourced.value;
    let patient = patients::find(clerk, it.patient.key.as_deref()).await?;
    let mut dispensing = with_names(clerk, it).await?;
    dispensing.prescription = prescription(clerk, patient.id, dispensing.source.as_deref());
    let content = Content {
        kind: Kind::Dispensing,
        patient: Arc::clone(&patient),
        status: dispensing.handover.status(),
        effective_at: dispensing.handed_over_at,
        heading: None,
        analyte: None,
        body: &dispensing,
        documents: &[],
        shows: &[],
    };
    let put = record::put(clerk, sourced, &content)?;
    let newest = put.record.filter(|_| put.change != Change::Older);
    if let (Some(record), Some(item)) = (newest, dispensing.prescription) {
        clerk.handed_over(Elsewhere { patient, item, record, dispensing });
    }
    Ok(put)
}

/// The patient's own prescription of this key.
fn prescription(clerk: &Clerk<'_>, patient: PatientId, key: Option<&str>) -> Option<RecordId> {
    let (kind, row) = clerk.sources.get(&lookup(clerk.portal, key?))?;
    let record = clerk.record(RecordId(row)).filter(|_| kind == Kind::Prescription.name())?;
    (record.patient == patient).then_some(record.id)
}

/// The dispensing with the names of those who handed it out, as the bundle or the directory tells them.
async fn with_names(clerk: &mut Clerk<'_>, it: &DispensingIn) -> Result<Dispensing, Stop> {
    let mut dispensing = it.dispensing.clone();
    for performer in &it.performers {
        let Some(who) = named(clerk, performer).await? else { continue };
        let to = match who.referent {
            Referent::Organization => &mut dispensing.pharmacy,
            Referent::Practitioner => &mut dispensing.handed_over_by,
            Referent::Patient | Referent::Other => continue,
        };
        to.get_or_insert(who.name);
    }
    Ok(dispensing)
}
