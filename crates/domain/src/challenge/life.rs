//! How long a code lives.

use crate::Millis;
use std::time::Duration;

/// The part of a code's life that is counted from its issue: 60 to 90 seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life(Duration);

/// The life asked for is not between 60 and 90 seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a code lives 60 to 90 seconds, not {0:?}")]
pub struct LifeOutOfBounds(Duration);

impl Default for Life {
    fn default() -> Self {
        Self(Duration::from_secs(90))
    }
}

impl Life {
    /// The longest a code may live after it was first issued, whatever happens on the way: 5 min (NIST SP 800-63B allows
    /// 10).
    pub const LONGEST: Duration = Duration::from_mins(5);

    /// A life of this span.
    ///
    /// # Errors
    /// [`LifeOutOfBounds`] when it is shorter than 60 or longer than 90 seconds.
    pub fn new(span: Duration) -> Result<Self, LifeOutOfBounds> {
        match span.as_secs() {
            60..=90 => Ok(Self(span)),
            _ => Err(LifeOutOfBounds(span)),
        }
    }

    /// How long a code lives that is neither sent again nor late.
    #[must_use]
    pub const fn span(self) -> Duration {
        self.0
    }

    /// The shorter of this life and a purpose's own.
    #[must_use]
    pub fn at_most(self, span: Duration) -> Self {
        Self(self.0.min(span))
    }

    /// When a code issued now ends.
    #[must_use]
    pub fn ends_at(self, issued_at: Millis) -> Millis {
        issued_at.after(self.0)
    }

    /// When a code ends after it was sent again: a life from then, within the longest.
    #[must_use]
    pub fn after_resend(self, issued_at: Millis, ends_at: Millis, resent_at: Millis) -> Millis {
        resent_at.after(self.0).min(issued_at.after(Self::LONGEST)).max(ends_at)
    }

    /// When a code ends after its receipt: one that came too late for the code gives it a life of its own,
    /// within the longest; any other changes nothing.
    #[must_use]
    pub fn after_receipt(self, issued_at: Millis, ends_at: Millis, receipt_at: Millis) -> Millis {
        if receipt_at > ends_at {
            receipt_at.after(self.0).min(issued_at.after(Self::LONGEST)).max(ends_at)
        } else {
            ends_at
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn s(seconds: i64) -> Millis {
        Millis(seconds * 1_000)
    }

    #[test]
    fn life_is_counted_from_issue_or_from_a_late_receipt() {
        let life = Life::default();
        assert_eq!(life.ends_at(s(0)), s(90));
        let receipts =
            [(5, 90), (90, 90), (91, 181), (209, 299), (211, 300), (299, 300), (400, 300)];
        for (receipt, end) in receipts {
            assert_eq!(life.after_receipt(s(0), s(90), s(receipt)), s(end), "receipt at {receipt}");
        }
        for (resent, end) in [(30, 120), (89, 179), (250, 300)] {
            assert_eq!(life.after_resend(s(0), s(90), s(resent)), s(end), "resent at {resent}");
        }
    }

    #[test]
    fn life_is_configured_within_its_bounds() {
        for (seconds, fits) in [(59, false), (60, true), (90, true), (91, false)] {
            assert_eq!(Life::new(Duration::from_secs(seconds)).is_ok(), fits, "{seconds}");
        }
        let short = Life::default().at_most(Duration::from_mins(1));
        assert_eq!(short.ends_at(s(0)), s(60));
    }
}
