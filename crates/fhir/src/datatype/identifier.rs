//! `Identifier`.

use super::{
    concept::Concept,
    text::{Cap, clean},
};
use crate::{fault::Fault, json::At};

/// HL7 v2 table 0203, identifier type.
const TYPES: &str = "http://terminology.hl7.org/CodeSystem/v2-0203";
/// Types that name an order, a specimen or a group, which several resources may share.
const SHARED: [&str; 5] = ["PLAC", "PGN", "ACSN", "SNO", "VN"];
/// The longest identifier by which a resource is found again, in bytes.
const LONGEST: usize = 500;

/// An `Identifier` with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identifier {
    pub(crate) system: Option<String>,
    pub(crate) value: String,
    kind: Concept,
    old: bool,
}

impl Identifier {
    /// An identifier at a place; none when it has no value.
    pub(crate) fn read(at: &At<'_>) -> Result<Option<Self>, Fault> {
        let Some(value) = at.text("value")? else { return Ok(None) };
        Ok(Some(Self {
            system: at.text("system")?.map(ToOwned::to_owned),
            value: value.to_owned(),
            kind: Concept::of(at, "type")?.unwrap_or_default(),
            old: at.text("use")? == Some("old"),
        }))
    }

    /// The identifiers of a resource.
    pub(crate) fn all(at: &At<'_>) -> Result<Vec<Self>, Fault> {
        let all = at.list("identifier")?;
        let all = all.iter().map(Self::read).collect::<Result<Vec<_>, _>>()?;
        Ok(all.into_iter().flatten().collect())
    }

    /// Whether it is of a type of HL7 v2 table 0203, such as `MR`.
    pub(crate) fn is(&self, code: &str) -> bool {
        self.kind.is(TYPES, code)
    }

    /// Whether it is no longer in use.
    pub(crate) const fn is_old(&self) -> bool {
        self.old
    }

    /// The name by which a resource of type `of` is found again; none without a system, or for a type that several
    /// resources may share.
    pub(crate) fn key(&self, of: &str) -> Option<String> {
        let shared = SHARED.iter().any(|code| self.is(code));
        let key = format!("{of}|{}|{}", self.system.as_deref()?, self.value);
        (!shared && key.len() <= LONGEST).then_some(key)
    }

    /// The value, fit to be shown.
    pub(crate) fn shown(&self) -> Option<String> {
        clean(&self.value, Cap::Name)
    }
}
