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
    mind: Mutex<Mind>,
}

/// What a process has in mind of the file.
#[derive(Default)]
enum Mind {
    /// Nothing yet.
    #[default]
    Nothing,
    /// What the file held when it was last read or written.
    Written(Option<String>),
    /// What the file is to hold, and could not be made to: what it holds is older.
    Unwritten(Option<String>),
}

impl FileMark {
    pub(crate) fn of(home: &Home) -> Self {
        Self { home: home.clone(), mind: Mutex::default() }
    }

    fn mind(&self) -> MutexGuard<'_, Mind> {
        self.mind.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, note: Option<&str>) -> io::Result<()> {
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

impl Mark for FileMark {
    fn kept(&self) -> io::Result<Option<String>> {
        let mut mind = self.mind();
        if let Mind::Unwritten(note) = &*mind {
            let note = note.clone();
            if self.write(note.as_deref()).is_ok() {
                *mind = Mind::Written(note.clone());
            }
            return Ok(note);
        }
        match (fs::read(self.home.audit_head()), &*mind) {
            (Ok(bytes), _) => {
                let note = String::from_utf8_lossy(&bytes).into_owned();
                *mind = Mind::Written(Some(note.clone()));
                Ok(Some(note))
            }
            (Err(_), Mind::Written(note) | Mind::Unwritten(note)) => Ok(note.clone()),
            (Err(why), Mind::Nothing) if why.kind() == ErrorKind::NotFound => Ok(None),
            (Err(why), Mind::Nothing) => Err(why),
        }
    }

    fn keep(&self, note: Option<&str>) -> io::Result<()> {
        let mut mind = self.mind();
        *mind = Mind::Unwritten(note.map(str::to_owned));
        self.write(note)?;
        *mind = Mind::Written(note.map(str::to_owned));
        Ok(())
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

    #[test]
    fn what_could_not_be_written_is_newer_than_what_can_be_read_and_is_written_later() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"));
        let serving = FileMark::of(&home);
        serving.keep(Some("older\n")).unwrap();
        // Whoever may do everything may write here too: what is in the way is a folder of the new file's name.
        let way = Home::fresh(&home.audit_head());
        fs::create_dir_all(way.join("in")).unwrap();
        assert!(serving.keep(Some("newer\n")).is_err());
        for _ in 0..2 {
            assert_eq!(serving.kept().unwrap().as_deref(), Some("newer\n"));
            assert_eq!(FileMark::of(&home).kept().unwrap().as_deref(), Some("older\n"));
        }
        fs::remove_dir_all(way).unwrap();
        assert_eq!(serving.kept().unwrap().as_deref(), Some("newer\n"));
        assert_eq!(FileMark::of(&home).kept().unwrap().as_deref(), Some("newer\n"));
    }
}
