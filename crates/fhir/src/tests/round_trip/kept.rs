//! What a bundle holds, so that two of them can be compared.

use super::super::NOW;
use crate::{
    Bundle, ObservationIn, Resource, read,
    write::{Counter, Writer},
};
use domain::{
    Chance,
    clinical::{Dispensing, Document, Observation, Prescription, Report, Status},
    id::{PatientId, RecordId},
    person::Person,
};
use serde_json::Value as Json;
use std::{
    collections::HashMap,
    sync::atomic::{AtomicU8, Ordering},
};
use uuid::Uuid;

/// The content of a bundle, whatever its resources are called.
#[derive(Debug, Default, PartialEq)]
pub struct Kept {
    pub people: Vec<Person>,
    pub reports: Vec<(Report, Status, Vec<Document>)>,
    pub observations: Vec<Observation>,
    pub prescriptions: Vec<Prescription>,
    pub dispensings: Vec<Dispensing>,
}

/// Chance that never says the same twice.
#[derive(Default)]
pub struct Counting(AtomicU8);

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
    }
}

pub fn resources(bundle: Bundle) -> Vec<Resource> {
    bundle.entries.into_iter().filter_map(|entry| entry.outcome.unwrap()).collect()
}

/// The content, each result called by its place among the results.
pub fn kept(resources: &[Resource]) -> (Kept, Vec<RecordId>) {
    let (names, ids) = names(resources);
    let known = |keys: &[String]| -> Vec<String> {
        keys.iter().filter_map(|key| Some(names.get(key.as_str())?.to_string())).collect()
    };
    let prescribed = resources.iter().filter_map(|resource| match resource {
        Resource::Prescription(it) => Some(&it.keys),
        _ => None,
    });
    let prescribed: Vec<&Vec<String>> = prescribed.collect();
    let mut kept = Kept::default();
    for resource in resources {
        match resource {
            Resource::Patient(it) => kept.people.push(it.value.clone()),
            Resource::Prescription(it) => kept.prescriptions.push(it.value.prescription.clone()),
            Resource::Dispensing(it) => {
                kept.dispensings.push(placed(&it.value.dispensing, &prescribed));
            }
            Resource::Observation(it) => {
                let ObservationIn { observation, .. } = it.value.clone();
                let members = known(&observation.members);
                kept.observations.push(Observation { members, ..observation });
            }
            Resource::Report(it) => {
                let results = known(&it.value.report.results);
                let report = Report { results, ..it.value.report.clone() };
                kept.reports.push((report, it.value.status, it.value.documents.clone()));
            }
            Resource::Practitioner(_) | Resource::Organization(_) => {}
        }
    }
    (kept, ids)
}

type Names<'a> = HashMap<&'a str, RecordId>;

/// What each result is called by its keys, and all that they are called.
fn names(resources: &[Resource]) -> (Names<'_>, Vec<RecordId>) {
    let (mut names, mut ids) = (HashMap::new(), Vec::new());
    for resource in resources {
        if let Resource::Observation(it) = resource {
            let id = RecordId(Uuid::from_u128(1 + ids.len() as u128));
            ids.push(id);
            names.extend(it.keys.iter().map(|key| (key.as_str(), id)));
        }
    }
    (names, ids)
}

/// A dispensing whose prescription goes by its place, as the portal has it by its record.
fn placed(it: &Dispensing, prescribed: &[&Vec<String>]) -> Dispensing {
    let by = |key: &String| prescribed.iter().position(|of| of.contains(key));
    let prescription = it.source.as_ref().and_then(by).map(|place| by_prescription(place + 1));
    let source = it.source.clone().filter(|_| prescription.is_none());
    Dispensing { prescription, source, ..it.clone() }
}

fn named(names: &[String]) -> Vec<RecordId> {
    names.iter().map(|name| RecordId(name.parse().unwrap())).collect()
}

fn by_prescription(place: usize) -> RecordId {
    RecordId(Uuid::from_u128((place as u128) << 48))
}

fn written(it: &Kept, ids: &[RecordId]) -> String {
    let chance = Counting::default();
    let mut writer = Writer::begin(PatientId(Uuid::from_u128(7 << 64)), NOW, &chance);
    for person in &it.people {
        writer.patient(person, None);
    }
    let mut text = writer.take();
    for (id, observation) in ids.iter().zip(&it.observations) {
        writer.observation(*id, observation, &named(&observation.members));
    }
    for (place, (report, status, documents)) in (1_u128..).zip(&it.reports) {
        let id = RecordId(Uuid::from_u128(place << 32));
        writer.report(id, *status, report, &named(&report.results), documents);
    }
    for (place, prescription) in (1..).zip(&it.prescriptions) {
        writer.prescription(by_prescription(place), prescription, Counter::default());
    }
    for (place, dispensing) in (1_u128..).zip(&it.dispensings) {
        writer.dispensing(RecordId(Uuid::from_u128(place << 80)), dispensing);
    }
    text.push_str(&writer.end());
    text
}

/// The content after writing and reading.
pub fn again(first: &Kept, ids: &[RecordId]) -> Kept {
    let text = written(first, ids);
    let _: Json = serde_json::from_str(&text).unwrap();
    let read = read(text.as_bytes(), "91", NOW).unwrap();
    assert_eq!(read.kind, crate::Kind::Collection);
    kept(&resources(read)).0
}
