//! PostgreSQL's own programs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::packages::{self, Need};
use crate::places::Places;
use crate::shell;

const NEED: Need = Need {
    what: "PostgreSQL's server",
    package: "postgresql",
    advice: "install PostgreSQL 15 or newer; its `initdb` and `postgres` must be on the PATH, or \
             `pg_config` must lead to them",
};

/// The folder of the server's programs, after installing them if there are none.
pub fn find_or_install(places: &Places) -> Result<PathBuf> {
    if let Some(folder) = find() {
        return Ok(folder);
    }
    packages::install(places, &NEED)?;
    find().context("PostgreSQL was installed, but `initdb` and `postgres` were not found")
}

fn find() -> Option<PathBuf> {
    let told = shell::on_path("pg_config")
        .and_then(|program| shell::capture(Command::new(program).arg("--bindir")).ok())
        .map(|folder| PathBuf::from(folder.trim()));
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders = told.into_iter().chain(debian()).chain(env::split_paths(&path));
    folders.find(|folder| is_complete(folder))
}

/// Where Debian puts the server, which it leaves off the `PATH`: the newest first.
fn debian() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir("/usr/lib/postgresql") else { return Vec::new() };
    let mut versions: Vec<u32> =
        entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect();
    versions.sort_unstable_by(|left, right| right.cmp(left));
    versions.iter().map(|version| format!("/usr/lib/postgresql/{version}/bin").into()).collect()
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "postgres", "pg_isready"].iter().all(|name| folder.join(name).is_file())
}
