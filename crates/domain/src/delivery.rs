//! What became of messages, in numbers: what operators see, and what alarms are raised by.

use crate::{Millis, challenge::Life};
use std::{iter::Sum, ops::AddAssign, time::Duration};

/// The span by which what became of messages is counted.
pub const SLOT: Duration = Duration::from_mins(15);

/// The last of [`BOUNDS`]: a message that takes longer comes after its code has ended.
pub const LAST: u64 = Life::LONGEST.as_secs();

/// The bounds, in seconds, below which times to a receipt are counted. A median is known as well as they lie close.
pub const BOUNDS: [u64; 10] = [1, 2, 3, 5, 10, 15, 30, 60, 120, LAST];

/// What became of the messages that a carrier was asked to take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How often a carrier was asked.
    pub sent: u64,
    /// How often it took the message.
    pub accepted: u64,
    /// How often it wanted to be asked again.
    pub retried: u64,
    /// How often it refused for good.
    pub refused: u64,
    /// How often nobody knows whether it took the message.
    pub unsure: u64,
    /// How many messages arrived, by their receipts.
    pub delivered: u64,
    /// How many did not, by their receipts.
    pub failed: u64,
    /// How many that were taken belong to a code that was answered.
    pub answered: u64,
    /// The parts that were charged for.
    pub parts: u64,
    /// Milliseconds from asking the carrier to the receipt, of all that arrived.
    pub waited: u64,
    /// How many arrived within each of [`BOUNDS`].
    pub within: [u64; BOUNDS.len()],
}

/// A time to a receipt, read from the counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Took {
    /// About so long.
    About(Duration),
    /// Longer than the last of [`BOUNDS`].
    Longer,
}

impl Figures {
    /// The share of messages taken whose code was answered, from 0 to 1; none where none was taken.
    #[must_use]
    pub fn conversion(&self) -> Option<f64> {
        share(self.answered, self.accepted)
    }

    /// The share of messages taken that arrived, from 0 to 1; none where none was taken.
    #[must_use]
    pub fn delivery_rate(&self) -> Option<f64> {
        share(self.delivered, self.accepted)
    }

    /// The time within which a share of those that arrived did so: 0.5 for the median. Between two bounds it is read as
    /// if arrivals were spread evenly. None where none arrived.
    #[must_use]
    pub fn took(&self, part: f64) -> Option<Took> {
        if self.delivered == 0 {
            return None;
        }
        let wanted = count(self.delivered) * part;
        let mut below = (0, 0);
        for (bound, within) in BOUNDS.into_iter().zip(self.within) {
            if count(within) >= wanted {
                let inside = count(within.saturating_sub(below.1)).max(1.0);
                let along = ((wanted - count(below.1)) / inside).clamp(0.0, 1.0);
                let seconds = count(below.0) + (count(bound) - count(below.0)) * along;
                return Some(Took::About(Duration::from_secs_f64(seconds)));
            }
            below = (bound, within);
        }
        Some(Took::Longer)
    }
}

/// A share; none of nothing, and never more than the whole.
#[must_use]
pub fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| (count(part) / count(whole)).min(1.0))
}

/// A count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "a count beyond 2^53 may be off by one")]
const fn count(amount: u64) -> f64 {
    amount as f64
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.sent += other.sent;
        self.accepted += other.accepted;
        self.retried += other.retried;
        self.refused += other.refused;
        self.unsure += other.unsure;
        self.delivered += other.delivered;
        self.failed += other.failed;
        self.answered += other.answered;
        self.parts += other.parts;
        self.waited += other.waited;
        for (own, other) in self.within.iter_mut().zip(other.within) {
            *own += other;
        }
    }
}

impl Sum for Figures {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, it| {
            sum += it;
            sum
        })
    }
}

/// When the span of this length that a moment lies in began, counted from 1970.
#[must_use]
pub fn begin_of(at: Millis, span: Duration) -> Millis {
    let length = i64::try_from(span.as_millis()).unwrap_or(i64::MAX).max(1);
    Millis(at.0.div_euclid(length).saturating_mul(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrived(within: [u64; 10], delivered: u64) -> Figures {
        Figures { delivered, within, ..Figures::default() }
    }

    fn about(seconds: f64) -> Took {
        Took::About(Duration::from_secs_f64(seconds))
    }

    #[test]
    fn a_time_is_read_between_two_bounds() {
        let even = arrived([0, 0, 0, 10, 20, 20, 20, 20, 20, 20], 20);
        let cases = [(0.0, 0.0), (0.25, 4.0), (0.5, 5.0), (0.75, 7.5), (1.0, 10.0)];
        for (part, seconds) in cases {
            assert_eq!(even.took(part), Some(about(seconds)), "{part}");
        }
    }

    #[test]
    fn one_arrival_is_known_to_its_bounds_and_a_late_one_is_longer() {
        let one = arrived([0, 1, 1, 1, 1, 1, 1, 1, 1, 1], 1);
        assert_eq!((one.took(0.5), one.took(1.0)), (Some(about(1.5)), Some(about(2.0))));
        let late = arrived([9, 9, 9, 9, 9, 9, 9, 9, 9, 9], 10);
        assert_eq!((late.took(0.9), late.took(0.95)), (Some(about(1.0)), Some(Took::Longer)));
        assert_eq!(Figures::default().took(0.5), None);
    }

    #[test]
    fn shares_are_of_what_was_taken() {
        let figures = Figures { accepted: 8, answered: 2, delivered: 9, ..Figures::default() };
        assert_eq!((figures.conversion(), figures.delivery_rate()), (Some(0.25), Some(1.0)));
        assert_eq!(Figures::default().conversion(), None);
    }

    #[test]
    fn sums_are_of_every_figure() {
        let one = Figures {
            sent: 1,
            accepted: 2,
            retried: 3,
            refused: 4,
            unsure: 5,
            delivered: 6,
            failed: 7,
            answered: 8,
            parts: 9,
            waited: 10,
            within: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        };
        let two = [one, one].into_iter().sum::<Figures>();
        assert_eq!((two.sent, two.accepted, two.retried, two.refused), (2, 4, 6, 8));
        assert_eq!((two.unsure, two.delivered, two.failed), (10, 12, 14));
        assert_eq!((two.answered, two.parts, two.waited), (16, 18, 20));
        assert_eq!(two.within, one.within.map(|count| count * 2));
    }

    #[test]
    fn a_span_begins_on_its_own_round_moment() {
        let quarter = 900_000;
        for (at, begin) in [(0, 0), (1, 0), (quarter - 1, 0), (quarter, quarter), (-1, -quarter)] {
            assert_eq!(begin_of(Millis(at), SLOT), Millis(begin), "{at}");
        }
    }
}
