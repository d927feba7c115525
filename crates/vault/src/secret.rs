//! Key material.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::Chance;
use serde::Deserialize;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// Thirty-two secret bytes, wiped when dropped. Neither `Debug` nor `Display`.
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Secret([u8; Secret::LEN]);

impl Secret {
    pub(crate) const LEN: usize = 32;

    pub(crate) const fn new(bytes: [u8; Self::LEN]) -> Self {
        Self(bytes)
    }

    pub(crate) fn fresh(chance: &dyn Chance) -> Self {
        let mut secret = Self([0; Self::LEN]);
        chance.fill(&mut secret.0);
        secret
    }

    pub(crate) const fn bytes(&self) -> &[u8; Self::LEN] {
        &self.0
    }

    /// Appends it in base64 (RFC 4648, section 4).
    pub(crate) fn write(&self, text: &mut String) {
        STANDARD.encode_string(self.0, text);
    }
}

impl TryFrom<String> for Secret {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const WRONG: &str = "not 32 bytes in base64";
        let text = Zeroizing::new(text);
        let bytes = Zeroizing::new(STANDARD.decode(text.as_bytes()).map_err(|_| WRONG)?);
        let bytes: &[u8; Self::LEN] = bytes.as_slice().try_into().map_err(|_| WRONG)?;
        Ok(Self(*bytes))
    }
}
