//! When an account's codes pause after wrong tries: always for a time, never for good.

use crate::Millis;
use std::time::Duration;

/// This many challenges ended by wrong tries …
const ENDED: usize = 3;
/// … within this span …
const WITHIN: Duration = Duration::from_mins(15);
/// … pause the codes for this long.
const PAUSE: Duration = Duration::from_mins(15);

/// After this many wrong tries in a row, staff must help (NIST SP 800-63B, section 3.2.2).
pub const FAILURES: i64 = 100;

/// How far back ended challenges still matter.
pub const LOOK_BACK: Duration = Duration::from_mins(30);

/// This many at the counters of one pharmacy, where many people come, pause its codes.
const ENDED_AT_COUNTERS: usize = 10;

/// Until when codes pause, given when challenges were ended by wrong tries, oldest first.
#[must_use]
pub fn paused_until(ended: &[Millis], now: Millis) -> Option<Millis> {
    after_run_of(ENDED, ended, now)
}

/// Until when the codes of a pharmacy pause, given when those that it asked for were ended by wrong tries, oldest first.
#[must_use]
pub fn counter_paused_until(ended: &[Millis], now: Millis) -> Option<Millis> {
    after_run_of(ENDED_AT_COUNTERS, ended, now)
}

fn after_run_of(most: usize, ended: &[Millis], now: Millis) -> Option<Millis> {
    ended
        .windows(most)
        .filter_map(|run| Some((*run.first()?, *run.last()?)))
        .filter(|(first, last)| first.until(*last) < WITHIN)
        .map(|(_, last)| last.after(PAUSE))
        .filter(|until| now < *until)
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_ended_challenges_within_a_quarter_of_an_hour_pause_for_another() {
        let minutes = |list: &[i64]| list.iter().map(|m| Millis(m * 60_000)).collect::<Vec<_>>();
        let cases: [(&[i64], i64, Option<i64>); 7] = [
            (&[], 0, None),
            (&[0, 1], 2, None),
            (&[0, 1, 2], 3, Some(17)),
            (&[0, 1, 2], 16, Some(17)),
            (&[0, 1, 2], 17, None),
            (&[0, 1, 15], 16, None),
            (&[0, 1, 14, 15], 16, Some(30)),
        ];
        for (ended, now, until) in cases {
            let seen = paused_until(&minutes(ended), Millis(now * 60_000));
            assert_eq!(seen, until.map(|m| Millis(m * 60_000)), "{ended:?} at {now}");
        }
    }

    #[test]
    fn a_pharmacy_pauses_after_ten() {
        let ended: Vec<Millis> = (0..10).map(|m| Millis(m * 60_000)).collect();
        assert_eq!(counter_paused_until(&ended[..9], Millis(540_000)), None);
        assert_eq!(counter_paused_until(&ended, Millis(540_000)), Some(Millis(24 * 60_000)));
    }
}
