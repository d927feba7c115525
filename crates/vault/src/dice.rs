//! Chance, as the ciphers ask for it.

use domain::Chance;
use hpke::rand_core::{Infallible, TryCryptoRng, TryRng};

/// Lends a [`Chance`] to the ciphers, so that they never ask the machine themselves.
pub(crate) struct Dice<'a>(pub(crate) &'a dyn Chance);

impl Dice<'_> {
    fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill(&mut bytes);
        bytes
    }
}

impl TryRng for Dice<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_le_bytes(self.bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_le_bytes(self.bytes()))
    }

    fn try_fill_bytes(&mut self, dst: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(dst);
        Ok(())
    }
}

impl TryCryptoRng for Dice<'_> {}
