//! The symmetric cipher: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03).
//!
//! Its 24-byte nonces may be drawn at random for every seal of a key's life; with the 12 bytes of
//! RFC 8439 a busy key would have to count, and a restored backup would count the same numbers again.

use crate::{Error, Result, secret::Secret};
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use domain::Chance;
use zeroize::Zeroizing;

/// The format byte with which every symmetric envelope begins.
pub(crate) const FORMAT: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;

/// Appends nonce, ciphertext and tag to `header`.
pub(crate) fn seal(
    key: &Secret,
    header: &[u8],
    bound: &[u8],
    plain: &[u8],
    chance: &dyn Chance,
) -> Result<Vec<u8>> {
    let mut nonce = [0; NONCE];
    chance.fill(&mut nonce);
    // All the room at once: a buffer that grew would leave a copy of the content behind.
    let mut sealed = Vec::with_capacity(header.len() + NONCE + plain.len() + TAG);
    sealed.extend_from_slice(header);
    sealed.extend_from_slice(&nonce);
    let start = sealed.len();
    sealed.extend_from_slice(plain);
    let content = sealed.get_mut(start..).unwrap_or_default();
    let tag = XChaCha20Poly1305::new(key.bytes().into())
        .encrypt_inout_detached(&nonce.into(), &[header, bound].concat(), content.into())
        .map_err(|_| Error::DoesNotSeal)?;
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}

/// Opens what follows `header`.
pub(crate) fn open(
    key: &Secret,
    header: &[u8],
    bound: &[u8],
    body: &[u8],
) -> Result<Zeroizing<Vec<u8>>> {
    let (nonce, rest) = body.split_first_chunk::<NONCE>().ok_or(Error::Malformed)?;
    let (content, tag) = rest.split_last_chunk::<TAG>().ok_or(Error::Malformed)?;
    let mut plain = Zeroizing::new(content.to_vec());
    XChaCha20Poly1305::new(key.bytes().into())
        .decrypt_inout_detached(
            nonce.into(),
            &[header, bound].concat(),
            plain.as_mut_slice().into(),
            tag.into(),
        )
        .map_err(|_| Error::DoesNotOpen)?;
    Ok(plain)
}
