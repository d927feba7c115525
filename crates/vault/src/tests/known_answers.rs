//! Answers worked out apart from this code, so that no change of a format goes unseen.
//!
//! The X-Wing numbers are the first test vector of draft-connolly-cfrg-xwing-kem; what follows from them was
//! computed from RFC 9180 and RFC 8439 with other libraries.

use super::fixture::{Scripted, grant, hex, patient, record, report, ring};
use crate::{Field, LocalVault, Vault};
use domain::id::MessageId;
use sha2::{Digest, Sha256};
use std::sync::Arc;

const SEED: &str = "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26";
const ENCAPSULATION_SEED: &str = "3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e2\
                                  35b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2";
const PUBLIC: &str = "2e816deebcd76c5c80d0cd2d174478871658e8e2ff42bc9d4a6e486372e856bb";
const ENCAPSULATED: &str = "17cd532d657e44c897ca6583e548a5424fc70bf54f99515a4d2bcf99e3469f33";
const CONTENT: &str = "ae39c1cfdd5d6b2225a9758d6c9e75b1e949c5184cbe7cd8216d7e31c6a2ae541bd6e72914";
const WRAPPED: &str = "0106777261702d310909090909090909090909090909090909090909090909098c719432b649\
                       ba1f324db573614b6c4725c7171a278f33f55b8387d8b721830470634aec908a6592ebfc2f90\
                       98fbda62cdba6984ed0de92573731fc927e06ae96ba61b0ba8e6cc7b4e8db05424b3aed8";
const NONCE: [u8; 24] = [9; 24];

fn scripted(bytes: &[u8]) -> (Arc<Scripted>, LocalVault) {
    let script = Scripted::of(bytes);
    let vault = LocalVault::open(ring(), Arc::<Scripted>::clone(&script));
    (script, vault)
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

#[test]
fn a_patients_keys_are_as_the_draft_derives_them_and_wrapped_as_ever() {
    let (script, vault) = scripted(&[&hex(SEED)[..], &[6; 32], &NONCE].concat());
    let keys = vault.enrol(patient(3)).unwrap();
    assert!(script.is_spent());
    assert_eq!(sha256(&keys.public), hex(PUBLIC));
    assert_eq!(keys.wrapped, hex(WRAPPED));
}

#[test]
fn a_record_is_sealed_as_the_standards_say() {
    let (_, enrolment) = scripted(&[&hex(SEED)[..], &[6; 32], &NONCE].concat());
    let keys = enrolment.enrol(patient(3)).unwrap();
    let (script, vault) = scripted(&hex(ENCAPSULATION_SEED));
    let sealed = vault.seal(&keys.public, &report(), b"Haemoglobin 13.2 g/dL").unwrap();
    assert!(script.is_spent());
    assert_eq!(sealed[..7], [1, 0x64, 0x7a, 0, 1, 0, 3]);
    assert_eq!(sha256(&sealed[7..1127]), hex(ENCAPSULATED));
    assert_eq!(sealed[1127..], hex(CONTENT));
    let batch = [(report(), &sealed[..])];
    let opened = vault.open(&grant(patient(3), record(4)), &hex(WRAPPED), &batch).unwrap();
    assert_eq!(opened[0].as_slice(), b"Haemoglobin 13.2 g/dL");
}

#[test]
fn fields_are_sealed_as_ever() {
    let nonce = "09".repeat(24);
    let cases = [
        (Field::Profile, "c148ea231e51171795ad8f9c31122c54f34f9c7a"),
        (Field::Heading(record(4)), "c148ea23e9256d499ce9aff7f891fde87765899e"),
        (Field::Address(MessageId(record(4).0)), "c148ea233eff32d1651a944747fe2c659176d826"),
    ];
    for (field, answer) in cases {
        let (_, vault) = scripted(&NONCE);
        let sealed = vault.seal_field(patient(3), &hex(WRAPPED), field, b"Asha").unwrap();
        assert_eq!(sealed, hex(&format!("01{nonce}{answer}")), "{field:?}");
    }
    let (_, vault) = scripted(&NONCE);
    let answer = "6c3745a9bddbd32802f1e5d60d7d6e4316296e6a";
    let header = "0108636c696e69632d31";
    let sealed = vault.seal_clinic("practitioner", b"Asha").unwrap();
    assert_eq!(sealed, hex(&format!("{header}{nonce}{answer}")));
}

#[test]
fn look_up_keys_are_as_ever() {
    let (_, vault) = scripted(&[]);
    let number = "+919876500001";
    let cases = [
        (
            vault.lookup("phone", number),
            "c8c033196b7e438d57f3fdaa4bb15fecdf8344e30fb6c4d51afa0e2df34c5e14",
        ),
        (
            vault.patient_lookup(patient(3), "phone", number),
            "860f52f364482a92d78eb1705554f28ec24fb0f14ef752d1877f0c0ff5caa98f",
        ),
        (
            vault.digest(b"a bundle"),
            "017c9f0954535fc9ce847c0dbcc1eb23893a7b8cfd4c5b43bffe772a4e73bae8",
        ),
    ];
    for (found, answer) in cases {
        assert_eq!(found[..], hex(answer));
    }
}
