//! Single keys, and the keys of one use.

use super::Use;
use crate::{index, secret::Secret};
use domain::{Chance, Millis};
use serde::Deserialize;
use std::fmt::Write as _;

/// One key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    id: String,
    r#use: Use,
    made_at: Millis,
    secret: Secret,
}

impl Entry {
    pub(crate) fn fresh(usage: Use, now: Millis, chance: &dyn Chance) -> Self {
        let mut name = [0; 8];
        chance.fill(&mut name);
        let id = format!("{}-{:016x}", usage.name(), u64::from_be_bytes(name));
        Self { id, r#use: usage, made_at: now, secret: Secret::fresh(chance) }
    }

    /// A key that follows from another one, as its id does.
    pub(crate) fn following(usage: Use, from: &Self) -> Self {
        let follow = |what: &str| index::derive(&from.secret, &format!("{what} {}", usage.name()));
        // As many digits as the id of any other key has.
        let digits = follow("id").into_iter().take(8).map(|byte| format!("{byte:02x}"));
        let id = format!("{}-{}", usage.name(), digits.collect::<String>());
        let secret = Secret::new(follow("secret"));
        Self { id, r#use: usage, made_at: from.made_at, secret }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn usage(&self) -> Use {
        self.r#use
    }

    pub(crate) fn made_at(&self) -> Millis {
        self.made_at
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Appends it as one table of the file. Writing to a `String` cannot fail.
    pub(crate) fn write(&self, text: &mut String) {
        let (id, usage, made_at) = (&self.id, self.r#use.name(), self.made_at.0);
        let _ = write!(text, "\n[[key]]\nid = \"{id}\"\nuse = \"{usage}\"\nmade_at = {made_at}\n");
        text.push_str("secret = \"");
        self.secret.write(text);
        text.push_str("\"\n");
    }
}

/// The keys of one use: never none.
pub(crate) struct Keys {
    older: Vec<Entry>,
    current: Entry,
}

impl Keys {
    pub(crate) const fn of(entry: Entry) -> Self {
        Self { older: Vec::new(), current: entry }
    }

    /// The newest of these is current; of two made at one moment, the later in the list.
    pub(crate) fn of_all(mut entries: Vec<Entry>) -> Option<Self> {
        entries.sort_by_key(Entry::made_at);
        let current = entries.pop()?;
        Some(Self { older: entries, current })
    }

    pub(crate) const fn current(&self) -> &Entry {
        &self.current
    }

    /// Every key, the current one last.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Entry> {
        self.older.iter().chain([&self.current])
    }

    /// Takes keys away, but never the current one; says how many.
    pub(crate) fn take_away(&mut self, ids: &[String]) -> usize {
        let before = self.older.len();
        self.older.retain(|entry| !ids.iter().any(|id| id == entry.id()));
        before - self.older.len()
    }

    /// Makes `entry` current and gives its id. A clock that was set back does not make it older than its
    /// forerunner.
    pub(crate) fn follow(&mut self, mut entry: Entry) -> String {
        entry.made_at = entry.made_at.max(Millis(self.current.made_at.0.saturating_add(1)));
        let id = entry.id.clone();
        self.older.push(std::mem::replace(&mut self.current, entry));
        id
    }
}
