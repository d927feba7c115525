//! Where things lie in the checkout.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that the steps read and write.
pub struct Places {
    root: PathBuf,
    target: PathBuf,
}

impl Places {
    /// Finds the checkout that this program belongs to; an error if it has been moved away from it.
    pub fn find() -> Result<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here.parent().context("xtask has no folder above it")?.to_path_buf();
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let target = std::path::absolute(target).context("CARGO_TARGET_DIR is no path")?;
        Ok(Self { root, target })
    }

    /// The checkout itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout.
    pub fn of(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// A file that cargo has built, given its path below cargo's target folder.
    pub fn built(&self, inside: &str) -> PathBuf {
        self.target.join(inside)
    }

    /// What the server embeds: always in the checkout, because the server's source names it.
    pub fn site(&self) -> PathBuf {
        self.of("target/site")
    }

    /// The Playwright project.
    pub fn end2end(&self) -> PathBuf {
        self.of("end2end")
    }
}
