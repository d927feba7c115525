//! Look-up keys find a value again and tell nothing else.

use super::fixture::{KEYS, Seeded, patient, ring_text, vault};
use crate::{Keyring, LocalVault, Vault};
use std::{collections::HashSet, sync::Arc};

#[test]
fn a_look_up_key_depends_on_kind_and_value_and_on_where_they_part() {
    let vault = vault();
    assert_eq!(vault.lookup("phone", "1"), vault.lookup("phone", "1"));
    let pairs = [("phone", "1"), ("phone", "2"), ("email", "1"), ("phon", "e1"), ("phone1", "")];
    let keys: HashSet<_> = pairs.iter().map(|(kind, value)| vault.lookup(kind, value)).collect();
    assert_eq!(keys.len(), pairs.len());
}

#[test]
fn a_patients_look_up_keys_are_the_patients_alone() {
    let vault = vault();
    let key = |n| vault.patient_lookup(patient(n), "phone", "1");
    assert_eq!(key(3), key(3));
    assert_ne!(key(3), key(5));
    assert_ne!(key(3), vault.lookup("phone", "1"));
    assert_ne!(key(3), vault.patient_lookup(patient(3), "phone", "2"));
    assert_ne!(key(3), vault.patient_lookup(patient(3), "phon", "e1"));
}

#[test]
fn a_digest_sees_a_change() {
    let vault = vault();
    assert_eq!(vault.digest(b"a bundle"), vault.digest(b"a bundle"));
    assert_ne!(vault.digest(b"a bundle"), vault.digest(b"a bundlf"));
}

#[test]
fn another_index_key_gives_other_answers() {
    let text = ring_text(&[KEYS[0], KEYS[1], ("index-1", "index", 10, 9), KEYS[3]]);
    let other = LocalVault::open(Keyring::from_text(&text).ok().unwrap(), Arc::new(Seeded::of(1)));
    let vault = vault();
    assert_ne!(other.lookup("phone", "1"), vault.lookup("phone", "1"));
    assert_ne!(other.digest(b"a bundle"), vault.digest(b"a bundle"));
}
