//! A bundle, written piece by piece.

use super::{
    access::{Access, access},
    body::Body,
    build::urn,
    consent::{Consent, consent},
    device::{Device, device},
    dispensing::dispensing,
    observation::observation,
    own::Own,
    patient::patient,
    prescription::{Counter, prescription},
    related::{Related, related},
    report::{Whole, report},
};
use crate::json::{Node, canonical};
use domain::{
    Chance, Millis,
    clinical::{Dispensing, Document, Observation, Prescription, Report, Status},
    id::{self, PatientId, RecordId},
    person::Person,
};
use std::{collections::HashMap, fmt::Write as _};
use uuid::Uuid;

/// Writes a bundle of one patient (R4 `Bundle` of type `collection`: a set of resources put together for handing on; a
/// `document` would be something that somebody composed and attests).
pub struct Writer<'a> {
    text: String,
    patient: PatientId,
    now: Millis,
    chance: &'a dyn Chance,
    bodies: HashMap<(Body, String), Uuid>,
    is_empty: bool,
}

impl<'a> Writer<'a> {
    /// Begins a bundle of this patient, made at `now`. Who and what has no name of ours is named by chance.
    #[must_use]
    pub fn begin(patient: PatientId, now: Millis, chance: &'a dyn Chance) -> Self {
        let at = super::build::moment(Some(now))
            .map_or(String::new(), |at| format!(r#","timestamp":{}"#, canonical(&at)));
        let text = format!(r#"{{"resourceType":"Bundle","type":"collection"{at},"entry":["#);
        Self { text, patient, now, chance, bodies: HashMap::new(), is_empty: true }
    }

    /// The patient; `own` is what they set for themselves.
    pub fn patient(&mut self, person: &Person, own: Option<&Own<'_>>) {
        self.entry(self.patient.0, &patient(self.patient, person, own));
    }

    /// A browser in which they signed in.
    pub fn device(&mut self, it: &Device<'_>) {
        self.entry(it.id.0, &device(self.patient.0, it));
    }

    /// A notice of `clinic` that they accepted.
    pub fn consent(&mut self, clinic: &str, it: &Consent<'_>) {
        let id = id::fresh(self.now, self.chance);
        self.entry(id, &consent(id, self.patient.0, clinic, it));
    }

    /// Somebody who has to do with them; says what the resource is called.
    pub fn related(&mut self, it: &Related<'_>) -> Uuid {
        let id = id::fresh(self.now, self.chance);
        self.entry(id, &related(id, self.patient.0, it));
        id
    }

    /// A result; `members` are those of a panel's that are in the bundle.
    pub fn observation(&mut self, id: RecordId, it: &Observation, members: &[RecordId]) {
        self.entry(id.0, &observation(id, self.patient.0, it, members));
    }

    /// A report; `results` are those of its results that are in the bundle.
    pub fn report(
        &mut self,
        id: RecordId,
        status: Status,
        it: &Report,
        results: &[RecordId],
        documents: &[Document],
    ) {
        let laboratory = it.laboratory.as_deref().map(|it| self.body(Body::Organization, it));
        let signed_by = it.signed_by.iter().map(|it| self.body(Body::Practitioner, it)).collect();
        let subject = self.patient.0;
        let whole =
            Whole { id, subject, status, report: it, results, documents, laboratory, signed_by };
        self.entry(id.0, &report(whole));
    }

    /// A prescription.
    pub fn prescription(&mut self, id: RecordId, it: &Prescription, counter: Counter<'_>) {
        let prescriber = it.prescriber.as_deref().map(|it| self.body(Body::Practitioner, it));
        self.entry(id.0, &prescription(id, self.patient.0, it, prescriber, counter));
    }

    /// What was handed out by a prescription.
    pub fn dispensing(&mut self, id: RecordId, it: &Dispensing) {
        let by = it.handed_over_by.as_deref().map(|it| self.body(Body::Practitioner, it));
        let pharmacy = it.pharmacy.as_deref().map(|it| self.body(Body::Organization, it));
        let performers = by.into_iter().chain(pharmacy);
        self.entry(id.0, &dispensing(id, self.patient.0, it, performers));
    }

    /// A line of the access history, which `clinic` keeps.
    pub fn access(&mut self, clinic: &str, it: &Access<'_>) {
        if let Some(node) = access(self.patient.0, clinic, it) {
            self.entry(it.id.0, &node);
        }
    }

    /// What was written since this was asked last.
    #[must_use]
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// The end of the bundle.
    #[must_use]
    pub fn end(mut self) -> String {
        self.text.push_str("]}\n");
        self.text
    }

    /// A reference to whoever has this name; their resource is written the first time.
    fn body(&mut self, body: Body, name: &str) -> Node {
        let known = self.bodies.get(&(body, name.to_owned())).copied();
        let id = known.unwrap_or_else(|| {
            let id = id::fresh(self.now, self.chance);
            self.entry(id, &body.resource(id, name));
            self.bodies.insert((body, name.to_owned()), id);
            id
        });
        body.reference(id, name)
    }

    fn entry(&mut self, id: Uuid, resource: &Node) {
        let comma = if self.is_empty { "" } else { "," };
        self.is_empty = false;
        let url = urn(id);
        let resource = canonical(resource);
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{comma}\n{{\"fullUrl\":\"{url}\",\"resource\":{resource}}}");
    }
}
