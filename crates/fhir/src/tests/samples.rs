//! Whole files: a small one of each type, those of other makers where they are at hand beside the workspace, and the
//! demo clinic.

use super::NOW;
use crate::{Bundle, Kind, Resource, read};
use domain::clinical::Observation;
use std::{collections::BTreeSet, path::Path};

pub(super) fn samples(folder: &str) -> Vec<Bundle> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = files.map(|file| file.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .map(|path| read(&std::fs::read(path).unwrap(), "1", NOW).unwrap())
        .collect()
}

/// Those of other makers.
pub(super) const OTHERS: &str = "../../../shared/fhir";

#[test]
fn a_file_of_each_type_is_read_whole() {
    let mut kinds = Vec::new();
    for bundle in samples("samples") {
        kinds.push(format!("{:?}", bundle.kind));
        let read = bundle.entries.iter().filter(|it| matches!(it.outcome, Ok(Some(_)))).count();
        let skipped = bundle.entries.iter().filter(|it| matches!(it.outcome, Ok(None))).count();
        assert_eq!((read, bundle.entries.len() - skipped), (6, 6), "{:?}", bundle.kind);
        assert!(skipped > 0, "{:?}", bundle.kind);
    }
    kinds.sort();
    assert_eq!(kinds, ["Batch", "Collection", "Document", "Searchset", "Transaction"]);
}

#[test]
fn every_entry_of_other_makers_is_read_or_skipped() {
    for bundle in samples(OTHERS) {
        assert_eq!(bundle.kind, Kind::Transaction);
        for entry in &bundle.entries {
            assert!(entry.outcome.is_ok(), "{} {:?}", entry.position, entry.outcome);
        }
    }
}

#[test]
fn the_reports_of_the_samples_find_their_patients_results_and_clinics() {
    for bundle in samples("samples").into_iter().chain(samples(OTHERS)) {
        let resources: Vec<&Resource> = bundle
            .entries
            .iter()
            .filter_map(|entry| entry.outcome.as_ref().unwrap().as_ref())
            .collect();
        let mut patients = BTreeSet::new();
        let mut results = BTreeSet::new();
        for resource in &resources {
            match resource {
                Resource::Patient(found) => {
                    assert!(!found.value.name.is_empty() && !found.value.phones.is_empty());
                    patients.extend(&found.keys);
                }
                Resource::Observation(found) => results.extend(&found.keys),
                _ => {}
            }
        }
        let mut reports = 0;
        for resource in &resources {
            if let Resource::Report(found) = resource {
                reports += 1;
                assert!(patients.contains(found.value.patient.key.as_ref().unwrap()));
                assert!(!found.value.report.results.is_empty());
                assert!(found.value.report.results.iter().all(|key| results.contains(key)));
                assert!(found.value.report.laboratory.is_some() && found.value.at.is_some());
            }
        }
        assert!(reports > 0);
    }
}

/// What some bundles hold and what they name, by keys.
#[derive(Default)]
struct Keys {
    known: BTreeSet<String>,
    meant: BTreeSet<String>,
}

impl Keys {
    fn take(&mut self, resource: Resource) {
        match resource {
            Resource::Patient(found) => self.known.extend(found.keys),
            Resource::Practitioner(found) | Resource::Organization(found) => {
                self.known.extend(found.keys);
            }
            Resource::Observation(found) => {
                self.known.extend(found.keys);
                says_what_is_usual(&found.value.observation);
            }
            Resource::Report(found) => {
                let report = found.value;
                self.meant.extend(report.report.results);
                let people = report.performers.into_iter().chain(report.requester);
                self.meant.extend(people.chain([report.patient]).filter_map(|who| who.key));
            }
            Resource::Dispensing(found) => {
                let people = found.value.performers.into_iter().chain([found.value.patient]);
                self.meant.extend(people.filter_map(|who| who.key));
                self.meant.extend(found.value.dispensing.source);
            }
            Resource::Prescription(found) => {
                let people = found.value.prescriber.into_iter().chain([found.value.patient]);
                self.meant.extend(people.filter_map(|who| who.key));
            }
        }
    }
}

fn says_what_is_usual(result: &Observation) {
    let parts = result.components.iter().any(|part| !part.ranges.is_empty());
    assert!(parts || !result.ranges.is_empty(), "{} says nothing of it", result.analyte.name);
}

#[test]
fn the_demo_clinic_is_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../server/demo");
    let mut keys = Keys::default();
    let mut kinds = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|kind| kind != "json") {
            continue;
        }
        let bundle = read(&std::fs::read(&file).unwrap(), "91", NOW).unwrap();
        kinds.push(bundle.kind);
        for entry in bundle.entries {
            let resource = entry.outcome.unwrap_or_else(|fault| panic!("{file:?} {fault}"));
            if let Some(resource) = resource {
                keys.take(resource);
            }
        }
    }
    assert!(kinds.len() >= 5 && keys.meant.len() > 100);
    let lost: Vec<&String> = keys.meant.difference(&keys.known).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
