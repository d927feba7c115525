//! A new key is used from now on; what the old one did stays good.

use super::fixture::{KEYS, Seeded, grant, patient, record, report, ring, ring_text};
use crate::{
    Field, Keyring, LocalVault, Vault,
    keyring::{Rotates, Use},
};
use domain::{Millis, challenge::Pepper, id::ChallengeId};
use std::sync::Arc;
use uuid::Uuid;

fn vault_of(ring: Keyring) -> LocalVault {
    LocalVault::open(ring, Arc::new(Seeded::of(8)))
}

#[test]
fn what_an_older_master_key_wrapped_still_opens() {
    let before = vault_of(ring());
    let keys = before.enrol(patient(3)).unwrap();
    let sealed = before.seal(&keys.public, &report(), b"Haemoglobin").unwrap();
    let profile = before.seal_field(patient(3), &keys.wrapped, Field::Profile, b"Asha").unwrap();

    let mut rotated = ring();
    let id = rotated.rotate(Rotates::Wrap, Millis(20), &Seeded::of(5));
    let after = vault_of(Keyring::from_text(&rotated.to_text()).ok().unwrap());
    let batch = [(report(), &sealed[..])];
    let opened = after.open(&grant(patient(3), record(4)), &keys.wrapped, &batch).unwrap();
    assert_eq!(opened[0].as_slice(), b"Haemoglobin");
    let opened = after.open_field(patient(3), &keys.wrapped, Field::Profile, &profile).unwrap();
    assert_eq!(opened.as_slice(), b"Asha");

    let wrapped = after.enrol(patient(5)).unwrap().wrapped;
    assert_eq!(wrapped[2..2 + id.len()], *id.as_bytes());
    assert!(before.seal_field(patient(5), &wrapped, Field::Profile, b"Ravi").is_err());
}

#[test]
fn codes_of_an_older_pepper_are_still_judged() {
    let code = |pepper: &Pepper| pepper.code(ChallengeId(Uuid::from_u128(7))).reveal().to_owned();
    let (old_id, old) = vault_of(ring()).current_pepper();
    let mut rotated = ring();
    let id = rotated.rotate(Rotates::Code, Millis(20), &Seeded::of(5));
    let after = vault_of(rotated);
    let (new_id, new) = after.current_pepper();
    assert_eq!((old_id.as_str(), &new_id), ("code-1", &id));
    assert_eq!(after.pepper(&old_id).map(|pepper| code(&pepper)), Some(code(&old)));
    assert_eq!(after.pepper(&new_id).map(|pepper| code(&pepper)), Some(code(&new)));
    assert_ne!(code(&old), code(&new));
    assert!(after.pepper("code-9").is_none());
    assert!(after.pepper("wrap-1").is_none(), "a master key is no pepper");
}

#[test]
fn the_newest_key_is_current_wherever_it_stands_and_whatever_the_clock_says() {
    let text = ring_text(&[("code-0", "code", 5, 9), ("code-2", "code", 15, 8)]);
    let mut ring = Keyring::from_text(&[text, ring_text(&KEYS)].concat()).ok().unwrap();
    assert_eq!(ring.ids(Use::Code), ["code-0", "code-1", "code-2"]);
    let id = ring.rotate(Rotates::Code, Millis(1), &Seeded::of(5));
    let reloaded = Keyring::from_text(&ring.to_text()).ok().unwrap();
    assert_eq!(reloaded.ids(Use::Code), ["code-0", "code-1", "code-2", &id]);
    assert_eq!(vault_of(reloaded).current_pepper().0, id);
}
