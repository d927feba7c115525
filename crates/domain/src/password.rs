//! Passwords: long rather than complicated (NIST SP 800-63B, section 3.1.1.2).

use crate::Chance;
use std::{collections::HashSet, fmt, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The fewest characters.
pub const SHORTEST: usize = 10;
/// The most bytes, so that nobody makes the portal hash a book.
pub const LONGEST: usize = 1_024;

static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../data/common-passwords.txt").lines().collect());

/// A password that may be set. Its `Debug` shows nothing, and it leaves no trace in memory.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Password(String);

/// Why a password may not be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// It has fewer than ten characters.
    #[error("a password has at least {SHORTEST} characters")]
    Short,
    /// It has more than 1,024 bytes.
    #[error("a password has at most {LONGEST} bytes")]
    Long,
    /// It is one that many people choose.
    #[error("many people choose this password, so it is the first that is tried")]
    Common,
    /// It is the person's own name, number or address.
    #[error("a password is not one's own name or number")]
    Own,
}

impl Password {
    /// Reads a password; `own` are the person's name, numbers and addresses, which are no secrets.
    ///
    /// # Errors
    /// [`Weak`] says why it may not be set.
    pub fn parse(text: &str, own: &[&str]) -> Result<Self, Weak> {
        if text.len() > LONGEST {
            return Err(Weak::Long);
        }
        let password = normal(text);
        let folded = Zeroizing::new(password.to_lowercase());
        let is_own = |word: &&str| normal(word).to_lowercase() == *folded;
        match () {
            () if password.chars().count() < SHORTEST => Err(Weak::Short),
            () if is_one_character(&folded) || COMMON.contains(folded.as_str()) => {
                Err(Weak::Common)
            }
            () if own.iter().any(is_own) => Err(Weak::Own),
            () => Ok(Self(password.as_str().to_owned())),
        }
    }

    /// A fresh one, to be read aloud and typed: five words of five letters, 80 bits of chance.
    ///
    /// Each word carries 16 bits in three consonants and two vowels, as proquints do (arXiv:0901.4016).
    #[must_use]
    pub fn fresh(chance: &dyn Chance) -> Self {
        let mut bytes = Zeroizing::new([0; 10]);
        chance.fill(bytes.as_mut_slice());
        let (pairs, _) = bytes.as_chunks();
        Self(pairs.iter().map(|pair| word(u16::from_be_bytes(*pair))).collect::<Vec<_>>().join("-"))
    }

    /// The password, for hashing and for the one who is to type it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// The form in which a password is hashed (NFKC, Unicode Standard Annex 15): the same keys pressed on another
/// keyboard give the same password.
#[must_use]
pub fn normal(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.nfkc().collect())
}

/// A word that can be spoken: consonants carry four bits each, vowels two.
fn word(bits: u16) -> String {
    let parts = [("bdfghjklmnprstvz", 12), ("aiou", 10), ("bdfghjklmnprstvz", 6), ("aiou", 4)];
    let parts = parts.into_iter().chain([("bdfghjklmnprstvz", 0)]);
    let letter = |(letters, shift): (&str, u32)| {
        letters.chars().nth(usize::from(bits >> shift) % letters.len())
    };
    parts.filter_map(letter).collect()
}

fn is_one_character(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    characters.all(|c| Some(c) == first)
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_uncommon_is_all_that_is_asked() {
        let long = "a b".repeat(400);
        let cases = [
            ("four quiet rivers", None),
            ("चार शांत नदियाँ बहती", None),
            ("          x", None),
            ("ninechars", Some(Weak::Short)),
            ("शांत नदी", Some(Weak::Short)),
            ("password123", Some(Weak::Common)),
            ("PassWord@123", Some(Weak::Common)),
            ("qwertyuiop", Some(Weak::Common)),
            ("zzzzzzzzzzzzzzz", Some(Weak::Common)),
            ("9000000001", Some(Weak::Own)),
            ("asha verma", Some(Weak::Own)),
            (long.as_str(), Some(Weak::Long)),
        ];
        for (text, expected) in cases {
            let read = Password::parse(text, &["9000000001", "Asha Verma"]);
            assert_eq!(read.err(), expected, "{text}");
        }
    }

    #[test]
    fn the_same_text_typed_otherwise_is_the_same_password() {
        let composed = Password::parse("caf\u{e9} \u{2460} river", &[]).unwrap();
        let decomposed = Password::parse("cafe\u{301} 1 river", &[]).unwrap();
        assert_eq!(composed.reveal(), decomposed.reveal());
        assert_eq!(format!("{composed:?}"), "Password(…)");
    }

    #[test]
    fn a_fresh_one_is_made_of_words_that_carry_every_bit() {
        struct Fixed([u8; 10]);
        impl Chance for Fixed {
            fn fill(&self, bytes: &mut [u8]) {
                bytes.copy_from_slice(&self.0);
            }
        }
        let cases = [
            ([0; 10], "babab-babab-babab-babab-babab"),
            ([0xff; 10], "zuzuz-zuzuz-zuzuz-zuzuz-zuzuz"),
            ([127, 0, 0, 1, 63, 84, 220, 193, 216, 35], "lusab-babad-gutih-tugad-"),
        ];
        for (bytes, start) in cases {
            let fresh = Password::fresh(&Fixed(bytes));
            assert!(fresh.reveal().starts_with(start), "{}", fresh.reveal());
            assert!(Password::parse(fresh.reveal(), &[]).is_ok());
        }
        let all: HashSet<String> = (0..=u16::MAX).map(word).collect();
        assert_eq!(all.len(), 65_536);
    }

    #[test]
    fn the_list_is_long_lower_case_and_sorted() {
        let lines: Vec<&str> = include_str!("../data/common-passwords.txt").lines().collect();
        assert!(lines.len() > 3_000, "{}", lines.len());
        assert!(lines.is_sorted() && lines.iter().all(|line| *line == line.to_lowercase()));
        assert!(lines.iter().all(|line| line.chars().count() >= SHORTEST));
    }
}
