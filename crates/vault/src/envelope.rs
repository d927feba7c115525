//! A record's envelope: HPKE (RFC 9180), base mode, single shot.
//!
//! Format byte, the suite's three ids as RFC 9180 numbers them (big-endian), encapsulated key, ciphertext.

use crate::{Error, Result, dice::Dice, secret::Secret};
use domain::{Chance, sealed::Binding};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::XWing, single_shot_open, single_shot_seal_with_rng,
};
use zeroize::Zeroizing;

const FORMAT: u8 = 1;
/// X-Wing (draft-ietf-hpke-pq), HKDF-SHA256 and ChaCha20-Poly1305 (RFC 9180, section 7).
pub(crate) const SUITE: [u8; 6] = [0x64, 0x7a, 0x00, 0x01, 0x00, 0x03];
/// The bytes of an X-Wing ciphertext.
const ENCAPSULATED: usize = 1120;
const INFO: &[u8] = b"medseal sealed record";

type PrivateKey = <XWing as Kem>::PrivateKey;
type PublicKey = <XWing as Kem>::PublicKey;
type EncappedKey = <XWing as Kem>::EncappedKey;

/// The public key of a seed.
pub(crate) fn public(seed: &Secret) -> Result<Vec<u8>> {
    let private = PrivateKey::from_bytes(seed.bytes()).map_err(|_| Error::Malformed)?;
    Ok(XWing::sk_to_pk(&private).to_bytes().to_vec())
}

pub(crate) fn seal(
    public: &[u8],
    binding: &Binding,
    plain: &[u8],
    chance: &dyn Chance,
) -> Result<Vec<u8>> {
    let public = PublicKey::from_bytes(public).map_err(|_| Error::Malformed)?;
    let (encapsulated, content) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeS::Base,
        &public,
        INFO,
        plain,
        &binding.bytes(),
        &mut Dice(chance),
    )
    .map_err(|_| Error::DoesNotSeal)?;
    Ok([&[FORMAT][..], &SUITE, &encapsulated.to_bytes(), &content].concat())
}

/// A patient's private key, expanded once for a batch.
pub(crate) struct Opener(PrivateKey);

impl Opener {
    pub(crate) fn new(seed: &Secret) -> Result<Self> {
        PrivateKey::from_bytes(seed.bytes()).map(Self).map_err(|_| Error::Malformed)
    }

    pub(crate) fn open(&self, binding: &Binding, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let (format, rest) = sealed.split_first().ok_or(Error::Malformed)?;
        if *format != FORMAT {
            return Err(Error::UnknownFormat);
        }
        let (suite, rest) = rest.split_first_chunk::<6>().ok_or(Error::Malformed)?;
        if *suite != SUITE {
            return Err(Error::UnknownSuite);
        }
        let (encapsulated, content) =
            rest.split_at_checked(ENCAPSULATED).ok_or(Error::Malformed)?;
        let encapsulated = EncappedKey::from_bytes(encapsulated).map_err(|_| Error::Malformed)?;
        single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeR::Base,
            &self.0,
            &encapsulated,
            INFO,
            content,
            &binding.bytes(),
        )
        .map(Zeroizing::new)
        .map_err(|_| Error::DoesNotOpen)
    }
}
