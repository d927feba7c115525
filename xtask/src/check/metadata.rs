//! What `cargo metadata` says about the workspace's own crates.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::places::Places;
use crate::shell;

/// The members of the workspace.
#[derive(Deserialize)]
pub struct Metadata {
    /// One entry for each member.
    pub packages: Vec<Package>,
}

/// One crate of the workspace, as its manifest declares it.
#[derive(Deserialize)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// What it asks for, one entry for each kind and target.
    pub dependencies: Vec<Dependency>,
}

/// One dependency.
#[derive(Deserialize)]
pub struct Dependency {
    /// The name of the package, whatever it may be called in the code.
    pub name: String,
    /// Why it is needed.
    pub kind: Option<Kind>,
}

/// Why a crate needs another; no kind means that its code imports it.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// For its tests, examples and benchmarks.
    Dev,
    /// For its build script.
    Build,
}

impl Metadata {
    /// Asks cargo.
    pub fn read(places: &Places) -> Result<Self> {
        let ask = ["metadata", "--format-version", "1", "--no-deps"];
        let text = shell::capture(shell::cargo(places).args(ask))?;
        serde_json::from_str(&text).context("`cargo metadata` has a form that is not known here")
    }
}

/// An error if Cargo.lock does not fit the manifests.
pub fn lock_is_current(places: &Places) -> Result<()> {
    let ask = ["metadata", "--format-version", "1", "--locked"];
    shell::capture(shell::cargo(places).args(ask)).map(drop)
}
