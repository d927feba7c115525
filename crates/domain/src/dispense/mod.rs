//! Dispensing: what a prescription allows, what was handed over by it, and what is left.
//!
//! Nothing here names a medicine, so that what is left can be told before the prescription is opened.

mod allowance;
mod amount;
mod controlled;
mod course;
mod left;
mod validity;

pub use allowance::{Allowance, Holds};
pub use amount::{Amount, NotAnAmount};
pub use controlled::Controlled;
pub use course::{Fill, Times};
pub use left::{Left, NotDispensed};
pub use validity::Validity;

#[cfg(test)]
mod tests;
