//! One circuit breaker: a carrier that fails again and again on a channel is left alone for a while.

use domain::Millis;
use std::time::Duration;

/// How many failures in a row open it.
const MOST: u32 = 5;
/// How long it is open at first …
const FIRST_PAUSE: Duration = Duration::from_secs(2);
/// … and at most: far less than a code lives.
const LONGEST_PAUSE: Duration = Duration::from_secs(16);
/// How long a probe may take before another one goes.
const PROBE: Duration = Duration::from_secs(10);

/// How a circuit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circuit {
    /// Messages go through.
    Closed {
        /// Failures since the last answer, fewer than five.
        failures: u32,
    },
    /// None goes through until then.
    Open {
        /// Since when.
        since: Millis,
        /// When a single message may probe it.
        until: Millis,
        /// How long it is left alone.
        pause: Duration,
    },
    /// One message probes it.
    HalfOpen {
        /// Since when none went through.
        since: Millis,
        /// When another one may.
        until: Millis,
        /// How long it was left alone.
        pause: Duration,
    },
}

/// What an answer changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Opened,
    Closed,
    Nothing,
}

impl Default for Circuit {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

impl Circuit {
    /// From when a message may go through; none when one may now.
    pub(super) fn left_alone_until(self, now: Millis) -> Option<Millis> {
        match self {
            Self::Closed { .. } => None,
            Self::Open { until, .. } | Self::HalfOpen { until, .. } => {
                Some(until).filter(|until| now < *until)
            }
        }
    }

    /// A message goes through: after a pause it is the probe.
    pub(super) fn go(&mut self, now: Millis) {
        match *self {
            Self::Closed { .. } => {}
            Self::Open { since, pause, .. } | Self::HalfOpen { since, pause, .. } => {
                *self = Self::HalfOpen { since, until: now.after(PROBE), pause };
            }
        }
    }

    /// The carrier answered: whatever it said, it is there.
    pub(super) fn answered(&mut self) -> Change {
        let before = std::mem::take(self);
        if matches!(before, Self::Closed { .. }) { Change::Nothing } else { Change::Closed }
    }

    /// The carrier could not take a message, or did not answer in time.
    pub(super) fn failed(&mut self, now: Millis) -> Change {
        let open = |since, pause| Self::Open { since, until: now.after(pause), pause };
        match *self {
            Self::Closed { failures } if failures + 1 < MOST => {
                *self = Self::Closed { failures: failures + 1 };
                Change::Nothing
            }
            Self::Closed { .. } => {
                *self = open(now, FIRST_PAUSE);
                Change::Opened
            }
            Self::HalfOpen { since, pause, .. } => {
                *self = open(since, (pause * 2).min(LONGEST_PAUSE));
                Change::Nothing
            }
            // One of those that were on their way when it opened.
            Self::Open { .. } => Change::Nothing,
        }
    }

    /// The name under which it is shown.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed { .. } => "closed",
            Self::Open { .. } => "open",
            Self::HalfOpen { .. } => "half-open",
        }
    }

    /// Since when messages do not all go through; none while they do.
    #[must_use]
    pub const fn since(self) -> Option<Millis> {
        match self {
            Self::Closed { .. } => None,
            Self::Open { since, .. } | Self::HalfOpen { since, .. } => Some(since),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(at: Millis) -> Circuit {
        let mut circuit = Circuit::default();
        for _ in 1..MOST {
            assert_eq!(circuit.failed(at), Change::Nothing);
            assert_eq!(circuit.left_alone_until(at), None);
        }
        assert_eq!(circuit.failed(at), Change::Opened);
        circuit
    }

    #[test]
    fn failures_in_a_row_open_it_and_an_answer_between_them_does_not() {
        assert_eq!(opened(Millis(10)).left_alone_until(Millis(10)), Some(Millis(2_010)));
        let mut circuit = Circuit::default();
        for _ in 0..20 {
            for _ in 1..MOST {
                assert_eq!(circuit.failed(Millis(0)), Change::Nothing);
            }
            assert_eq!(circuit.answered(), Change::Nothing);
        }
        assert_eq!(circuit, Circuit::default());
    }

    #[test]
    fn one_message_probes_it_and_closes_it() {
        let mut circuit = opened(Millis(0));
        assert_eq!(circuit.left_alone_until(Millis(1_999)), Some(Millis(2_000)));
        assert_eq!(circuit.left_alone_until(Millis(2_000)), None);
        circuit.go(Millis(2_000));
        assert_eq!(circuit.left_alone_until(Millis(2_001)), Some(Millis(12_000)), "one probe");
        assert_eq!((circuit.name(), circuit.since()), ("half-open", Some(Millis(0))));
        assert_eq!(circuit.left_alone_until(Millis(12_000)), None, "a probe that is lost");
        assert_eq!(circuit.answered(), Change::Closed);
        assert_eq!(circuit.left_alone_until(Millis(2_002)), None);
    }

    #[test]
    fn a_probe_that_fails_leaves_it_open_for_longer_but_never_for_long() {
        let mut circuit = opened(Millis(0));
        assert_eq!(circuit.failed(Millis(1)), Change::Nothing, "one that was on its way");
        let mut now = Millis(2_000);
        for pause in [4_000, 8_000, 16_000, 16_000] {
            circuit.go(now);
            assert_eq!(circuit.failed(now), Change::Nothing);
            assert_eq!(circuit.left_alone_until(now), Some(Millis(now.0 + pause)));
            assert_eq!(circuit.since(), Some(Millis(0)), "it is still the same trouble");
            now = Millis(now.0 + pause);
        }
    }
}
