//! A bundle taken apart by whom its resources are about.

use super::Outcome;
use crate::reports::DEPTH;
use domain::person::Person;
use fhir::{
    Bundle, DispensingIn, Entry, ObservationIn, PrescriptionIn, ReportIn, Resource, Sourced,
};
use std::collections::HashMap;

/// The parts of a bundle: the directory's first, then one for each patient.
pub(super) struct Parts(pub Vec<Part>);

/// Resources that are written in one transaction, in an order in which each finds what it refers to.
#[derive(Default)]
pub(super) struct Part(pub Vec<Placed>);

impl Part {
    /// The keys that its resources are known by or refer to, some of them often.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|placed| placed.item.keys())
    }
}

/// A resource and its place in the bundle.
pub(super) struct Placed {
    pub position: usize,
    pub resource_type: String,
    pub item: Item,
}

/// A resource that the portal keeps.
pub(super) enum Item {
    /// A practitioner or an organisation.
    Directory(&'static str, Sourced<String>),
    /// A patient.
    Patient(Sourced<Person>),
    /// A result, and the key of its patient.
    Observation(Sourced<ObservationIn>, Option<String>),
    /// A report.
    Report(Sourced<ReportIn>),
    /// A prescription.
    Prescription(Box<Sourced<PrescriptionIn>>),
    /// What was handed out by one.
    Dispensing(Box<Sourced<DispensingIn>>),
}

impl Item {
    fn keys(&self) -> Vec<&str> {
        let (own, others): (&[String], Vec<Option<&String>>) = match self {
            Self::Directory(_, it) => (&it.keys, vec![]),
            Self::Patient(it) => (&it.keys, vec![]),
            Self::Observation(it, patient) => (&it.keys, vec![patient.as_ref()]),
            Self::Report(it) => {
                let people = it.value.performers.iter().chain(&it.value.requester);
                let people = people.chain([&it.value.patient]);
                (&it.keys, people.map(|it| it.key.as_ref()).collect())
            }
            Self::Prescription(it) => {
                let people = it.value.prescriber.iter().chain([&it.value.patient]);
                (&it.keys, people.map(|it| it.key.as_ref()).collect())
            }
            Self::Dispensing(it) => {
                let people = it.value.performers.iter().chain([&it.value.patient]);
                let keys = people.map(|it| it.key.as_ref());
                (&it.keys, keys.chain([it.value.dispensing.source.as_ref()]).collect())
            }
        };
        own.iter().chain(others.into_iter().flatten()).map(String::as_str).collect()
    }
}

impl Parts {
    /// Takes a bundle apart; what is skipped or cannot be read is counted in the outcome.
    pub(super) fn of(bundle: Bundle, outcome: &mut Outcome) -> Self {
        let entries = readable(bundle.entries, outcome);
        let wanted = Wanted::of(&entries);
        let mut directory = Part::default();
        let mut shelves = Shelves::default();
        let mut handed_out = Vec::new();
        for (position, resource_type, resource) in entries {
            let here = |item| Placed { position, resource_type, item };
            match resource {
                Resource::Practitioner(it) => {
                    directory.0.push(here(Item::Directory("practitioner", it)));
                }
                Resource::Organization(it) => {
                    directory.0.push(here(Item::Directory("organization", it)));
                }
                Resource::Patient(it) => {
                    shelves.patient(&it.keys.clone(), here(Item::Patient(it)));
                }
                Resource::Observation(it) => match wanted.patient(&it) {
                    Want::No => outcome.skipped += 1,
                    Want::Of(key) => {
                        shelves.record(key.clone(), here(Item::Observation(it, key)));
                    }
                },
                Resource::Report(it) => {
                    shelves.record(it.value.patient.key.clone(), here(Item::Report(it)));
                }
                Resource::Prescription(it) => {
                    shelves.record(it.value.patient.key.clone(), here(Item::Prescription(it)));
                }
                Resource::Dispensing(it) => {
                    handed_out.push((it.value.patient.key.clone(), here(Item::Dispensing(it))));
                }
            }
        }
        // Each finds its prescription, wherever in the bundle that stands.
        for (patient, it) in handed_out {
            shelves.record(patient, it);
        }
        Self(std::iter::once(directory).chain(shelves.parts).collect())
    }
}

fn readable(entries: Vec<Entry>, outcome: &mut Outcome) -> Vec<(usize, String, Resource)> {
    let mut read = Vec::with_capacity(entries.len());
    for Entry { position, resource_type, outcome: entry } in entries {
        match entry {
            Ok(Some(resource)) => read.push((position, resource_type, resource)),
            Ok(None) => outcome.skipped += 1,
            Err(fault) => outcome.refuse(position, resource_type, fault),
        }
    }
    read
}

/// The parts while they fill, found by the keys of their patients.
#[derive(Default)]
struct Shelves {
    parts: Vec<Part>,
    by_key: HashMap<String, usize>,
}

impl Shelves {
    /// A patient goes to the front of its part, whichever of its keys the records before it used.
    fn patient(&mut self, keys: &[String], patient: Placed) {
        let known = keys.iter().find_map(|key| self.by_key.get(key).copied());
        let place = known.unwrap_or_else(|| self.open());
        for key in keys {
            // A part that was opened under another key of this patient joins this one.
            let other = self.by_key.insert(key.clone(), place).filter(|other| *other != place);
            if let Some(moved) = other.and_then(|other| self.parts.get_mut(other)) {
                let moved = std::mem::take(&mut moved.0);
                self.put_all(place, moved);
            }
        }
        if let Some(part) = self.parts.get_mut(place) {
            part.0.insert(0, patient);
        }
    }

    fn record(&mut self, key: Option<String>, record: Placed) {
        let key = key.unwrap_or_default();
        let place = match self.by_key.get(&key) {
            Some(place) => *place,
            None => self.open(),
        };
        self.by_key.insert(key, place);
        self.put_all(place, vec![record]);
    }

    fn open(&mut self) -> usize {
        self.parts.push(Part::default());
        self.parts.len() - 1
    }

    fn put_all(&mut self, place: usize, items: Vec<Placed>) {
        if let Some(part) = self.parts.get_mut(place) {
            part.0.extend(items);
        }
    }
}

/// Whether a result is one for the portal.
enum Want {
    No,
    Of(Option<String>),
}

/// The results that the bundle's reports show, and whose reports those are.
struct Wanted(HashMap<String, Option<String>>);

impl Wanted {
    fn of(entries: &[(usize, String, Resource)]) -> Self {
        let mut wanted = HashMap::new();
        for (_, _, resource) in entries {
            if let Resource::Report(it) = resource {
                for key in &it.value.report.results {
                    wanted.insert(key.clone(), it.value.patient.key.clone());
                }
            }
        }
        for _ in 0..DEPTH {
            for (_, _, resource) in entries {
                let Resource::Observation(it) = resource else { continue };
                let owner = it.keys.iter().find_map(|key| wanted.get(key)).cloned();
                let Some(owner) = owner else { continue };
                for member in &it.value.observation.members {
                    wanted.entry(member.clone()).or_insert_with(|| owner.clone());
                }
            }
        }
        Self(wanted)
    }

    /// A laboratory's result is kept even if its report comes later; any other only if a report shows it.
    fn patient(&self, it: &Sourced<ObservationIn>) -> Want {
        let own = it.value.patient.as_ref().and_then(|patient| patient.key.clone());
        match it.keys.iter().find_map(|key| self.0.get(key)) {
            Some(owner) => Want::Of(own.or_else(|| owner.clone())),
            None if it.value.is_laboratory => Want::Of(own),
            None => Want::No,
        }
    }
}
