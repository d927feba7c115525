//! `medseal keys`

pub(crate) mod adopt;
pub(crate) mod retire;

use crate::{
    cli::{Rotate, Turned},
    config::Config,
    home::Home,
    machine::{SystemChance, SystemClock},
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use portal::{audit, domain::Clock};
use std::process::ExitCode;
use vault::{Keyring, keyring::Rotates};

/// Adds a key to the key file, and says which.
pub(crate) async fn rotate(
    home: &Home,
    config: Config,
    asked: &Rotate,
) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(
        std::env::var_os("MEDSEAL_KEYS").is_none(),
        "the keys are in MEDSEAL_KEYS, and only the key file can be changed here"
    );
    let (usage, name) = match asked.key {
        Turned::Wrap => (Rotates::Wrap, "wrap"),
        Turned::Code => (Rotates::Code, "code"),
    };
    let wiring = Wiring::look(home, config, &Nature::of_the_machine()).await?;
    let id = audit::rotated(&wiring.portal, name, || turn(home, usage)).await?;
    println!("{id} is the current key once the portal was started again; copy the key file anew");
    Ok(ExitCode::SUCCESS)
}

/// Adds a key to the key file, and gives its id.
fn turn(home: &Home, usage: Rotates) -> anyhow::Result<String> {
    Keyring::rotate_in(&home.keys(), usage, SystemClock.now(), &SystemChance)
        .context("cannot add a key to the key file")
}
