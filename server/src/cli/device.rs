//! The words of `medseal device`.

use clap::{ArgGroup, Args, Subcommand};
use portal::domain::id::DeviceId;

/// `medseal device`
#[derive(Debug, Subcommand)]
pub(crate) enum Device {
    /// List the devices that a patient signed in with
    List(Whose),
    /// Sign a lost device out, and tell it to forget everything as soon as it comes
    Wipe(Lost),
}

/// `medseal device list`
#[derive(Debug, Args)]
pub(crate) struct Whose {
    /// The patient number
    #[arg(long, value_name = "NUMBER")]
    pub patient: String,
}

/// `medseal device wipe`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true))]
pub(crate) struct Lost {
    /// The patient number
    #[arg(long, value_name = "NUMBER")]
    pub patient: String,
    /// The device, as `device list` names it
    #[arg(long, value_name = "ID", group = "which")]
    pub device: Option<DeviceId>,
    /// All of the patient's devices
    #[arg(long, group = "which")]
    pub all: bool,
}
