//! How often codes may be sent, so that nobody is bombed and no operator pumped.
//!
//! A send is *verified* once its challenge is answered; unverified ones weigh first.

use crate::Millis;
use std::time::Duration;

/// An hour, in which most windows are counted.
pub const HOUR: Duration = Duration::from_hours(1);
/// A day, in which the longest window is counted.
pub const DAY: Duration = Duration::from_hours(24);
/// The span whose verified sends make a budget.
pub const HISTORY: Duration = Duration::from_hours(168);
/// How long what limits and alarms count is kept one by one: their history, and a day that is compared with it.
pub const KEPT: Duration = HISTORY.saturating_add(DAY);

/// One code sent (or, for a decoy, pretended).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// When.
    pub at: Millis,
    /// Whether its challenge was answered.
    pub verified: bool,
}

/// Which sends a window counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Those not verified.
    Unverified,
    /// All.
    All,
}

/// At most so many sends in a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The span that slides.
    pub span: Duration,
    /// How many it may hold; nought counts as one.
    pub most: u32,
    /// Which it counts.
    pub counted: Counted,
}

/// The limits for one phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberLimits {
    /// Unverified sends an hour.
    pub unverified_hour: u32,
    /// Sends an hour.
    pub hour: u32,
    /// Sends a day.
    pub day: u32,
}

impl Default for NumberLimits {
    fn default() -> Self {
        Self { unverified_hour: 5, hour: 20, day: 30 }
    }
}

impl NumberLimits {
    /// As windows.
    #[must_use]
    pub const fn windows(self) -> [Window; 3] {
        [
            Window { span: HOUR, most: self.unverified_hour, counted: Counted::Unverified },
            Window { span: HOUR, most: self.hour, counted: Counted::All },
            Window { span: DAY, most: self.day, counted: Counted::All },
        ]
    }

    /// What those may use of these sends who only said who they are, without a password: three fifths of an hour's and a
    /// third of a day's. The rest is left to whoever knows one.
    #[must_use]
    pub fn claims(self) -> [Window; 2] {
        let hour = (self.unverified_hour.saturating_mul(3) / 5).max(1);
        let day = (self.day / 3).max(1);
        [
            Window { span: HOUR, most: hour, counted: Counted::Unverified },
            Window { span: DAY, most: day, counted: Counted::All },
        ]
    }

    /// How many may be sent to it, beside what its owner may, for those who typed it as the one they move to: three fifths of
    /// an hour's and a sixth of a day's.
    #[must_use]
    pub fn typed(self) -> [Window; 2] {
        let hour = (self.unverified_hour.saturating_mul(3) / 5).max(1);
        let day = (self.day / 6).max(1);
        [
            Window { span: HOUR, most: hour, counted: Counted::Unverified },
            Window { span: DAY, most: day, counted: Counted::All },
        ]
    }

    /// How many pharmacies may have sent to it, beside what its owner may: four fifths of an hour's and two thirds of a day's.
    /// What those were sent who only claimed to be somebody counts among it, so that strangers together do not bomb a number.
    #[must_use]
    pub fn counters(self) -> [Window; 2] {
        let hour = (self.unverified_hour.saturating_mul(4) / 5).max(1);
        let day = (self.day.saturating_mul(2) / 3).max(1);
        [
            Window { span: HOUR, most: hour, counted: Counted::Unverified },
            Window { span: DAY, most: day, counted: Counted::All },
        ]
    }
}

/// How often a day one patient may be sent a code to numbers that they typed, from whatever network.
pub const TYPED_SENDS: Window = Window { span: DAY, most: 5, counted: Counted::All };
/// How many such challenges a day may be opened for them.
pub const TYPED_NUMBERS: Window = Window { span: DAY, most: 3, counted: Counted::All };

/// How many codes a day may be sent to stop one number that waits, from wherever they are asked for.
pub const HEARD: Window = Window { span: DAY, most: 30, counted: Counted::All };
/// How many of these may be asked for from one wide network, since whoever has such a one has very many networks.
pub const HEARD_WIDE: Window = Window { span: DAY, most: 6, counted: Counted::All };
/// How often one network may ask for these by one name, in vain or not: as often as one challenge is sent.
pub const HEARD_NETWORK: Window = Window { span: DAY, most: 3, counted: Counted::All };

/// The limits for one pharmacy, wherever its people are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PharmacyLimits {
    /// Look-ups an hour that no right code followed, wrong numbers among them.
    pub unverified_hour: u32,
    /// Look-ups an hour.
    pub hour: u32,
}

impl Default for PharmacyLimits {
    fn default() -> Self {
        Self { unverified_hour: 20, hour: 300 }
    }
}

impl PharmacyLimits {
    /// As windows.
    #[must_use]
    pub const fn windows(self) -> [Window; 2] {
        [
            Window { span: HOUR, most: self.unverified_hour, counted: Counted::Unverified },
            Window { span: HOUR, most: self.hour, counted: Counted::All },
        ]
    }
}

/// The limits for one network address (for IPv6, one /64).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressLimits {
    /// Unverified sends an hour.
    pub unverified_hour: u32,
    /// Sends an hour.
    pub hour: u32,
}

