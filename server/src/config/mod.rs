//! The configuration: `medseal.toml` in the portal's home, and `MEDSEAL_…` variables over it.
//!
//! One struct for each section. Unknown keys are refused, and every error names its key and says what would
//! be right.

mod check;
mod clinic;
mod courier;
mod database;
mod error;
mod geoip;
mod labs;
mod limits;
mod load;
mod log;
mod ops;
mod passwords;
mod pharmacy;
mod server;
mod show;
mod stay;

pub use clinic::Clinic;
pub use courier::{Carriers, Courier};
pub use database::Database;
pub use error::ConfigError;
pub use geoip::Geoip;
pub use labs::Labs;
pub use limits::{Codes, Limits};
pub use log::{Format, Log};
pub use ops::{Ops, Retention};
pub use passwords::Passwords;
pub use pharmacy::Pharmacy;
pub use server::Server;
pub use stay::Stay;

use serde::Deserialize;

/// The whole configuration.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `[clinic]`
    pub clinic: Clinic,
    /// `[server]`
    pub server: Server,
    /// `[database]`
    pub database: Database,
    /// `[codes]`
    pub codes: Codes,
    /// `[limits]`
    pub limits: Limits,
    /// `[stay]`
    pub stay: Stay,
    /// `[passwords]`
    pub passwords: Passwords,
    /// `[labs]`
    pub labs: Labs,
    /// `[pharmacy]`
    pub pharmacy: Pharmacy,
    /// `[geoip]`
    pub geoip: Geoip,
    /// `[courier]`
    pub courier: Courier,
    /// `[carriers.<name>]`
    pub carriers: Carriers,
    /// `[ops]`
    pub ops: Ops,
    /// `[retention]`
    pub retention: Retention,
    /// `[log]`
    pub log: Log,
}

#[cfg(test)]
mod tests;
