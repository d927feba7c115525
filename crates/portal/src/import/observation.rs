//! Results, each sealed on its own, so that a trend opens the values of one analyte and nothing else.

use super::{
    Put, Stop,
    record::{self, Draft},
};
use crate::Portal;
use domain::sealed::Kind;
use fhir::{ObservationIn, Sourced};
use store::{Tx, patient::PatientRow};

pub(super) async fn put(
    portal: &Portal,
    tx: &mut Tx,
    sourced: &Sourced<ObservationIn>,
    patient: &PatientRow,
) -> Result<Put, Stop> {
    let observation = &sourced.value.observation;
    let draft = Draft {
        kind: Kind::Observation,
        patient,
        status: observation.status,
        effective_at: observation.effective_at,
        heading: None,
        analyte: Some(&observation.analyte.key),
        content: observation,
        documents: &[],
        shows: &observation.members,
    };
    record::put(portal, tx, sourced, &draft).await
}
