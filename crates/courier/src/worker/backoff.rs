//! How long to wait after a carrier said "not now".

use domain::{Chance, Millis};
use std::time::Duration;

const FIRST: Duration = Duration::from_secs(1);
/// How often the pause doubles: 1, 2, 4 seconds, and 4 from then on.
const DOUBLINGS: i64 = 2;

/// When to try again after this many attempts, a quarter of the pause sooner or later by chance, so that what failed at
/// once does not come back at once; none when the message would have ended by then.
pub(super) fn next_try(
    attempts: i64,
    now: Millis,
    expires_at: Millis,
    chance: &dyn Chance,
) -> Option<Millis> {
    let doublings = attempts.saturating_sub(1).clamp(0, DOUBLINGS);
    let mut die = [0];
    chance.fill(&mut die);
    // From 384 to 639 parts of 512.
    let parts = 384 + u32::from(u8::from_le_bytes(die));
    let pause = FIRST * (1 << doublings) * parts / 512;
    Some(now.after(pause)).filter(|at| *at < expires_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Always(u8);
    impl Chance for Always {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn pauses_double_to_four_seconds_give_or_take_a_quarter() {
        let cases = [
            (1, 0, 750),
            (1, 128, 1_000),
            (1, 255, 1_248),
            (2, 0, 1_500),
            (2, 128, 2_000),
            (3, 128, 4_000),
            (3, 255, 4_992),
            (4, 128, 4_000),
            (i64::MAX, 128, 4_000),
            (0, 128, 1_000),
        ];
        for (attempts, die, pause) in cases {
            let at = next_try(attempts, Millis(10), Millis(90_000), &Always(die));
            assert_eq!(at, Some(Millis(10 + pause)), "{attempts} attempts, {die}");
        }
    }

    #[test]
    fn there_is_no_try_after_the_end() {
        for (expires_at, tries) in [(1_001, true), (1_000, false), (1, false)] {
            let at = next_try(1, Millis(0), Millis(expires_at), &Always(128));
            assert_eq!(at.is_some(), tries, "{expires_at}");
        }
    }
}
