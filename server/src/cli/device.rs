//! The words of `medseal device`.

use clap::{Args, Subcommand};
use portal::domain::id::DeviceId;

/// `medseal device`
#[derive(Debug, Subcommand)]
pub(crate) enum Device {
    /// List the devices that a patient, or somebody of a pharmacy's staff, signed in with
    List(Whose),
    /// Sign a lost device out, and tell it to forget everything as soon as it comes
    Wipe(Lost),
}

/// `medseal device list`: of whom.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Whose {
    /// The patient number
    #[arg(long, value_name = "NUMBER")]
    pub patient: Option<String>,
    /// What somebody of a pharmacy's staff signs in with
    #[arg(long, value_name = "LOGIN")]
    pub staff: Option<String>,
}

/// `medseal device wipe`
#[derive(Debug, Args)]
pub(crate) struct Lost {
    /// Of whom.
    #[command(flatten)]
    pub whose: Whose,
    /// Which.
    #[command(flatten)]
    pub which: Which,
}

/// One of somebody's devices, or all.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Which {
    /// The device, as `device list` names it
    #[arg(long, value_name = "ID")]
    pub device: Option<DeviceId>,
    /// All of their devices
    #[arg(long)]
    pub all: bool,
}
