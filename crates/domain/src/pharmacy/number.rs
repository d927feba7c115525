//! The number by which a prescription is asked for at a counter.

use crate::{Chance, phone::latin};
use std::fmt;

/// The 23 letters and digits of a number. Of those that are mistaken for one another, read aloud or on paper, it has one at
/// the most; and 23 is a prime, which the check character needs.
const ALPHABET: &[u8; 23] = b"34679ACDEFHJKMNPQRTVWXY";

/// How many characters a number has, the last of which checks the others.
pub const LENGTH: usize = 9;

/// How many stand together where a number is shown.
const GROUP: usize = 3;

/// A prescription number, such as `K7X-9QA-4TD`.
///
/// The places of its characters in the alphabet, each times its place in the number from 1, add up to a multiple of 23.
/// One wrong character, or two that changed places, never do. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct PrescriptionNumber(String);

/// Why a text is no prescription number. Whether there is such a prescription is another question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPrescriptionNumber {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Missing,
    /// It has another length, or characters that no number has.
    #[error("not nine letters and digits")]
    Malformed,
    /// One character is wrong, or two changed places.
    #[error("the check character does not fit")]
    Mistyped,
}

impl PrescriptionNumber {
    /// A number by chance: one of 78 thousand million.
    #[must_use]
    pub fn draw(chance: &dyn Chance) -> Self {
        let mut places = [0; LENGTH - 1];
        for place in &mut places {
            *place = one(chance);
        }
        let sum: usize = places.iter().zip(1..).map(|(place, weight)| place * weight).sum();
        // The one character that makes the sum a multiple of 23: its weight has an inverse, since 23 is a prime.
        let check = (0..ALPHABET.len()).find(|check| fits(sum + check * LENGTH)).unwrap_or(0);
        Self(places.into_iter().chain([check]).map(character).collect())
    }

    /// Reads what was typed or scanned: in any case, with spaces or dashes wherever.
    ///
    /// # Errors
    /// [`NotAPrescriptionNumber`] says what is wrong with its shape.
    pub fn parse(typed: &str) -> Result<Self, NotAPrescriptionNumber> {
        let plain = typed.chars().map(latin).filter(|c| !c.is_whitespace() && !is_dash(*c));
        let plain: String = plain.flat_map(char::to_uppercase).take(LENGTH + 1).collect();
        let places: Option<Vec<usize>> = plain.chars().map(place).collect();
        match places {
            Some(places) if places.is_empty() => Err(NotAPrescriptionNumber::Missing),
            Some(places) if places.len() == LENGTH => {
                let sum = places.iter().zip(1..).map(|(place, weight)| place * weight).sum();
                if fits(sum) { Ok(Self(plain)) } else { Err(NotAPrescriptionNumber::Mistyped) }
            }
            _ => Err(NotAPrescriptionNumber::Malformed),
        }
    }

    /// The nine characters, for a look-up and for a code that a machine scans.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.0
    }
}

fn fits(sum: usize) -> bool {
    sum.is_multiple_of(ALPHABET.len())
}

/// One place of the alphabet, each as likely: a byte that would make some likelier is drawn again.
fn one(chance: &dyn Chance) -> usize {
    loop {
        let mut byte = [0];
        chance.fill(&mut byte);
        let [byte] = byte;
        let drawn = usize::from(byte);
        if drawn < 253 {
            return drawn % ALPHABET.len();
        }
    }
}

fn character(place: usize) -> char {
    ALPHABET.get(place).map_or('3', |byte| char::from(*byte))
}

fn place(character: char) -> Option<usize> {
    ALPHABET.iter().position(|byte| char::from(*byte) == character)
}

/// The hyphens and dashes that keyboards and word processors make.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl fmt::Display for PrescriptionNumber {
    /// Shows it in groups of three.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, character) in self.0.chars().enumerate() {
            if place > 0 && place.is_multiple_of(GROUP) {
                f.write_str("-")?;
            }
            write!(f, "{character}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for PrescriptionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrescriptionNumber")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        collections::HashSet,
        sync::atomic::{AtomicU8, Ordering},
    };

    /// Every byte in turn, which is chance enough.
    struct Bytes(AtomicU8);
    impl Chance for Bytes {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(37, Ordering::Relaxed);
            }
        }
    }

    fn drawn() -> Vec<PrescriptionNumber> {
        let chance = Bytes(AtomicU8::new(5));
        (0..100).map(|_| PrescriptionNumber::draw(&chance)).collect()
    }

    #[test]
    fn a_number_that_was_drawn_reads_back_however_it_is_typed() {
        for number in drawn() {
            let shown = number.to_string();
            assert_eq!((shown.len(), number.plain().len()), (11, LENGTH), "{shown}");
            let ways = [shown.clone(), shown.to_lowercase(), shown.replace('-', " \u{2013} ")];
            for typed in ways.iter().map(String::as_str).chain([number.plain()]) {
                assert_eq!(PrescriptionNumber::parse(typed), Ok(number.clone()), "{typed}");
            }
            assert_eq!(format!("{number:?}"), "PrescriptionNumber");
        }
    }

    #[test]
    fn one_wrong_character_and_two_in_each_others_place_are_found() {
        for number in drawn() {
            let plain: Vec<char> = number.plain().chars().collect();
            for at in 0..LENGTH {
                for wrong in ALPHABET.iter().map(|byte| char::from(*byte)) {
                    let mut typed = plain.clone();
                    typed[at] = wrong;
                    is_found(&plain, &typed);
                }
                for other in 0..LENGTH {
                    let mut typed = plain.clone();
                    typed.swap(at, other);
                    is_found(&plain, &typed);
                }
            }
        }
    }

    fn is_found(plain: &[char], typed: &[char]) {
        let read = PrescriptionNumber::parse(&typed.iter().collect::<String>());
        let expected = if plain == typed { None } else { Some(NotAPrescriptionNumber::Mistyped) };
        assert_eq!(read.err(), expected, "{typed:?} for {plain:?}");
    }

    #[test]
    fn what_has_not_the_shape_of_one_is_told_apart() {
        for (typed, expected) in [
            ("", NotAPrescriptionNumber::Missing),
            (" - ", NotAPrescriptionNumber::Missing),
            ("333", NotAPrescriptionNumber::Malformed),
            ("3333333333", NotAPrescriptionNumber::Malformed),
            ("33333333O", NotAPrescriptionNumber::Malformed),
            ("33333333\u{e9}", NotAPrescriptionNumber::Malformed),
            ("333333334", NotAPrescriptionNumber::Mistyped),
        ] {
            assert_eq!(PrescriptionNumber::parse(typed), Err(expected), "{typed}");
        }
        assert!(
            PrescriptionNumber::parse("333-333-333").is_ok(),
            "the sum of noughts is a multiple"
        );
        assert!(PrescriptionNumber::parse(&"3".repeat(1_000_000)).is_err());
    }

    #[test]
    fn the_alphabet_has_each_character_once_and_none_that_looks_like_another() {
        let seen: HashSet<u8> = ALPHABET.iter().copied().collect();
        assert_eq!(seen.len(), 23);
        for alike in ["0OQD", "1IL", "2Z", "5S", "8B", "6G", "UV"] {
            let there = alike.bytes().filter(|byte| seen.contains(byte)).count();
            assert!(there <= 2 && (alike == "0OQD" || there <= 1), "{alike}");
        }
    }
}
