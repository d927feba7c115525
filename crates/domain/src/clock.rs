//! Time and chance, as arguments.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A moment, in milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// The moment `span` later; stays at the last representable moment rather than overflow.
    #[must_use]
    pub fn after(self, span: Duration) -> Self {
        Self(self.0.saturating_add(whole_millis(span)))
    }

    /// The moment `span` earlier; stays at the first representable moment rather than overflow.
    #[must_use]
    pub fn before(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(whole_millis(span)))
    }

    /// How long from here until `later`; zero when it has passed.
    #[must_use]
    pub fn until(self, later: Self) -> Duration {
        Duration::from_millis(u64::try_from(later.0.saturating_sub(self.0)).unwrap_or(0))
    }
}

fn whole_millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

/// Tells the time. The server's is the machine's; a test's stands still until moved.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Millis;
}

/// A source of chance. The server's is the operating system's; a test's is seeded.
pub trait Chance: Send + Sync {
    /// Fills `bytes` with unpredictable values.
    fn fill(&self, bytes: &mut [u8]);
}

/// Thirty-two unpredictable bytes.
#[must_use]
pub fn random_key(chance: &dyn Chance) -> [u8; 32] {
    let mut bytes = [0; 32];
    chance.fill(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_never_wraps() {
        assert_eq!(Millis(i64::MAX).after(Duration::from_secs(1)), Millis(i64::MAX));
        assert_eq!(Millis(i64::MIN).before(Duration::from_secs(1)), Millis(i64::MIN));
        assert_eq!(Millis(5).until(Millis(3)), Duration::ZERO);
        assert_eq!(Millis(5).until(Millis(1_005)), Duration::from_secs(1));
    }
}
