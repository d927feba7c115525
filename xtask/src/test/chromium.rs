//! The browser that Playwright drives.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::packages::{self, Need};
use crate::places::Places;
use crate::shell;

/// The variable that names a browser, for xtask and for the specs.
pub const VARIABLE: &str = "MEDSEAL_CHROMIUM";

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const NEED: Need = Need {
    what: "A Chromium browser",
    package: "chromium",
    advice: "install Chromium or Chrome, or set MEDSEAL_CHROMIUM to its file",
};

/// The browser's file, after installing one if there is none.
pub fn find_or_install(places: &Places) -> Result<PathBuf> {
    if let Some(file) = find()? {
        return Ok(file);
    }
    packages::install(places, &NEED)?;
    find()?.context("Chromium was installed, but it is not on the PATH")
}

fn find() -> Result<Option<PathBuf>> {
    match env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from) {
        Some(file) if file.is_file() => Ok(Some(file)),
        Some(file) => bail!("{VARIABLE} names {}, which is no file", file.display()),
        None => Ok(NAMES.iter().find_map(|name| shell::on_path(name))),
    }
}
