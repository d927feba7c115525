//! Prescriptions.

use super::{
    Put, Stop,
    clerk::Clerk,
    names::named,
    patients,
    record::{self, Content},
};
use domain::sealed::Kind;
use fhir::{PrescriptionIn, Sourced};

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
        patient,
        status: it.status,
        effective_at: prescription.authored_at,
        heading: None,
        analyte: None,
        body: &prescription,
        documents: &[],
        shows: &[],
    };
    record::put(clerk, sourced, &content)
}
