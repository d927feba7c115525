//! The SMS gateway Kannel, with the fake operator that its own tests use.

use std::env;
use std::path::Path;

use anyhow::{Result, bail};

use crate::packages::{self, Need};
use crate::places::Places;

const NEED: Need = Need {
    what: "The gateway Kannel with its fake operator",
    // It draws in the gateway itself.
    package: "kannel-extras",
    advice: "install Debian's packages kannel and kannel-extras",
};

const FILES: [&str; 3] =
    ["/usr/sbin/bearerbox", "/usr/sbin/smsbox", "/usr/lib/kannel/test/fakesmsc"];

/// Installs the gateway if it is not there. Where that cannot be done, its tests are skipped and this says so; in CI,
/// where nobody reads it, that is an error.
pub fn provide(places: &Places) -> Result<()> {
    match install(places) {
        Err(why) if env::var_os("CI").is_none() => {
            eprintln!("warning: codes through a real gateway are NOT tested. {why:#}");
            Ok(())
        }
        outcome => outcome,
    }
}

fn install(places: &Places) -> Result<()> {
    let missing = || FILES.iter().find(|file| !Path::new(file).is_file());
    if missing().is_none() {
        return Ok(());
    }
    packages::install(places, &NEED)?;
    match missing() {
        None => Ok(()),
        Some(file) => bail!("{} was installed, but {file} is not there", NEED.package),
    }
}
