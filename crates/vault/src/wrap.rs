//! A patient's secrets, wrapped by a master key.

use crate::{Error, Result, keyring::Keys, named, secret::Secret};
use domain::{Chance, id::PatientId};
use zeroize::Zeroizing;

const LABEL: &[u8] = b"medseal wrapped keys v1\0";

/// What is wrapped for a patient. They live and die together, so that destroying one row erases both.
pub(crate) struct Secrets {
    /// The seed of the X-Wing private key (draft-connolly-cfrg-xwing-kem, section 5.2).
    pub(crate) seed: Secret,
    /// The key of the patient's fields.
    pub(crate) field: Secret,
}

impl Secrets {
    pub(crate) fn fresh(chance: &dyn Chance) -> Self {
        Self { seed: Secret::fresh(chance), field: Secret::fresh(chance) }
    }

    pub(crate) fn wrap(
        &self,
        masters: &Keys,
        patient: PatientId,
        chance: &dyn Chance,
    ) -> Result<Vec<u8>> {
        let mut plain = Zeroizing::new([0; 2 * Secret::LEN]);
        let (seed, field) = plain.split_at_mut(Secret::LEN);
        seed.copy_from_slice(self.seed.bytes());
        field.copy_from_slice(self.field.bytes());
        named::seal(masters.current(), &bound(patient), plain.as_slice(), chance)
    }

    pub(crate) fn unwrap(masters: &Keys, patient: PatientId, wrapped: &[u8]) -> Result<Self> {
        let plain = named::open(masters, &bound(patient), wrapped)?;
        match plain.as_chunks::<{ Secret::LEN }>() {
            ([seed, field], []) => {
                Ok(Self { seed: Secret::new(*seed), field: Secret::new(*field) })
            }
            _ => Err(Error::Malformed),
        }
    }
}

fn bound(patient: PatientId) -> Vec<u8> {
    [LABEL, patient.0.as_bytes()].concat()
}
