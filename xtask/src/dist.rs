//! `cargo xtask dist`: the one file that a clinic installs.

use std::fs;

use anyhow::{Context, Result};

use crate::assets::{self, Finish};
use crate::places::Places;
use crate::{report, shell};

/// Builds the release binary with its assets inside, and puts it at `target/dist/medseal`.
pub fn make(places: &Places) -> Result<()> {
    assets::make(places, Finish::Optimised)?;
    report::step("release binary", || {
        shell::run(shell::cargo(places).args(["build", "--release", "-p", "server"]))
    })?;
    let folder = places.of("target/dist");
    let file = folder.join("medseal");
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    // Renamed into place, since a copy that is running cannot be written over.
    let fresh = folder.join("medseal.new");
    let bytes = fs::copy(places.built("release/medseal"), &fresh)
        .and_then(|bytes| fs::rename(&fresh, &file).map(|()| bytes))
        .with_context(|| format!("{} cannot be written", file.display()))?;
    println!("{} ({})", file.display(), report::size(bytes));
    Ok(())
}
