//! Pharmacies, as the clinic keeps them: which there are, who works there, and the tokens of their systems.

mod colleague;
mod directory;
pub mod look_up;
pub mod report;
pub mod staff;
pub mod token;

pub use colleague::Colleague;
pub use directory::{Listed, NotAdded, add, end, list};
pub(crate) use directory::{find, name, names};
