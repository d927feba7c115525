//! Why a wish for a code was refused.

/// Why a wish for a code was refused, as operators are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Codes pause after too many wrong tries.
    Paused,
    /// Somebody asked too often, from one network.
    Asker,
    /// A network asked too often.
    Network,
    /// A number was sent as many as it may be.
    Number,
    /// A dialling prefix was.
    Prefix,
    /// A country was.
    Country,
    /// All numbers together were.
    Day,
    /// There is no number that is served.
    NotServed,
    /// Staff must help.
    NeedsStaff,
}

impl Reason {
    /// The name under which it is counted.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paused => "paused",
            Self::Asker => "asker",
            Self::Network => "network",
            Self::Number => "number",
            Self::Prefix => "prefix",
            Self::Country => "country",
            Self::Day => "day",
            Self::NotServed => "not-served",
            Self::NeedsStaff => "needs-staff",
        }
    }
}
