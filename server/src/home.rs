//! A portal's home: the one folder that holds its configuration, its database and its keys.

use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

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

    /// Writes a file whole or not at all, for its owner alone (0600), whatever rights the folder or an older file has.
    ///
    /// # Errors
    /// The system's, when the file cannot be written.
    pub fn write(file: &Path, text: &str) -> io::Result<()> {
        let fresh = Self::fresh(file);
        // One that a crash left behind might have other rights.
        match fs::remove_file(&fresh) {
            Err(why) if why.kind() != ErrorKind::NotFound => return Err(why),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut out = options.open(&fresh)?;
        out.write_all(text.as_bytes())?;
        out.sync_all()?;
        fs::rename(fresh, file)
    }

    /// Where the text of a file is written before it takes the file's place: no other process writes there.
    pub(crate) fn fresh(file: &Path) -> PathBuf {
        let mut fresh = file.as_os_str().to_owned();
        fresh.push(format!(".{}.new", std::process::id()));
        PathBuf::from(fresh)
    }

    /// Whether others than its owner and group may read a file or enter a folder that is there.
    #[must_use]
    pub fn is_open_to_others(path: &Path) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o007 != 0)
        }
        #[cfg(not(unix))]
        {
            let _ = path;
            false
        }
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

    /// Makes the folder of the key file if it is not there, for its owner alone (0700).
    ///
    /// # Errors
    /// The system's, when the folder cannot be made.
    pub fn make_keys(&self) -> io::Result<()> {
        Self(self.keys()).make()
    }

    /// The newest head of the audit log that this node has seen, beside the key file.
    #[must_use]
    pub fn audit_head(&self) -> PathBuf {
        self.keys().join("audit-head")
    }

    /// The demo's people, with their passwords.
    #[must_use]
    pub fn demo(&self) -> PathBuf {
        self.0.join("demo.json")
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_is_written_is_its_owners_alone_whatever_was_there() {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let file = folder.path().join("demo.json");
        for (path, older) in [(file.clone(), "old"), (Home::fresh(&file), "left behind")] {
            fs::write(&path, older).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        }
        assert!(Home::is_open_to_others(&file));
        Home::write(&file, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(!Home::is_open_to_others(&file));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
