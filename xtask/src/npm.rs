//! The Node packages that the tests and the optimised assets need.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::assets::hex;
use crate::places::Places;
use crate::{report, shell};

/// Installs the packages of `end2end/package-lock.json`, unless these very ones are there already.
pub fn ensure(places: &Places) -> Result<()> {
    let lock = places.end2end().join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("{} cannot be read", lock.display()))?;
    let wanted = hex(&Sha256::digest(&lock));
    let stamp = places.end2end().join("node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if shell::on_path("npm").is_none() {
        bail!("`npm` was not found: install Node.js 20 or newer, which brings it");
    }
    report::step("npm packages", || {
        shell::run(shell::program(places, "npm").current_dir(places.end2end()).arg("ci"))
    })?;
    fs::write(&stamp, wanted).context("the note of what is installed cannot be written")
}

/// A command of an installed package, which will run in `end2end`.
pub fn command(places: &Places, name: &str) -> Command {
    let file: PathBuf = places.end2end().join("node_modules/.bin").join(name);
    let mut command = shell::program(places, file);
    command.current_dir(places.end2end());
    command
}
