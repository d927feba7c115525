//! `medseal keys`

use crate::{
    cli::{Rotate, Turned},
    home::Home,
    machine::{SystemChance, SystemClock},
};
use anyhow::Context;
use portal::domain::Clock;
use std::process::ExitCode;
use vault::{Keyring, keyring::Rotates};

/// Adds a key to the key file, and says which.
pub(crate) fn rotate(home: &Home, asked: &Rotate) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(
        std::env::var_os("MEDSEAL_KEYS").is_none(),
        "the keys are in MEDSEAL_KEYS, and only the key file can be changed here"
    );
    let usage = match asked.key {
        Turned::Wrap => Rotates::Wrap,
        Turned::Code => Rotates::Code,
    };
    let id = Keyring::rotate_in(&home.keys(), usage, SystemClock.now(), &SystemChance)
        .context("cannot add a key to the key file")?;
    println!("{id} is the current key once the portal was started again; copy the key file anew");
    Ok(ExitCode::SUCCESS)
}
