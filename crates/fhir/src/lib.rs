//! FHIR R4 (4.0.1) bundles in and out.
//!
//! [`read`] takes the bytes of a bundle and gives its entries back one by one, each read or refused on its own.
//! Of every resource only the elements a patient's portal uses are looked at; all others may hold anything.
//! A refusal names the element and what would be right, never what stood there.

mod bundle;
mod datatype;
mod extension;
mod fault;
mod json;
mod not_a_bundle;
mod reference;
mod resource;
mod source;
pub mod write;

pub use bundle::{Bundle, Entry, Kind, read};
pub use extension::{AGREED, COLLECTOR, IDENTITY, NUMBER, SCHEDULE, SETTINGS, USED, WAITING};
pub use fault::Fault;
pub use not_a_bundle::NotABundle;
pub use reference::{Reference, Referent};
pub use resource::{DispensingIn, ObservationIn, PrescriptionIn, ReportIn, Resource};
pub use source::{Sourced, Stamp};

#[cfg(test)]
mod tests;
