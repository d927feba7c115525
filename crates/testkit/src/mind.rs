//! What a node keeps outside its database.

use portal::audit::Mark;
use std::{
    io,
    sync::{Mutex, PoisonError},
};

/// A node's mark, kept for as long as the test has it.
#[derive(Debug, Default)]
pub struct Mind(Mutex<Option<String>>);

impl Mark for Mind {
    fn kept(&self) -> io::Result<Option<String>> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn keep(&self, note: Option<&str>) -> io::Result<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = note.map(str::to_owned);
        Ok(())
    }
}
