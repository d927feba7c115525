//! Clinical documents as the portal keeps and shows them, after FHIR R4 (4.0.1).
//!
//! These are what is inside an envelope: they are serialised, sealed, and never stored otherwise. Their
//! `Debug` is derived for tests; nothing logs them.

mod dispensing;
mod flag;
mod observation;
mod prescription;
mod quantity;
mod report;

pub use dispensing::{Agreed, Collector, Dispensing, Handover, Identity};
pub use flag::Flag;
pub use observation::{Absent, Analyte, Component, Observation, Range, Value};
pub use prescription::{Dispense, FirstFill, Prescription};
pub use quantity::{Decimal, NotADecimal, Quantity};
pub use report::{Document, Heading, Report, Status};
