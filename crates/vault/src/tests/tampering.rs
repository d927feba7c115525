//! Nothing that was cut or changed anywhere opens, and nothing panics.

use super::fixture::{grant, patient, record, report, vault};
use crate::{Error, Field, PatientKeys, Result, Vault, envelope::SUITE};

type Open<'a> = &'a dyn Fn(&[u8]) -> Result<()>;

const HEADER: usize = 7;
const ENCAPSULATED: usize = 1120;

fn flipped(bytes: &[u8], at: usize, mask: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= mask;
    bytes
}

fn open(vault: &dyn Vault, keys: &PatientKeys, sealed: &[u8]) -> Result<Vec<u8>> {
    let opened = vault.open(&grant(patient(3), record(4)), &keys.wrapped, &[(report(), sealed)])?;
    Ok(opened[0].to_vec())
}

#[test]
fn a_records_envelope_opens_whole_and_unchanged_only() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let sealed = vault.seal(&keys.public, &report(), b"Hb").unwrap();
    assert_eq!(sealed.len(), HEADER + ENCAPSULATED + 2 + 16);
    assert_eq!(open(&vault, &keys, &sealed), Ok(b"Hb".to_vec()));
    for at in 0..sealed.len() {
        let changed = match at {
            0 => Error::UnknownFormat,
            1..HEADER => Error::UnknownSuite,
            _ => Error::DoesNotOpen,
        };
        // The highest bit is tried everywhere: X25519 alone would overlook it in its last byte (RFC 7748).
        for mask in [0x80, 1] {
            let envelope = flipped(&sealed, at, mask);
            assert_eq!(open(&vault, &keys, &envelope), Err(changed), "byte {at}, mask {mask}");
        }
        let cut = if at < HEADER + ENCAPSULATED { Error::Malformed } else { Error::DoesNotOpen };
        assert_eq!(open(&vault, &keys, &sealed[..at]), Err(cut), "cut at {at}");
    }
    assert_eq!(open(&vault, &keys, &[&sealed[..], &[0]].concat()), Err(Error::DoesNotOpen));
}

#[test]
fn the_suite_stands_in_the_envelope_as_its_registered_numbers() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let sealed = vault.seal(&keys.public, &report(), b"Hb").unwrap();
    let (kem, kdf, aead) = (0x647a_u16, 0x0001_u16, 0x0003_u16);
    let ids = [kem, kdf, aead].map(u16::to_be_bytes).concat();
    assert_eq!(sealed[0], 1);
    assert_eq!(sealed[1..HEADER], ids);
    assert_eq!(SUITE[..], ids);
}

#[test]
fn symmetric_envelopes_open_whole_and_unchanged_only() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let field = vault.seal_field(patient(3), &keys.wrapped, Field::Profile, b"Asha").unwrap();
    let clinic = vault.seal_clinic("practitioner", b"Asha").unwrap();
    let open_wrapped =
        |bytes: &[u8]| vault.open_field(patient(3), bytes, Field::Profile, &field).map(|_| ());
    let open_field = |bytes: &[u8]| {
        vault.open_field(patient(3), &keys.wrapped, Field::Profile, bytes).map(|_| ())
    };
    let open_clinic = |bytes: &[u8]| vault.open_clinic("practitioner", bytes).map(|_| ());
    let cases: [(&[u8], Open<'_>); 3] =
        [(&keys.wrapped, &open_wrapped), (&field, &open_field), (&clinic, &open_clinic)];
    for (whole, open) in cases {
        assert_eq!(open(whole), Ok(()));
        for at in 0..whole.len() {
            assert!(open(&whole[..at]).is_err(), "cut at {at}");
            for bit in 0..8 {
                assert!(open(&flipped(whole, at, 1 << bit)).is_err(), "byte {at}, bit {bit}");
            }
        }
        assert_eq!(open(&[whole, &[0]].concat()), Err(Error::DoesNotOpen));
        assert_eq!(open(&flipped(whole, 0, 2)), Err(Error::UnknownFormat));
        assert_eq!(open(&[]), Err(Error::Malformed));
    }
}
