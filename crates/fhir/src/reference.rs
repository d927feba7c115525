//! `Reference`: from one resource to another.

use crate::{
    datatype::{identifier::Identifier, name, text::Cap},
    fault::Fault,
    json::At,
    source::{Found, Place, identifiers, url_key},
};

/// What kind of resource a reference points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    /// A patient.
    Patient,
    /// A person who treats or answers for a result.
    Practitioner,
    /// A laboratory, clinic or other body.
    Organization,
    /// Anything else.
    Other,
}

/// A reference as the portal keeps it (FHIR R4 `Reference`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// One of the keys of what it points to, where it has any; the first one where that is in the same bundle.
    pub key: Option<String>,
    /// The name of what it points to, as far as the bundle tells; for when the key is not known elsewhere.
    pub display: Option<String>,
    /// What it points to, where that can be told.
    pub referent: Option<Referent>,
}

/// A reference and the resource it was found to mean.
#[derive(Clone, Debug)]
pub(crate) struct Pointer<'a> {
    pub(crate) key: Option<String>,
    pub(crate) display: Option<String>,
    pub(crate) resource_type: Option<String>,
    pub(crate) found: Option<Found<'a>>,
}

impl<'a> Pointer<'a> {
    /// The reference of an element. `likely` are the types it may point to, for references by identifier.
    pub(crate) fn of(
        at: &At<'a>,
        name: &'static str,
        place: Place<'a>,
        likely: &[&str],
    ) -> Result<Option<Self>, Fault> {
        at.get(name)?.map(|at| Self::read(&at, place, likely)).transpose()
    }

    /// The references of an element that repeats.
    pub(crate) fn all(
        at: &At<'a>,
        name: &'static str,
        place: Place<'a>,
        likely: &[&str],
    ) -> Result<Vec<Self>, Fault> {
        at.list(name)?.iter().map(|at| Self::read(at, place, likely)).collect()
    }

    fn read(at: &At<'a>, place: Place<'a>, likely: &[&str]) -> Result<Self, Fault> {
        let display = at.clean("display", Cap::Name)?;
        let told = at.text("type")?.map(ToOwned::to_owned);
        let written = at.text("reference")?;
        if let Some(id) = written.and_then(|text| text.strip_prefix('#')) {
            let found = place.contained(id)?;
            let resource_type = found.as_ref().map(|found| found.resource_type.to_owned()).or(told);
            let key = found.is_some().then(|| format!("{}#{id}", place.key()));
            return Ok(Self { key, display, resource_type, found });
        }
        let named = written.and_then(|text| by_text(text, place));
        let (key, entry, written_type) = match named {
            Some(target) => (Some(target.key), target.entry, target.resource_type),
            None => by_identifier(at, place, told.as_deref(), likely)?,
        };
        let found = entry.and_then(|entry| place.entry(entry));
        let known = found.as_ref().map(|found| found.resource_type.to_owned());
        let key = found.as_ref().map(|found| found.place.key()).or(key);
        Ok(Self { key, display, resource_type: known.or(told).or(written_type), found })
    }

    /// The reference as the portal keeps it. A role is followed to who plays it.
    pub(crate) fn public(self) -> Reference {
        match self.played_by() {
            Some(who) => who.plain().or_display(self.display),
            None => self.plain(),
        }
    }

    /// The patient of a report or a prescription; none when it is about something else.
    pub(crate) fn patient(at: &At<'a>, place: Place<'a>) -> Result<Option<Reference>, Fault> {
        let wanted = "a reference to the patient, or the patient's identifier";
        let subject = Self::of(at, "subject", place, &["Patient"])?;
        match subject.ok_or_else(|| at.missing("subject", wanted))? {
            subject if !subject.may_be("Patient") => Ok(None),
            subject => match subject.public() {
                Reference { key: None, .. } => {
                    Err(Fault::Invalid { path: at.path_of("subject"), wanted })
                }
                patient => Ok(Some(patient)),
            },
        }
    }

    /// Whether it points to something of this type, as far as can be told.
    pub(crate) fn may_be(&self, resource_type: &str) -> bool {
        self.resource_type.as_deref().is_none_or(|told| told == resource_type)
    }

    fn plain(self) -> Reference {
        let name = self.found.as_ref().and_then(name_of);
        let inside = self.found.as_ref().filter(|found| found.contained);
        Reference {
            key: match inside {
                Some(found) => identifiers(&found.at, found.resource_type)
                    .ok()
                    .and_then(|keys| keys.into_iter().next()),
                None => self.key,
            },
            display: name.or(self.display),
            referent: self.resource_type.as_deref().map(referent),
        }
    }

