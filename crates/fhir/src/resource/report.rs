//! `DiagnosticReport`: what a laboratory releases.

use super::{
    PEOPLE, Resource,
    category::is_laboratory,
    observation::{contained, effective, status},
};
use crate::{
    datatype::{
        attachment::{Content, content},
        concept::Concept,
        identifier::Identifier,
        moment::instant,
        text::Cap,
    },
    fault::Fault,
    json::At,
    reference::{Pointer, Reference, Referent},
    source::Place,
};
use domain::{
    Millis,
    clinical::{Document, Report, Status},
};

const STATUS: &str = "one of registered, partial, preliminary, final, amended, corrected, appended, cancelled, \
                      entered-in-error and unknown";

/// A report, and who it is of and from. Names in the report itself are as the bundle tells them; where the references
/// have keys, what those are known as elsewhere may be better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportIn {
    /// The report.
    pub report: Report,
    /// How far it is settled.
    pub status: Status,
    /// When the specimen was taken, else when the report was released: what reports are sorted by.
    pub at: Option<Millis>,
    /// Whose it is.
    pub patient: Reference,
    /// Who made it and who answers for it: laboratories and people.
    pub performers: Vec<Reference>,
    /// Who asked for it.
    pub requester: Option<Reference>,
    /// Its documents, in the order of the titles in the report.
    pub documents: Vec<Document>,
}

/// The report of an entry after the results it contains; nothing when it is no laboratory's, or about no patient.
pub(crate) fn read(place: Place<'_>) -> Result<Vec<Resource>, Fault> {
    let at = place.source.at();
    let results = Pointer::all(&at, "result", place, &["Observation"])?;
    let title = Concept::of(&at, "code")?.and_then(|code| code.name());
    let forms = forms(&at, title.as_deref())?;
    if !is_laboratory(&at)? && results.is_empty() && forms.documents.is_empty() {
        return Ok(Vec::new());
    }
    let Some(patient) = Pointer::patient(&at, place)? else { return Ok(Vec::new()) };
    let title = title.ok_or_else(|| at.missing("code", "a concept with a text or a coding"))?;
    let mut all = contained(place, Some(&patient))?;
    let report = report(place, title, results, forms, patient)?;
    all.push(Resource::Report(place.sourced(report)?));
    Ok(all)
}

fn report(
    place: Place<'_>,
    title: String,
    results: Vec<Pointer<'_>>,
    forms: Forms,
    patient: Reference,
) -> Result<ReportIn, Fault> {
    let at = place.source.at();
    let performers = performers(&at, place)?;
    let requester = requester(&at, place)?;
    let collected_at = effective(&at)?;
    let issued_at = instant(&at, "issued")?.map(|at| Millis(at.as_millisecond()));
    let report = Report {
        title,
        number: number(&at)?,
        laboratory: names(&performers, |of| of == Some(Referent::Organization)).into_iter().next(),
        signed_by: names(&performers, |of| of == Some(Referent::Practitioner)),
        asked_by: requester.as_ref().and_then(|requester| requester.display.clone()),
        collected_at,
        issued_at,
        conclusion: conclusion(&at)?.or(forms.text),
        results: results.into_iter().filter_map(|result| result.key).collect(),
        documents: forms.documents.iter().map(|document| document.title.clone()).collect(),
    };
    let at_moment = collected_at.or(issued_at);
    let (status, documents) = (status(&at, STATUS)?, forms.documents);
    Ok(ReportIn { report, status, at: at_moment, patient, performers, requester, documents })
}

/// Who made the report and who interpreted it. Where no body is named, the one that the encounter was with stands in.
fn performers(at: &At<'_>, place: Place<'_>) -> Result<Vec<Reference>, Fault> {
    let mut all = Pointer::all(at, "performer", place, &PEOPLE)?;
    all.extend(Pointer::all(at, "resultsInterpreter", place, &PEOPLE)?);
    let mut all: Vec<Reference> = all.into_iter().map(Pointer::public).collect();
    all.retain(|who| who.key.is_some() || who.display.is_some());
    if !all.iter().any(|who| who.referent == Some(Referent::Organization)) {
        let encounter = Pointer::of(at, "encounter", place, &["Encounter"])?;
        let found = encounter.and_then(|encounter| encounter.found);
        let with = found.filter(|found| found.resource_type == "Encounter").and_then(|found| {
            Pointer::of(&found.at, "serviceProvider", found.place, &["Organization"]).ok().flatten()
        });
        all.extend(with.map(Pointer::public));
    }
    let mut seen: Vec<Reference> = Vec::new();
    for who in all {
        if !seen.contains(&who) {
            seen.push(who);
        }
    }
    Ok(seen)
}

/// Who signed the request the report answers, where that is at hand.
fn requester(at: &At<'_>, place: Place<'_>) -> Result<Option<Reference>, Fault> {
    let requests = Pointer::all(at, "basedOn", place, &["ServiceRequest"])?;
    let found = requests.into_iter().filter_map(|request| request.found);
    let signed = found
        .filter(|found| found.resource_type == "ServiceRequest")
        .find_map(|found| Pointer::of(&found.at, "requester", found.place, &PEOPLE).ok().flatten());
    Ok(signed.map(Pointer::public))
}

fn names(of: &[Reference], wanted: impl Fn(Option<Referent>) -> bool) -> Vec<String> {
    of.iter().filter(|who| wanted(who.referent)).filter_map(|who| who.display.clone()).collect()
}

/// The filler's number, else the first.
fn number(at: &At<'_>) -> Result<Option<String>, Fault> {
    let all = Identifier::all(at)?;
    let filler = all.iter().find(|identifier| identifier.is("FILL"));
    Ok(filler.or_else(|| all.first()).and_then(Identifier::shown))
}

fn conclusion(at: &At<'_>) -> Result<Option<String>, Fault> {
    let coded = Concept::names(at, "conclusionCode")?.join("; ");
    Ok(at.clean("conclusion", Cap::Page)?.or(Some(coded).filter(|text| !text.is_empty())))
}

/// What was presented: documents, and text.
struct Forms {
    documents: Vec<Document>,
    text: Option<String>,
}

fn forms(at: &At<'_>, title: Option<&str>) -> Result<Forms, Fault> {
    let mut forms = Forms { documents: Vec::new(), text: None };
    for form in at.list("presentedForm")? {
        match content(&form)? {
            Content::Pdf(own, bytes) => {
                let title = own.or_else(|| title.map(ToOwned::to_owned)).unwrap_or_default();
                let media_type = "application/pdf".to_owned();
                forms.documents.push(Document { title, media_type, bytes });
            }
            Content::Text(text) => drop(forms.text.get_or_insert(text)),
            Content::Other => {}
        }
    }
    Ok(forms)
}
