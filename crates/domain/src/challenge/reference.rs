//! The two characters by which a person matches a page with its message.

use crate::id::ChallengeId;
use std::fmt;

/// Letters and digits that nobody mistakes for one another, read aloud or on paper.
const ALPHABET: &[u8; 27] = b"23456789ACDEFGHJKMNPQRTVWXY";

/// A reference such as `7K`. It is no secret, and no two open challenges of a person are likely to share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference(char, char);

impl Reference {
    /// The reference of a challenge, from the random end of its id.
    #[must_use]
    pub fn of(challenge: ChallengeId) -> Self {
        let bits = challenge.0.as_u128();
        Self(letter(bits), letter(bits / 27))
    }
}

fn letter(bits: u128) -> char {
    let place = usize::try_from(bits % 27).unwrap_or(0);
    ALPHABET.get(place).map_or('2', |byte| char::from(*byte))
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0, self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use uuid::Uuid;

    #[test]
    fn references_are_two_plain_characters_and_spread() {
        let texts: HashSet<String> =
            (0..729).map(|n| Reference::of(ChallengeId(Uuid::from_u128(n))).to_string()).collect();
        assert_eq!(texts.len(), 729);
        assert!(texts.iter().all(|text| text.bytes().all(|b| ALPHABET.contains(&b))));
    }
}
