//! What the resources of a part, and those they refer to, are known by.

use super::parts::Part;
use crate::{Portal, Refusal};
use std::{borrow::Cow, collections::HashMap};
use store::{Tx, source::Name};
use uuid::Uuid;

/// The source keys of a part: looked up at once before its resources are put, written at once after.
pub(super) struct Sources {
    known: HashMap<[u8; 32], (Cow<'static, str>, Uuid)>,
    fresh: Vec<Name>,
}

impl Sources {
    /// Looks up every key that the part's resources have or refer to.
    pub(super) async fn read(portal: &Portal, tx: &mut Tx, part: &Part) -> Result<Self, Refusal> {
        let mut lookups: Vec<_> = part.keys().map(|key| lookup(portal, key)).collect();
        lookups.sort_unstable();
        lookups.dedup();
        let found = store::source::find(tx, &lookups).await?.into_iter();
        let known = found.map(|(lookup, kind, row)| (lookup, (Cow::from(kind), row))).collect();
        Ok(Self { known, fresh: Vec::new() })
    }

    /// The kind of row that a key names, and which one.
    pub(super) fn get(&self, lookup: &[u8; 32]) -> Option<(&str, Uuid)> {
        self.known.get(lookup).map(|(kind, row)| (kind.as_ref(), *row))
    }

    /// The rows of one kind that are named.
    pub(super) fn rows<'a>(&'a self, of: &'a [&str]) -> impl Iterator<Item = Uuid> + 'a {
        self.known.values().filter(|(kind, _)| of.contains(&kind.as_ref())).map(|(_, row)| *row)
    }

    /// Names a row by a key that named none.
    pub(super) fn name(&mut self, lookup: [u8; 32], kind: &'static str, row: Uuid) {
        self.known.insert(lookup, (kind.into(), row));
        self.fresh.push((lookup, kind, row));
    }

    /// Writes the names that are new.
    pub(super) async fn write(self, tx: &mut Tx) -> Result<(), Refusal> {
        Ok(store::source::add(tx, &self.fresh).await?)
    }
}

/// What a source key is found by.
pub(super) fn lookup(portal: &Portal, key: &str) -> [u8; 32] {
    portal.vault().lookup("source", key)
}
