//! Why a carrier refused.

use std::fmt;

/// Why a carrier refused, or an operator did not deliver: fixed words and a short number, so that neither an address nor
/// a code can be in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    /// In our words.
    pub says: &'static str,
    /// The carrier's own number for it, where it gave one.
    pub code: Option<u16>,
}

impl Why {
    /// The answer is none that the carrier's documentation shows, so that it may have taken the message.
    pub const UNCLEAR: Self = Self::says("the carrier's answer cannot be understood");

    /// Words alone.
    #[must_use]
    pub const fn says(says: &'static str) -> Self {
        Self { says, code: None }
    }

    /// Words, and the carrier's number.
    #[must_use]
    pub const fn coded(says: &'static str, code: u16) -> Self {
        Self { says, code: Some(code) }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            None => f.write_str(self.says),
            Some(code) => write!(f, "{} ({code})", self.says),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Why;

    #[test]
    fn a_number_follows_the_words() {
        assert_eq!(Why::says("busy").to_string(), "busy");
        assert_eq!(Why::coded("barred", 21_610).to_string(), "barred (21610)");
    }
}
