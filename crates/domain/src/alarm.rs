//! What operators should be told of: rules over the figures of the last hour and of the week before it.

use crate::delivery::Figures;
use std::time::Duration;

/// What an alarm compares: the last hour …
pub const RECENT: Duration = Duration::from_hours(1);
/// … with the week before.
pub const BEFORE: Duration = Duration::from_hours(168);
/// How long an alarm is not repeated.
pub const QUIET: Duration = Duration::from_hours(1);

/// Fewer messages than this in an hour tell nothing.
const ENOUGH: u64 = 20;
/// A conversion below this is low for a prefix that has no history.
const LOW_CONVERSION: f64 = 0.2;
/// How far below its usual value a share must fall.
const FALLEN: f64 = 0.5;
/// How many times its usual value the number of refusals must rise to.
const RISEN: u64 = 3;
/// Hours in the week before.
const HOURS: u64 = 168;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alarm {
    /// A dialling prefix has used the day's budget of codes that nobody answers.
    PrefixBudgetSpent,
    /// A country has.
    CountryBudgetSpent,
    /// The whole portal has.
    DayBudgetSpent,
    /// Many codes go to a prefix, and few are answered.
    ConversionFallen,
    /// A carrier takes messages, and fewer than usual arrive.
    DeliveryFallen,
    /// Far more wishes for a code are refused than usual.
    RefusalsRising,
    /// The audit log is not as this node left it, so nothing of it is signed.
    AuditAltered,
    /// A patient said of a line of their history that it was not them.
    LineReported,
    /// Something was handed over at a pharmacy although no code reached the patient.
    HandedOverWithoutCode,
    /// The same, and no text could tell the patient.
    HandedOverUntold,
    /// A number that staff gave a patient waits longer, since somebody who may have the old phone could not be heard.
    NumberPutOff,
}

impl Alarm {
    /// The name that log lines give it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PrefixBudgetSpent => "prefix-budget-spent",
            Self::CountryBudgetSpent => "country-budget-spent",
            Self::DayBudgetSpent => "day-budget-spent",
            Self::ConversionFallen => "conversion-fallen",
            Self::DeliveryFallen => "delivery-fallen",
            Self::RefusalsRising => "refusals-rising",
            Self::AuditAltered => "audit-altered",
            Self::LineReported => "line-reported",
            Self::HandedOverWithoutCode => "handed-over-without-code",
            Self::HandedOverUntold => "handed-over-untold",
            Self::NumberPutOff => "number-put-off",
        }
    }
}

/// Whether many codes go to a prefix and few are answered: fewer than half as many as usual, or, where nothing is usual
/// yet, fewer than one in five.
#[must_use]
pub fn is_conversion_fallen(recent: &Figures, before: &Figures) -> bool {
    let usual = match before.accepted {
        accepted if accepted >= ENOUGH => before.conversion().map(|usual| usual * FALLEN),
        _ => Some(LOW_CONVERSION),
    };
    recent.accepted >= ENOUGH && recent.conversion().zip(usual).is_some_and(|(now, it)| now < it)
}

/// Whether fewer than half as many of a carrier's messages arrive as usual. A carrier that gives no receipts has no
/// usual.
#[must_use]
pub fn is_delivery_fallen(recent: &Figures, before: &Figures) -> bool {
    let usual = before.delivery_rate().filter(|_| before.accepted >= ENOUGH);
    let rates = recent.delivery_rate().zip(usual);
    recent.accepted >= ENOUGH && rates.is_some_and(|(now, usual)| now < usual * FALLEN)
}

/// Whether refusals are more than three times as many as in an average hour of the week before.
#[must_use]
pub fn are_refusals_rising(recent: u64, before: u64) -> bool {
    recent >= ENOUGH && recent > before.div_ceil(HOURS).saturating_mul(RISEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(accepted: u64, answered: u64, delivered: u64) -> Figures {
        Figures { accepted, delivered, answered, ..Figures::default() }
    }

    #[test]
    fn a_prefix_that_is_pumped_is_told_by_its_conversion() {
        let usual = taken(1_000, 800, 0);
        let cases = [
            (taken(100, 39, 0), usual, true),
            (taken(100, 40, 0), usual, false),
            (taken(19, 0, 0), usual, false),
            (taken(20, 3, 0), taken(19, 19, 0), true),
            (taken(20, 4, 0), taken(0, 0, 0), false),
            (taken(0, 0, 0), usual, false),
        ];
        for (recent, before, fallen) in cases {
            assert_eq!(is_conversion_fallen(&recent, &before), fallen, "{recent:?} {before:?}");
        }
    }

    #[test]
    fn a_carrier_that_loses_messages_is_told_by_its_receipts() {
        let usual = taken(1_000, 0, 900);
        let cases = [
            (taken(100, 0, 44), usual, true),
            (taken(100, 0, 45), usual, false),
            (taken(19, 0, 0), usual, false),
            (taken(100, 0, 0), taken(1_000, 0, 0), false),
            (taken(100, 0, 0), taken(19, 0, 19), false),
        ];
        for (recent, before, fallen) in cases {
            assert_eq!(is_delivery_fallen(&recent, &before), fallen, "{recent:?} {before:?}");
        }
    }

    #[test]
    fn refusals_rise_when_they_are_many_and_more_than_usual() {
        let cases = [(19, 0, false), (20, 0, true), (20, 168 * 7, false), (22, 168 * 7, true)];
        for (recent, before, rising) in cases {
            assert_eq!(are_refusals_rising(recent, before), rising, "{recent} {before}");
        }
    }
}
