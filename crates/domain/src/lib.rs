//! The rules of the portal.
//!
//! Everything here is pure: no waiting, no input or output, and time and chance come in as arguments
//! ([`Millis`], [`Chance`]). A rule that can be stated without a database is stated here.

pub mod alarm;
pub mod audit;
pub mod birth;
pub mod challenge;
pub mod clinical;
pub mod clock;
pub mod day;
pub mod delivery;
pub mod device;
pub mod dispense;
pub mod erasure;
pub mod export;
pub mod grant;
pub mod guardian;
pub mod id;
pub mod identifier;
pub mod language;
pub mod line;
pub mod notice;
pub mod password;
pub mod pause;
pub mod person;
pub mod pharmacy;
pub mod phone;
pub mod pin;
pub mod sealed;
pub mod sending;
pub mod session;
pub mod settings;

pub use clock::{Chance, Clock, Millis};
pub use language::Language;
