//! Prescriptions.

use super::{
    Put, Stop,
    clerk::{Clerk, Prescribed},
    names::named,
    outcome::Change,
    patients,
    record::{self, Content},
};
use domain::sealed::Kind;
use fhir::{PrescriptionIn, Sourced};
use std::sync::Arc;

pub(super) async fn put(
    clerk: &mut Clerk<'_>,
    sourced: &Sourced<PrescriptionIn>,
) -> Result<Put, Stop> {
    let it = &sourced.value;
    let patient = patients::find(clerk, it.patient.key.as_deref()).await?;
    let mut prescription = it.prescription.clone();
    if let (None, Some(prescriber)) = (&prescription.prescriber, &it.prescriber) {
        prescription.prescriber = named(clerk, prescriber).await?.map(|who| who.name);
    }
    let content = Content {
        kind: Kind::Prescription,
        patient: Arc::clone(&patient),
        status: it.status,
        effective_at: prescription.authored_at,
        heading: None,
        analyte: None,
        body: &prescription,
        documents: &[],
        shows: &[],
    };
    let put = record::put(clerk, sourced, &content)?;
    if let Some(record) = put.record.filter(|_| put.change != Change::Older) {
        clerk.prescribe(Prescribed { patient, record, prescription });
    }
    Ok(put)
}
