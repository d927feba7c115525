//! `cargo xtask run`: from a fresh clone to a clinic in the browser.

use std::os::unix::process::CommandExt;

use anyhow::{Context, Result};

use crate::assets::{self, Finish};
use crate::places::Places;
use crate::{report, shell};

/// Builds everything, then becomes `medseal demo`; returns only if that cannot be started.
pub fn run(places: &Places, args: &[String]) -> Result<()> {
    assets::make(places, Finish::Quick)?;
    report::step("server", || shell::run(shell::cargo(places).args(["build", "-p", "server"])))?;
    let why = shell::program(places, places.built("debug/medseal"))
        .args(["--home", "medseal-home", "demo"])
        .args(args)
        .exec();
    Err(why).context("medseal could not be started")
}
