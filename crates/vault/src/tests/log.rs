//! Heads of the audit log are signed by one key, and events are tagged.

use super::fixture::{KEYS, Seeded, ring, ring_text};
use crate::{
    Keyring, LocalVault, Vault, is_signed,
    keyring::{Fault, Use},
};
use domain::{Millis, audit::checkpoint::Verifier};
use std::sync::Arc;

fn vault_of(ring: Keyring) -> LocalVault {
    LocalVault::open(ring, Arc::new(Seeded::of(8)))
}

#[test]
fn a_signature_holds_for_its_text_and_key_alone() {
    let vault = vault_of(ring());
    let (verifier, body) = (vault.log_verifier(), "log\n1\nroot\n");
    let signature = vault.sign_head(body);
    assert!(is_signed(&verifier, body, &signature));
    assert!(!is_signed(&verifier, "log\n2\nroot\n", &signature));
    let other = vault_of(Keyring::fresh(Millis(1), &Seeded::of(3))).log_verifier();
    assert!(!is_signed(&other, body, &signature));
    let mut wrong = signature;
    wrong[40] ^= 1;
    assert!(!is_signed(&verifier, body, &wrong));
    // A point of small order, under which other programs let any text pass.
    let mut weak = [0; 32];
    weak[0] = 1;
    let mut zero = [0; 64];
    zero[0] = 1;
    assert!(!is_signed(&Verifier { public: weak, ..verifier }, body, &zero));
}

/// RFC 8032, section 7.1, test 2.
#[test]
fn the_key_is_that_of_the_standard() {
    let hex = |text: &str| -> Vec<u8> {
        let digits = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
        digits.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
    };
    let secret = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    let public = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    let secret = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, secret);
    let text = format!(
        "{}\n[[key]]\nid = 'log-1'\nuse = 'log'\nmade_at = 1\nsecret = '{secret}'\n",
        ring_text(&KEYS)
    );
    let vault = vault_of(Keyring::from_text(&text).ok().unwrap());
    let verifier = vault.log_verifier();
    assert_eq!((verifier.name.as_str(), verifier.public.to_vec()), ("medseal.audit/log-1", public));
    let signed = vault.sign_head("r");
    let known = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                 085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
    assert_eq!(signed.to_vec(), hex(known));
}

#[test]
fn a_ring_from_before_has_a_key_that_follows() {
    let log = |ring: &Keyring| ring.ids(Use::Log).join(" ");
    let older = ring();
    assert_eq!(log(&older), log(&ring()), "each node finds another key");
    assert_eq!(vault_of(ring()).log_verifier(), vault_of(ring()).log_verifier());
    let written = Keyring::from_text(&older.to_text()).ok().unwrap();
    assert_eq!(log(&written), log(&older));
    assert_eq!(vault_of(written).log_verifier(), vault_of(older).log_verifier());
    let doubled = [&KEYS[..], &[("log-1", "log", 10, 8), ("log-2", "log", 11, 9)]].concat();
    assert_eq!(Keyring::from_text(&ring_text(&doubled)).err(), Some(Fault::Doubled(Use::Log)));
}

#[test]
fn a_tag_is_of_its_leaf_and_ring() {
    let vault = vault_of(ring());
    let other = vault_of(Keyring::fresh(Millis(1), &Seeded::of(3)));
    assert_eq!(vault.event_tag(b"leaf"), vault.event_tag(b"leaf"));
    assert_ne!(vault.event_tag(b"leaf"), vault.event_tag(b"Leaf"));
    assert_ne!(vault.event_tag(b"leaf"), other.event_tag(b"leaf"));
    assert_ne!(vault.event_tag(b"leaf"), vault.digest(b"leaf"));
}
