//! A patient's wrapped keys belong to the patient, and nothing opens without them.

use super::fixture::{KEYS, Seeded, grant, patient, record, report, ring_text, vault};
use crate::{Error, Field, Keyring, LocalVault, Vault};
use std::sync::Arc;

#[test]
fn without_the_wrapped_key_nothing_of_the_patient_opens() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let sealed = vault.seal(&keys.public, &report(), b"Haemoglobin").unwrap();
    let profile = vault.seal_field(patient(3), &keys.wrapped, Field::Profile, b"Asha").unwrap();
    let zeros = vec![0; keys.wrapped.len()];
    let anew = vault.enrol(patient(3)).unwrap().wrapped;
    let cases =
        [(&[][..], Error::Malformed), (&zeros, Error::UnknownFormat), (&anew, Error::DoesNotOpen)];
    for (remains, expected) in cases {
        let batch = [(report(), &sealed[..])];
        let opened = vault.open(&grant(patient(3), record(4)), remains, &batch);
        assert_eq!(opened.err(), Some(expected));
        let opened = vault.open_field(patient(3), remains, Field::Profile, &profile);
        assert_eq!(opened.err(), Some(expected));
    }
}

#[test]
fn wrapped_keys_do_not_serve_another_patient() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let sealed = vault.seal_field(patient(5), &keys.wrapped, Field::Profile, b"Asha");
    assert_eq!(sealed, Err(Error::DoesNotOpen));
}

#[test]
fn a_ring_without_the_master_key_says_so_and_a_false_one_does_not_open() {
    let keys = vault().enrol(patient(3)).unwrap();
    let masters = [
        (("wrap-2", "wrap", 10, 1), Error::UnknownKey),
        (("wrap-1", "wrap", 10, 9), Error::DoesNotOpen),
    ];
    for (master, expected) in masters {
        let ring = Keyring::from_text(&ring_text(&[master, KEYS[1], KEYS[2], KEYS[3]]));
        let other = LocalVault::open(ring.ok().unwrap(), Arc::new(Seeded::of(2)));
        let sealed = other.seal_field(patient(3), &keys.wrapped, Field::Profile, b"Asha");
        assert_eq!(sealed, Err(expected));
    }
}

#[test]
fn patients_share_no_key() {
    let vault = vault();
    let (asha, ravi) = (vault.enrol(patient(3)).unwrap(), vault.enrol(patient(5)).unwrap());
    assert_ne!(asha.public, ravi.public);
    assert_ne!(asha.wrapped, ravi.wrapped);
}
