//! FHIR R4 (4.0.1) bundles out.
//!
//! A [`Writer`] writes what the portal keeps of a patient, piece by piece, so that whoever calls it need not hold all of
//! it at once. What it writes is read back to the same content, with two exceptions that the portal itself folded away:
//! samples, of which it keeps only how many there were, and references to what it does not have.

mod access;
mod body;
mod build;
mod concept;
mod consent;
mod device;
mod dispensing;
mod extension;
mod measured;
mod observation;
mod own;
mod patient;
mod prescription;
mod quantity;
mod related;
mod report;
mod value;
mod writer;

pub use access::Access;
pub use consent::Consent;
pub use device::Device;
pub use own::Own;
pub use prescription::Counter;
pub use related::{Related, Tie};
pub use writer::Writer;
