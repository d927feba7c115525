//! What a patient sets for themselves.

use crate::{Language, challenge::Channel};
use serde::{Deserialize, Serialize};

/// How large the text of the pages is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextSize {
    /// As designed.
    #[default]
    Normal,
    /// A quarter larger.
    Large,
}

impl TextSize {
    /// Every size, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Normal, Self::Large];

    /// The name under which it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
        }
    }

    /// The size of a stored name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }
}

/// What a patient set; imports leave it as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// How they want their codes, where they mind.
    pub codes_by: Option<Channel>,
    /// The language of their messages and pages, where they chose one.
    pub language: Option<Language>,
    /// How large their pages' text is.
    pub text: TextSize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_known_by_its_name() {
        for size in TextSize::ALL {
            assert_eq!(TextSize::of_name(size.name()), Some(size));
        }
        assert_eq!(TextSize::of_name("huge"), None);
    }
}
