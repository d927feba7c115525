//! Entries before they are read: their type, their tree and their names.

use super::keys::{identifiers, local, places, url_key};
use crate::{
    fault::Fault,
    json::{self, At, BadJson, DEEPEST, Fields, Node},
};
use serde_json::value::RawValue;

/// The types that are read; any of them may also come by itself, without a bundle.
pub(crate) const READ: [&str; 7] = [
    "Patient",
    "Practitioner",
    "Organization",
    "DiagnosticReport",
    "Observation",
    "MedicationRequest",
    "MedicationDispense",
];
/// The types that are only looked up from those.
const LOOKED_UP: [&str; 5] =
    ["Medication", "PractitionerRole", "Encounter", "ServiceRequest", "Condition"];
/// The longest type name in FHIR R4 has 33 letters.
const LONGEST_TYPE: usize = 40;

/// A resource of a type that is looked at.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) resource_type: &'static str,
    pub(crate) node: Node,
    pub(crate) full_url: Option<String>,
    /// `Type/id`, for references from the same bundle.
    pub(crate) local: Option<String>,
    pub(crate) places: Vec<String>,
    pub(crate) identifiers: Vec<String>,
}

/// An entry: its type, and its resource where that is looked at.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) resource_type: String,
    pub(crate) outcome: Result<Option<Source>, Fault>,
}

impl Source {
    /// The cursor at the top of the resource.
    pub(crate) fn at(&self) -> At<'_> {
        At::root(self.resource_type, &self.node)
    }

    /// Every name.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &String> {
        self.places.iter().chain(&self.identifiers)
    }
}

impl Draft {
    /// The draft of an entry of a bundle.
    pub(crate) fn of_entry(raw: &RawValue) -> Self {
        let entry = match json::fields(raw) {
            Ok(fields) => fields,
            Err(bad) => return Self::refused("", fault(bad, "Bundle.entry", "an object")),
        };
        match entry.get("resource") {
            Some(resource) => Self::of_resource(resource, full_url(&entry)),
            // A request to delete or to fetch, or an answer to one, has no resource to read.
            None if entry.contains_key("request") || entry.contains_key("response") => {
                Self { resource_type: String::new(), outcome: Ok(None) }
            }
            None => {
                let path = "Bundle.entry.resource".to_owned();
                Self::refused("", Fault::Missing { path, wanted: "a resource" })
            }
        }
    }

    /// The draft of a resource.
    pub(crate) fn of_resource(raw: &RawValue, full_url: Result<Option<String>, Fault>) -> Self {
        let path = "Bundle.entry.resource";
        let fields = match json::fields(raw) {
            Ok(fields) => fields,
            Err(bad) => return Self::refused("", fault(bad, path, "an object")),
        };
        let Some(Ok(name)) = fields.get("resourceType").map(|raw| json::text(raw)) else {
            let path = format!("{path}.resourceType");
            return Self::refused("", Fault::Missing { path, wanted: "a resource's type" });
        };
        let find = |types: &[&'static str]| types.iter().copied().find(|known| *known == name);
        let outcome = match (find(&READ), find(&LOOKED_UP)) {
            (Some(name), _) => source(name, raw, full_url).map(Some),
            // What is wrong with a resource that is not imported is nobody's concern here.
            (None, Some(name)) => Ok(source(name, raw, full_url).ok()),
            (None, None) => Ok(None),
        };
        Self { resource_type: shown_type(&name), outcome }
    }

    fn refused(resource_type: &str, fault: Fault) -> Self {
        Self { resource_type: resource_type.to_owned(), outcome: Err(fault) }
    }
}

fn source(
    name: &'static str,
    raw: &RawValue,
    full_url: Result<Option<String>, Fault>,
) -> Result<Source, Fault> {
    let full_url = full_url?;
    let node = json::node(raw).map_err(|bad| fault(bad, name, "an object"))?;
    let at = At::root(name, &node);
    let local = local(&at, name)?;
    let places = places(full_url.as_deref(), local.as_deref());
    let identifiers = identifiers(&at, name)?;
    Ok(Source { resource_type: name, node, full_url, local, places, identifiers })
}

fn full_url(entry: &Fields<'_>) -> Result<Option<String>, Fault> {
    match entry.get("fullUrl").map(|raw| json::text(raw)) {
        None => Ok(None),
        Some(Ok(url)) => Ok(url_key(&url)),
        Some(Err(bad)) => Err(fault(bad, "Bundle.entry.fullUrl", "a text")),
    }
}

fn fault(bad: BadJson, path: &str, wanted: &'static str) -> Fault {
    let path = path.to_owned();
    match bad {
        BadJson::AnotherType => Fault::Invalid { path, wanted },
        BadJson::Repeated => Fault::Repeated { path },
        BadJson::TooDeep => Fault::TooDeep { path, limit: DEEPEST },
        BadJson::NotText => Fault::NotText { path },
    }
}

/// The type's name if it can be one; it is shown and logged, so it must not carry anything else.
fn shown_type(name: &str) -> String {
    let plain = name.len() <= LONGEST_TYPE && name.bytes().all(|b| b.is_ascii_alphabetic());
    if plain { name.to_owned() } else { String::new() }
}
