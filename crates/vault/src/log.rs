//! The key that signs the audit log's heads: Ed25519 (RFC 8032).

use crate::keyring::Entry;
use domain::audit::checkpoint::Verifier;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// What the log is called begins with this; the key's own id follows, so that no two logs are called the same.
const NAME: &str = "medseal.audit/";

pub(crate) fn verifier(entry: &Entry) -> Verifier {
    let public = key(entry).verifying_key().to_bytes();
    Verifier { name: format!("{NAME}{}", entry.id()), public }
}

pub(crate) fn sign(entry: &Entry, body: &str) -> [u8; 64] {
    key(entry).sign(body.as_bytes()).to_bytes()
}

fn key(entry: &Entry) -> SigningKey {
    SigningKey::from_bytes(entry.secret().bytes())
}

/// Whether this is the key's signature of a head's text.
#[must_use]
pub fn is_signed(by: &Verifier, body: &str, signature: &[u8; 64]) -> bool {
    let signature = Signature::from_bytes(signature);
    VerifyingKey::from_bytes(&by.public)
        .is_ok_and(|key| key.verify_strict(body.as_bytes(), &signature).is_ok())
}
