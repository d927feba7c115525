//! A portal's home: the one folder that holds its configuration, its database and its keys.

use std::path::{Path, PathBuf};

/// A portal's home.
#[derive(Clone, Debug)]
pub struct Home(PathBuf);

impl Home {
    /// The home at this folder, which need not exist yet.
    #[must_use]
    pub fn at(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Makes the folder if it is not there, for its owner alone (0700).
    ///
    /// # Errors
    /// The system's, when the folder cannot be made.
    pub fn make(&self) -> std::io::Result<()> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder.create(&self.0)
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// The configuration file.
    #[must_use]
    pub fn config(&self) -> PathBuf {
        self.0.join("medseal.toml")
    }

    /// The `SQLite` database, where no other is configured.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.0.join("medseal.db")
    }

    /// The folder of the key file.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.0.join("keys")
    }

    /// The demo's people, with their passwords.
    #[must_use]
    pub fn demo(&self) -> PathBuf {
        self.0.join("demo.json")
    }
}
