//! The Python packages that test the API.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::assets::hex;
use crate::places::Places;
use crate::{report, shell};

/// Installs the packages of `end2end/api/requirements.txt` into an environment of their own, unless these very ones are there
/// already; gives the folder of their programs.
pub fn ensure(places: &Places) -> Result<PathBuf> {
    let list = places.end2end().join("api/requirements.txt");
    let pinned = fs::read(&list).with_context(|| format!("{} cannot be read", list.display()))?;
    let wanted = hex(&Sha256::digest(&pinned));
    let venv = places.of("target/python");
    let (programs, stamp) = (venv.join("bin"), venv.join(".installed"));
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(programs);
    }
    if shell::on_path("python3").is_none() {
        bail!("`python3` was not found: install Python 3.11 or newer, with its `venv`");
    }
    report::step("Python packages", || {
        shell::run(shell::program(places, "python3").args(["-m", "venv", "--clear"]).arg(&venv))?;
        let mut pip = shell::program(places, programs.join("pip"));
        // The list is whole, so that nothing comes in that it does not name; and what comes is what was listed.
        let strict = ["install", "--quiet", "--no-deps", "--require-hashes", "--requirement"];
        shell::run(pip.args(strict).arg(&list))
    })?;
    fs::write(&stamp, wanted).context("the note of what is installed cannot be written")?;
    Ok(programs)
}

/// One of their programs.
pub fn command(places: &Places, programs: &Path, name: &str) -> Command {
    let mut command = shell::program(places, programs.join(name));
    command.current_dir(places.end2end().join("api"));
    command
}
