//! `cargo xtask run`: from a fresh clone to a clinic in the browser.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::assets::{self, Finish};
use crate::places::Places;
use crate::{report, shell, test};

/// Builds the server as it is developed, and gives its file.
pub fn build(places: &Places) -> Result<PathBuf> {
    // Not `-p server`: that would resolve other features than the tests do, and compile every
    // dependency once for each.
    report::step("server", || {
        shell::run(shell::cargo(places).args(["build", "--bin", "medseal"]))
    })?;
    Ok(places.built("debug/medseal"))
}

/// Builds everything, then becomes `medseal demo`; returns only if that cannot be started.
pub fn run(places: &Places, args: &[String]) -> Result<()> {
    assets::make(places, Finish::Quick)?;
    let why = shell::program(places, build(places)?)
        .env_remove(test::CHROMIUM)
        .env_remove(test::POSTGRES)
        .args(["--home", "medseal-home", "demo"])
        .args(args)
        .exec();
    Err(why).context("medseal could not be started")
}
