//! A bundle, entry by entry.

use crate::{
    fault::Fault,
    json::{self, BadJson, Fields},
    not_a_bundle::NotABundle,
    resource::{self, Resource},
    source::{Draft, Index, READ, World},
};
use domain::Millis;
use serde_json::value::RawValue;

/// What a bundle is for (FHIR R4 `BundleType`), as far as it is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To be processed as one.
    Transaction,
    /// To be processed one by one.
    Batch,
    /// Put together for handing on.
    Collection,
    /// A document, its composition first.
    Document,
    /// What a search found.
    Searchset,
    /// No bundle, but one resource by itself.
    Single,
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// What the bundle is for.
    pub kind: Kind,
    /// Its entries in order; results contained in a report stand before it, at its position.
    pub entries: Vec<Entry>,
}

/// One resource of a bundle.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which entry of the bundle it is, counted from 1.
    pub position: usize,
    /// The resource's type, such as `Observation`; empty where there is none, or none that can be one.
    pub resource_type: String,
    /// What was read; nothing for a type or kind that is skipped.
    pub outcome: Result<Option<Resource>, Fault>,
}

/// Reads a bundle, or one resource by itself. `home_country` is the calling code of phone numbers that have none,
/// such as `91`; `now` tells names and numbers in use from those that no longer are.
///
/// # Errors
/// [`NotABundle`] when there are no entries to be read; what is wrong with a single entry is that entry's outcome.
pub fn read(bytes: &[u8], home_country: &str, now: Millis) -> Result<Bundle, NotABundle> {
    let text = utf8(bytes)?;
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| bad_json(&error))?;
    let (kind, mut drafts) = drafts(raw)?;
    let index = Index::of(&mut drafts);
    let world = World { drafts: &drafts, index, home: home_country, now };
    let mut entries = Vec::with_capacity(drafts.len());
    for (place, draft) in drafts.iter().enumerate() {
        read_entry(&world, place, draft, &mut entries);
    }
    Ok(Bundle { kind, entries })
}

fn read_entry(world: &World<'_>, place: usize, draft: &Draft, to: &mut Vec<Entry>) {
    let position = place + 1;
    let mut add = |outcome| {
        let resource_type = match &outcome {
            Ok(Some(Resource::Observation(_))) => "Observation".to_owned(),
            _ => draft.resource_type.clone(),
        };
        to.push(Entry { position, resource_type, outcome });
    };
    let read = match (&draft.outcome, world.place(place)) {
        (Err(fault), _) => Err(fault.clone()),
        (Ok(_), Some(place)) => resource::read(place),
        (Ok(_), None) => Ok(Vec::new()),
    };
    match read {
        Err(fault) => add(Err(fault)),
        Ok(read) if read.is_empty() => add(Ok(None)),
        Ok(read) => read.into_iter().for_each(|resource| add(Ok(Some(resource)))),
    }
}

fn drafts(raw: &RawValue) -> Result<(Kind, Vec<Draft>), NotABundle> {
    let fields = match json::fields(raw) {
        Ok(fields) => fields,
        Err(BadJson::Repeated) => return Err(NotABundle::Repeated),
        Err(_) => return Err(NotABundle::AnotherThing),
    };
    match text_of(&fields, "resourceType").as_deref() {
        Some("Bundle") => Ok((kind(&fields)?, entries(&fields)?)),
        Some(name) if READ.contains(&name) => {
            Ok((Kind::Single, vec![Draft::of_resource(raw, Ok(None))]))
        }
        _ => Err(NotABundle::AnotherThing),
    }
}

fn kind(fields: &Fields<'_>) -> Result<Kind, NotABundle> {
    match text_of(fields, "type").as_deref() {
        Some("transaction") => Ok(Kind::Transaction),
        Some("batch") => Ok(Kind::Batch),
        Some("collection") => Ok(Kind::Collection),
        Some("document") => Ok(Kind::Document),
        Some("searchset") => Ok(Kind::Searchset),
        _ => Err(NotABundle::UnknownKind),
    }
}

fn entries(fields: &Fields<'_>) -> Result<Vec<Draft>, NotABundle> {
    match fields.get("entry") {
        None => Ok(Vec::new()),
        Some(raw) if raw.get() == "null" => Ok(Vec::new()),
        Some(raw) => {
            let entries = json::items(raw).map_err(|_| NotABundle::NoEntries)?;
            Ok(entries.into_iter().map(Draft::of_entry).collect())
        }
    }
}

fn text_of(fields: &Fields<'_>, name: &str) -> Option<String> {
    fields.get(name).and_then(|raw| json::text(raw).ok())
}

/// The bytes as text, without the byte order mark some exporters write.
fn utf8(bytes: &[u8]) -> Result<&str, NotABundle> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.split(|byte| *byte == b'\n').count().saturating_sub(1);
        let column = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default().len() + 1;
        match error.error_len() {
            Some(_) => NotABundle::NotUtf8 { line, column },
            None => NotABundle::Truncated { line, column },
        }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn bad_json(error: &serde_json::Error) -> NotABundle {
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        NotABundle::Truncated { line, column }
    } else {
        NotABundle::Malformed { line, column }
    }
}
