//! One-time codes. None is ever stored: a code is derived from its challenge's id.

use crate::{id::ChallengeId, phone::latin};
use hmac::{Hmac, KeyInit, Mac, digest::array::Array};
use sha2::Sha256;
use std::fmt;
use subtle::ConstantTimeEq;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// The number of digits of a code.
pub const DIGITS: usize = 6;

/// The block of SHA-256: a key padded to it with zeros is never refused (RFC 2104, section 2).
const BLOCK: usize = 64;

/// The key from which codes are derived.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Pepper([u8; 32]);

impl Pepper {
    /// A pepper of these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The code of a challenge: the truncation of RFC 4226, section 5.3, over HMAC-SHA-256 of the id.
    #[must_use]
    pub fn code(&self, challenge: ChallengeId) -> Code {
        let mac = self.mac(challenge);
        let offset = mac.last().map_or(0, |byte| usize::from(byte & 0x0f));
        let word = mac
            .iter()
            .skip(offset)
            .take(4)
            .fold(0_u32, |word, byte| (word << 8) | u32::from(*byte));
        let number = (word & 0x7fff_ffff) % 1_000_000;
        Code(format!("{number:0DIGITS$}"))
    }

    fn mac(&self, challenge: ChallengeId) -> [u8; 32] {
        let mut block = Zeroizing::new([0; BLOCK]);
        block.split_at_mut(self.0.len()).0.copy_from_slice(&self.0);
        let mac = Hmac::<Sha256>::new(<&Array<u8, _>>::from(&*block));
        mac.chain_update(challenge.0.as_bytes()).finalize().into_bytes().into()
    }
}

impl fmt::Debug for Pepper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pepper(…)")
    }
}

/// Six digits that answer a challenge. Its `Debug` shows none: they leave only by [`Code::reveal`].
#[derive(Clone, ZeroizeOnDrop)]
pub struct Code(String);

impl Code {
    /// The digits, for a message to the person and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether the guess is right, in constant time.
    #[must_use]
    pub fn is(&self, guess: &Guess) -> bool {
        self.0.as_bytes().ct_eq(guess.0.as_bytes()).into()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

/// What a person typed, once it has the shape of a code.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Guess(String);

/// Why a text is no code; no attempt is spent on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotACode {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Missing,
    /// It is not six digits.
    #[error("not six digits")]
    Malformed,
}

impl Guess {
    /// Reads what was typed or pasted: spaces and dashes are dropped, Devanagari digits are digits.
    ///
    /// # Errors
    /// [`NotACode`] when what is left is not six digits.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let kept: String =
            text.chars().take(64).filter(|c| !c.is_whitespace() && *c != '-').map(latin).collect();
        match kept.len() {
            0 => Err(NotACode::Missing),
            DIGITS if kept.bytes().all(|b| b.is_ascii_digit()) => Ok(Self(kept)),
            _ => Err(NotACode::Malformed),
        }
    }
}

impl fmt::Debug for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guess(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use uuid::Uuid;

    #[test]
    fn codes_are_six_digits_and_spread() {
        let pepper = Pepper::new([1; 32]);
        let code = |n: u128| pepper.code(ChallengeId(Uuid::from_u128(n))).reveal().to_owned();
        let codes: HashSet<String> = (0..2_000).map(code).collect();
        assert!(codes.len() > 1_990, "{} distinct", codes.len());
        assert!(codes.iter().all(|c| c.len() == DIGITS && c.bytes().all(|b| b.is_ascii_digit())));
    }

    #[test]
    fn a_code_is_the_one_that_another_implementation_derives() {
        let code = Pepper::new([7; 32]).code(ChallengeId(Uuid::from_u128(42)));
        assert_eq!(code.reveal(), "727266");
    }

    #[test]
    fn another_pepper_gives_another_code() {
        let id = ChallengeId(Uuid::from_u128(42));
        let codes: HashSet<_> =
            (0..20).map(|n| Pepper::new([n; 32]).code(id).reveal().to_owned()).collect();
        assert!(codes.len() > 18);
    }

    #[test]
    fn guesses_are_read_kindly_and_refused_without_a_try() {
        let cases = [
            ("123456", None),
            (" 123 456 ", None),
            ("123-456", None),
            ("१२३४५६", None),
            ("", Some(NotACode::Missing)),
            ("   ", Some(NotACode::Missing)),
            ("12345", Some(NotACode::Malformed)),
            ("1234567", Some(NotACode::Malformed)),
            ("12345a", Some(NotACode::Malformed)),
            ("₁₂₃₄₅₆", Some(NotACode::Malformed)),
        ];
        for (text, expected) in cases {
            assert_eq!(Guess::parse(text).err(), expected, "{text}");
        }
        let code = Code("123456".into());
        assert!(code.is(&Guess::parse("१२३ ४५६").unwrap()));
        assert!(!code.is(&Guess::parse("123457").unwrap()));
    }
}
