//! Laboratory reports.

use super::{
    Put, Stop,
    names::named,
    patients::Patients,
    record::{self, Draft},
};
use crate::Portal;
use domain::{
    clinical::{Heading, Report},
    sealed::Kind,
};
use fhir::{Referent, ReportIn, Sourced};
use store::Tx;

pub(super) async fn put(
    portal: &Portal,
    tx: &mut Tx,
    patients: &mut Patients,
    sourced: &Sourced<ReportIn>,
) -> Result<Put, Stop> {
    let patient = patients.find(portal, tx, sourced.value.patient.key.as_deref()).await?;
    let report = with_names(portal, tx, &sourced.value).await?;
    let heading = Heading { title: report.title.clone(), laboratory: report.laboratory.clone() };
    let draft = Draft {
        kind: Kind::Report,
        patient,
        status: sourced.value.status,
        effective_at: sourced.value.at,
        heading: Some(heading),
        analyte: None,
        content: &report,
        documents: &sourced.value.documents,
        shows: &report.results,
    };
    record::put(portal, tx, sourced, &draft).await
}

/// The report with the names of those who made it, as the bundle or the directory tells them.
async fn with_names(portal: &Portal, tx: &mut Tx, it: &ReportIn) -> Result<Report, Stop> {
    let mut report = it.report.clone();
    let mut signed_by = Vec::new();
    for performer in &it.performers {
        let Some(who) = named(portal, tx, performer).await? else { continue };
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
        report.asked_by = named(portal, tx, requester).await?.map(|who| who.name);
    }
    Ok(report)
}
