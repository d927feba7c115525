//! Taking one's data away: the files, and how they are made.

use std::time::Duration;

/// How long whoever makes the files holds them without a sign of life.
pub const LEASE: Duration = Duration::from_mins(1);
/// How often the making is begun before it is given up.
pub const TRIES: i64 = 5;
/// The size of a piece of a file, in bytes.
pub const PIECE: usize = 1024 * 1024;

/// One of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum File {
    /// A FHIR R4 bundle, for programs.
    Bundle,
    /// A page to be read and printed.
    Page,
}

impl File {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Page, Self::Bundle];

    /// The name under which it is stored and asked for.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bundle => "bundle",
            Self::Page => "page",
        }
    }

    /// The file of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.name() == name)
    }

    /// The version under which its pieces are sealed, so that none of one opens as one of the other.
    #[must_use]
    pub const fn version(self) -> i64 {
        match self {
            Self::Bundle => 1,
            Self::Page => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_a_name_and_a_version_of_its_own() {
        for file in File::ALL {
            assert_eq!(File::of_name(file.name()), Some(file));
        }
        assert_eq!(File::of_name("other"), None);
        assert_ne!(File::Page.version(), File::Bundle.version());
    }
}
