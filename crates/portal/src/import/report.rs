//! Laboratory reports.

use super::{
    Put, Stop,
    clerk::Clerk,
    names::named,
    patients,
    record::{self, Content},
};
use domain::{
    clinical::{Heading, Report},
    sealed::Kind,
};
use fhir::{Referent, ReportIn, Sourced};

pub(super) async fn put(clerk: &mut Clerk<'_>, sourced: &Sourced<ReportIn>) -> Result<Put, Stop> {
    let patient = patients::find(clerk, sourced.value.patient.key.as_deref()).await?;
    let report = with_names(clerk, &sourced.value).await?;
    let heading = Heading { title: report.title.clone(), laboratory: report.laboratory.clone() };
    let content = Content {
        kind: Kind::Report,
        patient,
        status: sourced.value.status,
        effective_at: sourced.value.at,
        heading: Some(heading),
        analyte: None,
        body: &report,
        documents: &sourced.value.documents,
        shows: &report.results,
    };
    record::put(clerk, sourced, &content)
}

/// The report with the names of those who made it, as the bundle or the directory tells them.
async fn with_names(clerk: &mut Clerk<'_>, it: &ReportIn) -> Result<Report, Stop> {
    let mut report = it.report.clone();
    let mut signed_by = Vec::new();
    for performer in &it.performers {
        let Some(who) = named(clerk, performer).await? else { continue };
        match who.referent {
            Referent::Organization => report.laboratory = report.laboratory.or(Some(who.name)),
            Referent::Practitioner => signed_by.push(who.name),
            Referent::Patient | Referent::Other => {}
        }
    }
    if !signed_by.is_empty() {
        report.signed_by = signed_by;
    }
    if let (None, Some(requester)) = (&report.asked_by, &it.requester) {
        report.asked_by = named(clerk, requester).await?.map(|who| who.name);
    }
    Ok(report)
}
