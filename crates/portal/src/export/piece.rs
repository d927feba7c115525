//! The page that a person takes away, in pieces.

use super::account::{Account, Counter};
use crate::audit::Who;
use domain::{
    Language, Millis,
    audit::Event,
    clinical::{Dispensing, Document, Observation, Prescription, Report, Status},
    person::Person,
};

/// Writes the page, piece by piece, as HTML that needs nothing beside itself. It is not the portal's own: it has the
/// portal's words, and they are the pages'.
pub trait Pages: Send + Sync {
    /// What the clinic is called.
    fn clinic(&self) -> &str;
    /// A piece, in this language.
    fn write(&self, language: Language, piece: &Piece<'_>) -> String;
}

/// A piece of the page. They come in this order.
#[derive(Clone, Copy)]
pub enum Piece<'a> {
    /// Whose it is, and when it was made.
    Begin(&'a Person, Millis),
    /// What there is of them beside their records; nothing where somebody else asked for it.
    Account(Option<&'a Account>),
    /// So many reports follow.
    Reports(usize),
    /// A report with its results and documents.
    Report(Status, &'a Report, &'a [Result], &'a [Document]),
    /// A report that cannot be opened: how far it is settled, its day and its laboratory.
    Closed(Status, Option<Millis>, Option<&'a str>),
    /// So many prescriptions follow.
    Prescriptions(usize),
    /// A prescription, what it is at a counter, and what was handed out by it.
    Prescription(&'a Prescription, Option<&'a Counter>, &'a [Dispensing]),
    /// So many more were handed out by prescriptions that are not here; never none.
    Dispensings(usize),
    /// One of those.
    Dispensing(&'a Dispensing),
    /// The access history follows, newest first.
    History,
    /// A line of it.
    Line(&'a Line),
    /// The end.
    End,
}

/// A result, and the panel it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Result {
    /// The panel's name.
    pub panel: Option<String>,
    /// The result.
    pub observation: Observation,
}

/// A line of the access history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Millis,
    /// What happened.
    pub event: Event,
    /// Who did it; none once that was kept for long enough, or where it cannot be read.
    pub who: Option<Who>,
}
