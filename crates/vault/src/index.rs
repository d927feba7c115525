//! Blind indexes and digests: HMAC-SHA-256 (RFC 2104) under the index key, one label for each use.

use crate::secret::Secret;
use domain::id::PatientId;
use hmac::{Hmac, KeyInit, Mac, digest::array::Array};
use sha2::Sha256;
use zeroize::Zeroizing;

/// The block of SHA-256; a shorter HMAC key is padded to it with zeros, and to this length it cannot be refused.
const BLOCK: usize = 64;

pub(crate) fn lookup(key: &Secret, kind: &str, value: &str) -> [u8; 32] {
    mac(
        key,
        &[b"medseal lookup v1\0", &length(kind), kind.as_bytes(), &length(value), value.as_bytes()],
    )
}

pub(crate) fn patient_lookup(
    key: &Secret,
    patient: PatientId,
    kind: &str,
    value: &str,
) -> [u8; 32] {
    mac(
        key,
        &[
            b"medseal patient lookup v1\0",
            patient.0.as_bytes(),
            &length(kind),
            kind.as_bytes(),
            &length(value),
            value.as_bytes(),
        ],
    )
}

pub(crate) fn digest(key: &Secret, content: &[u8]) -> [u8; 32] {
    mac(key, &[b"medseal digest v1\0", content])
}

/// Thirty-two bytes that follow from a key and the name of what they are for.
pub(crate) fn derive(key: &Secret, name: &str) -> [u8; 32] {
    mac(key, &[b"medseal derived key v1\0", name.as_bytes()])
}

pub(crate) fn event_tag(key: &Secret, leaf: &[u8]) -> [u8; 32] {
    mac(key, &[b"medseal audit event tag v1\0", leaf])
}

fn length(text: &str) -> [u8; 8] {
    u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes()
}

fn mac(key: &Secret, parts: &[&[u8]]) -> [u8; 32] {
    let mut block = Zeroizing::new([0; BLOCK]);
    block.split_at_mut(Secret::LEN).0.copy_from_slice(key.bytes());
    let mut mac = Hmac::<Sha256>::new(<&Array<u8, _>>::from(&*block));
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
