//! What a placeholder is replaced by.

use super::{NEWS, Text};
use domain::challenge::{Channel, Purpose, VerifyPrescription};
use serde::Deserialize;

/// What a placeholder is replaced by. There is none that could hold health data: how many medicines there are is said,
/// and never which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Variable {
    /// The six digits of the code.
    Code,
    /// The two characters that the page shows too.
    Reference,
    /// The name of the pharmacy that asks, or its beginning.
    Pharmacy,
    /// How many medicines it would hand over, in digits.
    Count,
}

impl Variable {
    /// Every variable.
    pub const ALL: [Self; 4] = [Self::Code, Self::Reference, Self::Pharmacy, Self::Count];

    /// How it is written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Reference => "reference",
            Self::Pharmacy => "pharmacy",
            Self::Count => "count",
        }
    }

    /// Those that each text of a purpose must say, and beyond which it may say none.
    pub(super) fn of(purpose: &str) -> &'static [Self] {
        match purpose {
            VerifyPrescription::KIND => &Self::ALL,
            news if NEWS.contains(&news) => &[],
            _ => &[Self::Code, Self::Reference],
        }
    }

    /// A value as long as any it may have. With a name of thirty characters, a Hindi text still has room for its warning.
    pub(super) const fn longest(self) -> &'static str {
        match self {
            Self::Code => "000000",
            Self::Reference => "WW",
            Self::Pharmacy => "WWWWWWWWW WWWWWWWWW WWWWWWWWWW",
            Self::Count => "99",
        }
    }

    /// Whether a value is one that was counted with, and is there at all: operators let no empty one pass.
    pub(super) fn may_be(self, value: &str) -> bool {
        (1..=self.longest().chars().count()).contains(&value.chars().count())
    }

    /// A value as it is said on a channel. A call spells what is typed or compared, since a voice would read digits as a
    /// number, and reads a name and an amount as they are.
    pub(super) fn said(self, value: &str, channel: Channel) -> Text {
        match (channel, self) {
            (Channel::Voice, Self::Code | Self::Reference) => Text::spelt(value),
            (Channel::Voice, Self::Pharmacy | Self::Count) | (Channel::Sms, _) => Text::of(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::pharmacy::MEDICINES;

    #[test]
    fn as_many_medicines_as_one_number_may_have_can_be_told() {
        assert_eq!(Variable::Count.longest(), MEDICINES.to_string());
    }
}
