//! What kinds of events have in common.

use super::Event;
use std::time::Duration;

/// A year that is never too short.
const YEAR: u64 = 366;

/// What an event is about, as people look for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Coming and going.
    SignIn,
    /// One-time codes.
    Codes,
    /// Sealed records.
    Records,
    /// What a person may set: a password, how codes come.
    Account,
    /// What the clinic did.
    Clinic,
}

impl Group {
    /// Every group.
    pub const ALL: [Self; 5] =
        [Self::SignIn, Self::Codes, Self::Records, Self::Account, Self::Clinic];

    /// The name under which it is asked for.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Codes => "codes",
            Self::Records => "records",
            Self::Account => "account",
            Self::Clinic => "clinic",
        }
    }

    /// The group of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }

    /// The kinds in it.
    pub fn events(self) -> impl Iterator<Item = Event> {
        Event::ALL.into_iter().filter(move |event| event.group() == self)
    }
}

/// How long the content of an event is kept at least; its leaf is kept for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// For a year: what shows that a door was tried.
    OneYear,
    /// For three years, as long as medical records are kept in India: what shows who saw or changed something.
    ThreeYears,
}

impl Keep {
    /// In whole years.
    #[must_use]
    pub const fn years(self) -> u64 {
        match self {
            Self::OneYear => 1,
            Self::ThreeYears => 3,
        }
    }

    /// In time: 366 days for each year.
    #[must_use]
    pub const fn span(self) -> Duration {
        Duration::from_hours(24 * YEAR * self.years())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_has_a_name_and_kinds() {
        for group in Group::ALL {
            assert_eq!(Group::of_name(group.name()), Some(group));
            assert!(group.events().count() > 0, "{}", group.name());
        }
    }
}
