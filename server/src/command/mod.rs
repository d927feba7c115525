//! The commands of the binary.

pub(crate) mod audit;
pub(crate) mod demo;
pub(crate) mod device;
pub(crate) mod dlt;
pub(crate) mod doctor;
pub(crate) mod erasure;
pub(crate) mod import;
pub(crate) mod keys;
mod look_up;
pub(crate) mod migrate;
pub(crate) mod patient;
pub(crate) mod pharmacy;
pub(crate) mod serve;
pub(crate) mod staff;
pub(crate) mod token;
mod upkeep;