    fn played_by(&self) -> Option<Self> {
        let role = self.found.as_ref().filter(|found| found.resource_type == "PractitionerRole")?;
        let follow = |name| Self::of(&role.at, name, role.place, &[]).ok().flatten();
        follow("practitioner").or_else(|| follow("organization"))
    }
}

impl Reference {
    fn or_display(mut self, display: Option<String>) -> Self {
        self.display = self.display.or(display);
        self
    }
}

/// What a written reference means.
struct Target {
    key: String,
    entry: Option<usize>,
    resource_type: Option<String>,
}

fn by_text(text: &str, place: Place<'_>) -> Option<Target> {
    let index = &place.world.index;
    if let Some((path, query)) = text.split_once('?') {
        let key = by_query(path, query)?;
        return Some(Target { entry: index.find(&key), key, resource_type: type_in(path) });
    }
    let key = url_key(text)?;
    let resource_type = key.rsplit_once('/').and_then(|(path, _)| type_in(path));
    // Whatever has a scheme is absolute; so is all that is neither that nor `Type/id`, for want of anything better.
    let relative = resource_type.is_some() && !key.contains(':');
    let target = match (relative, place.base()) {
        (true, Some(base)) => {
            let absolute = format!("{base}/{key}");
            Target { entry: index.find(&absolute), key: absolute, resource_type }
        }
        (true, None) => {
            let entry = index.find(&key).or_else(|| index.find_anywhere(&key));
            Target { key, entry, resource_type }
        }
        (false, _) => Target { entry: index.find(&key), key, resource_type },
    };
    Some(target)
}

/// `Type|system|value` of a conditional reference (FHIR R4, transaction): `Type?identifier=system|value`.
fn by_query(path: &str, query: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix("identifier="))?;
    let (system, value) =
        decoded(value)?.split_once('|').map(|(s, v)| (s.to_owned(), v.to_owned()))?;
    Some(format!("{}|{system}|{value}", type_in(path)?)).filter(|_| !value.is_empty())
}

/// The text of a percent-encoded one (RFC 3986 section 2.1).
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let pair = [rest.next()?, rest.next()?];
                bytes.push(u8::from_str_radix(str::from_utf8(&pair).ok()?, 16).ok()?);
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

type Named = (Option<String>, Option<usize>, Option<String>);

fn by_identifier(
    at: &At<'_>,
    place: Place<'_>,
    told: Option<&str>,
    likely: &[&str],
) -> Result<Named, Fault> {
    let Some(at) = at.get("identifier")? else { return Ok((None, None, None)) };
    let Some(identifier) = Identifier::read(&at)? else { return Ok((None, None, None)) };
    let types: Vec<&str> = told.map_or_else(|| likely.to_vec(), |told| vec![told]);
    let keys: Vec<String> = types.iter().filter_map(|of| identifier.key(of)).collect();
    let known = keys.iter().find_map(|key| Some((key.clone(), place.world.index.find(key)?)));
    Ok(match known {
        Some((key, entry)) => (Some(key), Some(entry), None),
        // Of several types that it may be, none can be chosen.
        None if types.len() == 1 => {
            (keys.into_iter().next(), None, types.first().map(|t| (*t).to_owned()))
        }
        None => (None, None, None),
    })
}

/// The resource type at the end of a path.
fn type_in(path: &str) -> Option<String> {
    let last = path.rsplit('/').next()?;
    let typed = last.starts_with(|c: char| c.is_ascii_uppercase())
        && last.bytes().all(|b| b.is_ascii_alphabetic());
    typed.then(|| last.to_owned())
}

fn referent(resource_type: &str) -> Referent {
    match resource_type {
        "Patient" => Referent::Patient,
        "Practitioner" | "PractitionerRole" => Referent::Practitioner,
        "Organization" => Referent::Organization,
        _ => Referent::Other,
    }
}

/// The name of a person or body that was found; none where it has none, or one that cannot be read, which its own
/// entry reports.
fn name_of(found: &Found<'_>) -> Option<String> {
    match found.resource_type {
        "Practitioner" | "Patient" => {
            Some(name::best(&found.at, found.place.world.now).ok()??.titled)
        }
        "Organization" => found.at.clean("name", Cap::Name).ok()?,
        _ => None,
    }
}
