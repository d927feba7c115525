//! Prescriptions.

use super::{
    Put, Stop,
    names::named,
    patients::Patients,
    record::{self, Draft},
};
use crate::Portal;
use domain::sealed::Kind;
use fhir::{PrescriptionIn, Sourced};
use store::Tx;

pub(super) async fn put(
    portal: &Portal,
    tx: &mut Tx,
    patients: &mut Patients,
    sourced: &Sourced<PrescriptionIn>,
) -> Result<Put, Stop> {
    let it = &sourced.value;
    let patient = patients.find(portal, tx, it.patient.key.as_deref()).await?;
    let mut prescription = it.prescription.clone();
    if let (None, Some(prescriber)) = (&prescription.prescriber, &it.prescriber) {
        prescription.prescriber = named(portal, tx, prescriber).await?.map(|who| who.name);
    }
    let draft = Draft {
        kind: Kind::Prescription,
        patient,
        status: it.status,
        effective_at: prescription.authored_at,
        heading: None,
        analyte: None,
        content: &prescription,
        documents: &[],
        shows: &[],
    };
    record::put(portal, tx, sourced, &draft).await
}
