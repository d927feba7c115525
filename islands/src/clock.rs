//! Remaining time, as it is shown and as it is read aloud.

/// When a listener is told how much is left, in seconds before the end.
const MOMENTS: [u32; 4] = [60, 30, 10, 0];

/// How far a clock must have been set back for it to count, in milliseconds: less is rounding.
const SET_BACK: f64 = 1_000.0;

/// Time that has gone by, of two clocks in milliseconds. The steady one stands still on many machines while they sleep;
/// the one on the wall goes on, but people set it. What the wall saw more than the steady one counts, which ends things
/// too early now and then, and never too late; setting it back takes nothing away.
#[derive(Clone, Copy, Debug)]
pub struct Passed {
    since: f64,
    apart: f64,
    lead: f64,
}

impl Passed {
    /// Begins at these readings.
    pub const fn since(steady: f64, wall: f64) -> Self {
        Self { since: steady, apart: wall - steady, lead: 0.0 }
    }

    /// The milliseconds gone by at these readings; never fewer than before.
    pub fn at(&mut self, steady: f64, wall: f64) -> f64 {
        let drift = wall - steady - self.apart;
        if drift < self.lead - SET_BACK {
            self.apart = wall - steady - self.lead;
        }
        self.lead = self.lead.max(drift);
        steady - self.since + self.lead
    }
}

/// Milliseconds left as whole seconds, a begun second counted whole; 0 from the end on.
pub fn seconds(left: f64) -> u32 {
    whole(left / 1000.0)
}

/// Milliseconds for the browser's timers, which fire up to one of them early.
pub fn timer(wait: f64) -> i32 {
    i32::try_from(whole(wait + 1.0)).unwrap_or(i32::MAX)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast of a float saturates, and there are no negative remainders of time"
)]
fn whole(number: f64) -> u32 {
    number.ceil() as u32
}

/// The milliseconds, more than 0 and at most 1000, until [`seconds`] changes.
pub fn until_change(left: f64) -> f64 {
    match left.rem_euclid(1000.0) {
        rest if rest > 0.0 => rest,
        _ => 1000.0,
    }
}

/// Puts seconds as minutes and seconds (`1:05`) in the place of `{time}`.
pub fn shown(words: &str, seconds: u32) -> String {
    words.replace("{time}", &format!("{}:{:02}", seconds / 60, seconds % 60))
}

/// Puts seconds as a number in the place of `{seconds}`.
pub fn spoken(words: &str, seconds: u32) -> String {
    words.replace("{seconds}", &seconds.to_string())
}

/// Whether time has come to, or gone past, a moment worth interrupting a listener for.
pub fn is_telling(before: u32, now: u32) -> bool {
    MOMENTS.iter().any(|moment| now <= *moment && *moment < before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_counts_and_a_clock_that_is_set_back_takes_nothing_away() {
        const HOURS: f64 = 5.0 * 3_600_000.0;
        let mut passed = Passed::since(100.0, 1e12);
        let steps = [
            ("both run", 1_100.0, 1e12 + 1_000.0, 1_000.0),
            ("rounding", 2_100.6, 1e12 + 2_000.0, 2_000.6),
            ("the machine slept for an hour", 3_100.0, 1e12 + 3_603_000.0, 3_603_000.0),
            ("both run", 4_100.0, 1e12 + 3_604_000.0, 3_604_000.0),
            ("set forward", 5_100.0, 1e12 + 3_605_000.0 + HOURS, 3_605_000.0 + HOURS),
            ("set back", 6_100.0, 1e12 + 3_606_000.0, 3_606_000.0 + HOURS),
            ("both run", 7_100.0, 1e12 + 3_607_000.0, 3_607_000.0 + HOURS),
            ("it slept again", 8_100.0, 1e12 + 7_208_000.0, 7_208_000.0 + HOURS),
            ("set back by hours", 9_100.0, 1e12 - HOURS, 7_209_000.0 + HOURS),
            ("both run", 10_100.0, 1e12 - HOURS + 1_000.0, 7_210_000.0 + HOURS),
        ];
        for (what, steady, wall, expected) in steps {
            let gone = passed.at(steady, wall);
            assert!((gone - expected).abs() < 1.0, "{what}: {gone}, not {expected}");
        }
    }

    #[test]
    fn begun_seconds_count_whole() {
        let cases = [(90_000.0, 90), (89_999.9, 90), (1.0, 1), (0.0, 0), (-5_000.0, 0)];
        for (left, whole) in cases {
            assert_eq!(seconds(left), whole, "{left}");
        }
        assert_eq!(seconds(f64::NAN), 0);
        assert_eq!(seconds(f64::INFINITY), u32::MAX);
    }

    #[test]
    fn timers_never_ring_before_their_time() {
        let cases = [(0.0, 1), (0.2, 2), (1000.0, 1001), (-7.0, 0), (1e12, i32::MAX)];
        for (wait, timer) in cases {
            assert_eq!(super::timer(wait), timer, "{wait}");
        }
    }

    #[test]
    fn the_next_look_falls_on_the_change() {
        for left in [90_000.0, 89_999.5, 60_000.25, 1_000.0, 999.0, 0.5] {
            let wait = until_change(left);
            assert!(wait > 0.0 && wait <= 1000.0, "{left}: {wait}");
            assert_eq!(seconds(left - wait), seconds(left) - 1, "{left}");
            assert_eq!(seconds(left - wait / 2.0), seconds(left), "{left}");
        }
    }

    #[test]
    fn words_hold_the_time_wherever_their_language_puts_it() {
        let cases = [
            ("{time} left", 84, "1:24 left"),
            ("{time} बाकी", 5, "0:05 बाकी"),
            ("In {time}.", 600, "In 10:00."),
            ("{time} of {time}", 0, "0:00 of 0:00"),
            ("soon", 9, "soon"),
        ];
        for (words, seconds, text) in cases {
            assert_eq!(shown(words, seconds), text);
        }
        assert_eq!(spoken("{seconds} seconds left.", 30), "30 seconds left.");
    }

    #[test]
    fn listeners_are_told_at_few_moments_and_miss_none() {
        let cases = [
            (61, 60, true),
            (60, 59, false),
            (31, 30, true),
            (90, 20, true),
            (11, 10, true),
            (10, 9, false),
            (1, 0, true),
            (0, 0, false),
            (5, 90, false),
        ];
        for (before, now, told) in cases {
            assert_eq!(is_telling(before, now), told, "{before} to {now}");
        }
    }
}