impl Default for AddressLimits {
    fn default() -> Self {
        Self { unverified_hour: 10, hour: 60 }
    }
}

impl AddressLimits {
    /// As windows.
    #[must_use]
    pub const fn windows(self) -> [Window; 2] {
        [
            Window { span: HOUR, most: self.unverified_hour, counted: Counted::Unverified },
            Window { span: HOUR, most: self.hour, counted: Counted::All },
        ]
    }
}

/// When the next send is admitted; none when it is admitted now. `history` is oldest first.
#[must_use]
pub fn retry_at(history: &[Sent], windows: &[Window], now: Millis) -> Option<Millis> {
    windows.iter().filter_map(|window| window.retry_at(history, now)).max()
}

impl Window {
    fn retry_at(&self, history: &[Sent], now: Millis) -> Option<Millis> {
        let begins = now.before(self.span);
        let held: Vec<Millis> = history
            .iter()
            .filter(|sent| sent.at > begins)
            .filter(|sent| self.counted == Counted::All || !sent.verified)
            .map(|sent| sent.at)
            .collect();
        let most = usize::try_from(self.most.max(1)).unwrap_or(usize::MAX);
        let surplus = (held.len() + 1).checked_sub(most)?;
        // The window admits again once its `surplus` oldest sends have slid out.
        held.get(surplus.checked_sub(1)?).map(|at| at.after(self.span))
    }
}

/// A day's budget of unverified sends, for a dialling prefix, a country or everything: three times the verified sends of
/// an average day of the past week, and never below `floor`, with which a new clinic begins.
#[must_use]
pub fn daily_budget(verified_in_history: u32, floor: u32) -> u32 {
    verified_in_history.saturating_mul(3).div_ceil(7).max(floor)
}

/// How much of a day's budget codes may use together that go to numbers which somebody typed and need not have: a tenth.
#[must_use]
pub fn typed_share(budget: u32) -> u32 {
    (budget / 10).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(list: &[(i64, bool)]) -> Vec<Sent> {
        list.iter()
            .map(|(m, verified)| Sent { at: Millis(m * 60_000), verified: *verified })
            .collect()
    }

    #[test]
    fn unverified_sends_are_counted_first_and_slide_out() {
        let windows = NumberLimits::default().windows();
        let five = minutes(&[(0, false), (1, false), (2, false), (3, false), (4, false)]);
        let at = |m: i64| Millis(m * 60_000);
        assert_eq!(retry_at(&five[..4], &windows, at(5)), None);
        assert_eq!(retry_at(&five, &windows, at(5)), Some(at(60)));
        assert_eq!(retry_at(&five, &windows, at(60)), None);
        let verified: Vec<Sent> = five.iter().map(|s| Sent { verified: true, ..*s }).collect();
        assert_eq!(retry_at(&verified, &windows, at(5)), None);
    }

    #[test]
    fn all_sends_are_counted_by_the_hour_and_by_the_day() {
        let windows = NumberLimits::default().windows();
        let at = |m: i64| Millis(m * 60_000);
        let twenty: Vec<_> = (0..20).map(|m| (m, true)).collect();
        assert_eq!(retry_at(&minutes(&twenty), &windows, at(20)), Some(at(60)));
        let thirty: Vec<_> = (0..30).map(|m| (m * 20, true)).collect();
        assert_eq!(retry_at(&minutes(&thirty), &windows, at(700)), Some(at(24 * 60)));
    }

    #[test]
    fn a_limit_of_nought_is_one_and_never_none() {
        let nought = [Window { span: HOUR, most: 0, counted: Counted::All }];
        assert_eq!(retry_at(&[], &nought, Millis(0)), None);
        assert_eq!(retry_at(&minutes(&[(0, true)]), &nought, Millis(1)), Some(Millis(3_600_000)));
    }

    #[test]
    fn an_address_has_limits_of_its_own() {
        let windows = AddressLimits::default().windows();
        let ten: Vec<_> = (0..10).map(|m| (m, false)).collect();
        assert_eq!(retry_at(&minutes(&ten), &windows, Millis(600_000)), Some(Millis(3_600_000)));
        assert_eq!(retry_at(&minutes(&ten[1..]), &windows, Millis(600_000)), None);
    }

    #[test]
    fn claims_leave_sends_of_a_number_to_whoever_knows_a_password() {
        let [hour, _, day] = NumberLimits::default().windows();
        let [claims_hour, claims_day] = NumberLimits::default().claims();
        assert_eq!((claims_hour.most, claims_day.most), (3, 10));
        assert!(claims_hour.most < hour.most && claims_hour.counted == hour.counted);
        assert!(claims_day.most < day.most && claims_day.counted == day.counted);
    }

    #[test]
    fn those_who_type_a_number_have_a_small_share_beside_its_owners() {
        let [hour, day] = NumberLimits::default().typed();
        assert_eq!((hour.most, day.most), (3, 5));
        assert_eq!([0, 50, 500].map(typed_share), [1, 5, 50]);
    }

    #[test]
    fn a_budget_follows_the_verified_history() {
        for (verified, budget) in [(0, 50), (70, 50), (700, 300), (u32::MAX, 613_566_757)] {
            assert_eq!(daily_budget(verified, 50), budget, "{verified}");
        }
    }
}
