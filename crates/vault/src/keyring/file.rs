//! The key file: for its owner alone, whole or not there.

use super::{Keyring, KeyringError, Rotates};
use domain::{Chance, Millis};
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt},
    path::Path,
};
use zeroize::Zeroizing;

/// The name of the key file in its directory.
pub const FILE: &str = "keyring.toml";
const DRAFT: &str = "keyring.toml.new";
const LOCK: &str = "keyring.lock";

/// Whether a key file was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// Made by this call. A database that already has patients has lost its keys.
    Now,
    /// It was there before.
    Before,
}

type Result<T> = std::result::Result<T, KeyringError>;

impl Keyring {
    /// Loads `keyring.toml` from a directory, or makes both: the directory 0700, the file 0600. Of several
    /// that start at once, one makes it and all get the same.
    ///
    /// # Errors
    /// [`KeyringError`] when others than the owner could read or replace the file, when it is no keyring, or
    /// when the machine refuses. An unreadable file is never replaced.
    pub fn load_or_create(dir: &Path, now: Millis, chance: &dyn Chance) -> Result<(Self, Created)> {
        if let Some(ring) = load(dir)? {
            return Ok((ring, Created::Before));
        }
        at(dir, DirBuilder::new().recursive(true).mode(0o700).create(dir))?;
        let _lock = lock(dir)?;
        if let Some(ring) = load(dir)? {
            return Ok((ring, Created::Before));
        }
        let ring = Self::fresh(now, chance);
        save(dir, &ring)?;
        Ok((ring, Created::Now))
    }

    /// Adds a key to the file in a directory and gives its id; portals that run use it from their next start.
    ///
    /// # Errors
    /// [`KeyringError`] as for loading, and when there is no file yet.
    pub fn rotate_in(
        dir: &Path,
        usage: Rotates,
        now: Millis,
        chance: &dyn Chance,
    ) -> Result<String> {
        let _lock = lock(dir)?;
        let mut ring = at(&dir.join(FILE), load(dir)?.ok_or(io::ErrorKind::NotFound.into()))?;
        let id = ring.rotate(usage, now, chance);
        save(dir, &ring)?;
        Ok(id)
    }

    /// Reads the file of a directory as it is now.
    ///
    /// # Errors
    /// [`KeyringError`] as for loading, and when there is none.
    pub fn load(dir: &Path) -> Result<Self> {
        at(&dir.join(FILE), load(dir)?.ok_or(io::ErrorKind::NotFound.into()))
    }

    /// Destroys keys that wrapped patients' in the file of a directory, but never the one in use; says how many there
    /// were. What they wrapped opens no more, wherever a copy of it is.
    ///
    /// # Errors
    /// [`KeyringError`] as for loading, and when there is no file.
    pub fn destroy_in(dir: &Path, ids: &[String]) -> Result<usize> {
        let _lock = lock(dir)?;
        let mut ring = Self::load(dir)?;
        let count = ring.wrap.take_away(ids);
        save(dir, &ring)?;
        Ok(count)
    }
}

/// The ring of a directory, if it has one.
fn load(dir: &Path) -> Result<Option<Keyring>> {
    let path = dir.join(FILE);
    let mut file = match File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => at(&path, file)?,
    };
    // Asked of the open file, so that it cannot be exchanged between the look and the reading.
    let about = at(&path, file.metadata())?;
    if about.mode() & 0o077 != 0 {
        return Err(KeyringError::OpenFile(path));
    }
    private(dir)?;
    let room = usize::try_from(about.len()).unwrap_or_default().saturating_add(1);
    let mut text = Zeroizing::new(String::with_capacity(room));
    at(&path, file.read_to_string(&mut text))?;
    let ring = Keyring::from_text(&text);
    ring.map(Some).map_err(|fault| KeyringError::Corrupt { path, fault })
}

/// Puts the whole file in place, or leaves what was there. Only the holder of the lock comes here, so a
/// draft that is found is the remains of a crash.
fn save(dir: &Path, ring: &Keyring) -> Result<()> {
    let (draft, path) = (dir.join(DRAFT), dir.join(FILE));
    match fs::remove_file(&draft) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        removed => at(&draft, removed)?,
    }
    let mut file =
        at(&draft, OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft))?;
    at(&draft, file.write_all(ring.to_text().as_bytes()))?;
    at(&draft, file.sync_all())?;
    at(&path, fs::rename(&draft, &path))?;
    at(dir, File::open(dir).and_then(|dir| dir.sync_all()))
}

/// Refuses a directory in which others could put a file of their own.
fn private(dir: &Path) -> Result<()> {
    match at(dir, fs::metadata(dir))?.mode() & 0o022 {
        0 => Ok(()),
        _ => Err(KeyringError::OpenDirectory(dir.to_owned())),
    }
}

/// Keeps every other maker out until it is dropped, or its process ends.
fn lock(dir: &Path) -> Result<File> {
    private(dir)?;
    let path = dir.join(LOCK);
    let opened =
        OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
    let file = at(&path, opened)?;
    at(&path, file.lock())?;
    Ok(file)
}

fn at<T>(path: &Path, result: io::Result<T>) -> Result<T> {
    result.map_err(|source| KeyringError::Io { path: path.to_owned(), source })
}
