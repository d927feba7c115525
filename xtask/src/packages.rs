//! The system's own packages, installed only where this process may do so.

use std::process::Command;

use anyhow::{Result, bail};

use crate::places::Places;
use crate::{report, shell};

/// Something the tests need from the system.
pub struct Need {
    /// What it is, as the start of a sentence.
    pub what: &'static str,
    /// Its Debian package.
    pub package: &'static str,
    /// What to do where it cannot be installed from here.
    pub advice: &'static str,
}

/// Installs a package by apt-get; elsewhere than as root on a Debian system, an error that says what to do.
pub fn install(places: &Places, need: &Need) -> Result<()> {
    let Need { what, package, advice } = need;
    if shell::on_path("apt-get").is_none() || !is_root() {
        bail!("{what} was not found: {advice}");
    }
    report::step(&format!("apt-get install {package}"), || {
        shell::run(apt(places).args(["update", "-q"]))?;
        shell::run(apt(places).args(["install", "-y", "-q", "--no-install-recommends", package]))
    })
}

/// Whether this process runs as root.
pub fn is_root() -> bool {
    shell::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// The numeric user and group of an account, if the system has it.
pub fn account(name: &str) -> Option<(u32, u32)> {
    let ask = |flag: &str| {
        let output = Command::new("id").args([flag, name]).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    Some((ask("-u")?, ask("-g")?))
}

fn apt(places: &Places) -> Command {
    let mut command = shell::program(places, "apt-get");
    // In the single-user run level the packages' services are installed but not started.
    command.env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_looked_up_by_name() {
        assert_eq!(account("root"), Some((0, 0)));
        assert_eq!(account("no-such-account"), None);
    }
}
