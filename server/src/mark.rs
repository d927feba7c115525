//! The newest head of the audit log that this node has seen, in a file beside the keys.

use crate::home::Home;
use portal::audit::Mark;
use std::{
    fs,
    io::{self, ErrorKind},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The file, and what it last said: a home that cannot be written to, or lost the file, costs nothing until the process
/// ends.
pub(crate) struct FileMark {
    home: Home,
    mind: Mutex<Option<String>>,
}

impl FileMark {
    pub(crate) fn of(home: &Home) -> Self {
        Self { home: home.clone(), mind: Mutex::default() }
    }

    fn mind(&self) -> MutexGuard<'_, Option<String>> {
        self.mind.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Mark for FileMark {
    fn kept(&self) -> io::Result<Option<String>> {
        let mut mind = self.mind();
        match fs::read(self.home.audit_head()) {
            Ok(bytes) => *mind = Some(String::from_utf8_lossy(&bytes).into_owned()),
            Err(why) if mind.is_none() && why.kind() != ErrorKind::NotFound => return Err(why),
            Err(_) => {}
        }
        Ok(mind.clone())
    }

    fn keep(&self, note: Option<&str>) -> io::Result<()> {
        *self.mind() = note.map(str::to_owned);
        let file = self.home.audit_head();
        match note {
            Some(note) => {
                self.home.make_keys()?;
                Home::write(&file, note)
            }
            None => match fs::remove_file(file) {
                Err(why) if why.kind() != ErrorKind::NotFound => Err(why),
                _ => Ok(()),
            },
        }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_head_is_kept_for_its_owner_alone_and_outlives_the_process() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        let mark = FileMark::of(&home);
        assert_eq!(mark.kept().unwrap(), None);
        for note in ["one\n", "two\n"] {
            mark.keep(Some(note)).unwrap();
            assert_eq!(FileMark::of(&home).kept().unwrap().as_deref(), Some(note));
        }
        let rights = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((rights(home.audit_head()), rights(home.keys())), (0o600, 0o700));
        mark.keep(None).unwrap();
        mark.keep(None).unwrap();
        assert_eq!((mark.kept().unwrap(), FileMark::of(&home).kept().unwrap()), (None, None));
    }

    #[test]
    fn what_a_command_kept_is_seen_and_what_was_lost_is_in_mind() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        let (serving, command) = (FileMark::of(&home), FileMark::of(&home));
        serving.keep(Some("newer\n")).unwrap();
        command.keep(Some("older\n")).unwrap();
        assert_eq!(serving.kept().unwrap().as_deref(), Some("older\n"));
        fs::remove_file(home.audit_head()).unwrap();
        assert_eq!(serving.kept().unwrap().as_deref(), Some("older\n"));
        fs::create_dir(home.audit_head()).unwrap();
        assert_eq!(serving.kept().unwrap().as_deref(), Some("older\n"));
        assert!(serving.keep(Some("newest\n")).is_err());
        assert_eq!(serving.kept().unwrap().as_deref(), Some("newest\n"));
        assert!(FileMark::of(&home).kept().is_err(), "it is there and cannot be read");
    }
}
