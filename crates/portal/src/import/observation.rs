//! Results, each sealed on its own, so that a trend opens the values of one analyte and nothing else.

use super::{
    Put, Stop,
    clerk::Clerk,
    patients,
    record::{self, Content},
};
use domain::sealed::Kind;
use fhir::{ObservationIn, Sourced};

pub(super) async fn put(
    clerk: &mut Clerk<'_>,
    sourced: &Sourced<ObservationIn>,
    patient: Option<&str>,
) -> Result<Put, Stop> {
    let patient = patients::find(clerk, patient).await?;
    let observation = &sourced.value.observation;
    let content = Content {
        kind: Kind::Observation,
        patient,
        status: observation.status,
        effective_at: observation.effective_at,
        heading: None,
        analyte: Some(&observation.analyte.key),
        body: observation,
        documents: &[],
        shows: &observation.members,
    };
    record::put(clerk, sourced, &content)
}
