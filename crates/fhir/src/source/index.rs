//! Which entry of a bundle is meant by a name.

use super::{Draft, Source};
use std::collections::{BTreeMap, BTreeSet};

/// The entries of a bundle by their names.
#[derive(Debug, Default)]
pub(crate) struct Index {
    by_key: BTreeMap<String, usize>,
    by_type_and_id: BTreeMap<String, Option<usize>>,
}

impl Index {
    /// The index of the entries, in their order. An identifier that resources at different places bear names none of
    /// them, and is taken from them: it is an order's number, or a mistake, and must not make one of two.
    pub(crate) fn of(drafts: &mut [Draft]) -> Self {
        let shared = shared_identifiers(drafts);
        let mut index = Self::default();
        for (entry, draft) in drafts.iter_mut().enumerate() {
            if let Ok(Some(source)) = &mut draft.outcome {
                source.identifiers.retain(|key| !shared.contains(key));
                index.add(entry, source);
            }
        }
        index
    }

    /// The entry of a name.
    pub(crate) fn find(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The entry of `Type/id` where only one in the bundle can be meant, whatever its server.
    pub(crate) fn find_anywhere(&self, type_and_id: &str) -> Option<usize> {
        self.by_type_and_id.get(type_and_id).copied().flatten()
    }

    fn add(&mut self, entry: usize, source: &Source) {
        for key in source.keys() {
            self.by_key.entry(key.clone()).or_insert(entry);
        }
        let Some(local) = &source.local else { return };
        match self.by_type_and_id.get(local) {
            None => drop(self.by_type_and_id.insert(local.clone(), Some(entry))),
            // The same resource twice is still that resource.
            Some(Some(other)) if source.keys().any(|key| self.by_key.get(key) == Some(other)) => {}
            Some(_) => drop(self.by_type_and_id.insert(local.clone(), None)),
        }
    }
}

fn shared_identifiers(drafts: &[Draft]) -> BTreeSet<String> {
    let mut bearers: BTreeMap<&str, String> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for (entry, draft) in drafts.iter().enumerate() {
        let Ok(Some(source)) = &draft.outcome else { continue };
        let place = source.places.first().cloned().unwrap_or_else(|| entry.to_string());
        for key in &source.identifiers {
            match bearers.insert(key, place.clone()) {
                Some(other) if other != place => drop(shared.insert(key.clone())),
                _ => {}
            }
        }
    }
    shared
}
