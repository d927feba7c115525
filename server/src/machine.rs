//! The machine's time and chance: the only place that asks for them.

use portal::domain::{Chance, Clock, Millis};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The machine's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where time comes from")]
    fn now(&self) -> Millis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The operating system's chance.
#[derive(Clone, Copy, Debug)]
pub struct SystemChance;

impl Chance for SystemChance {
    #[expect(clippy::disallowed_methods, reason = "this is where chance comes from")]
    fn fill(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // A key or a code made without chance would be worse than no portal.
            tracing::error!("the operating system gives no random numbers");
            std::process::abort();
        }
    }
}

/// A stopwatch for log lines.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is where time comes from")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Milliseconds since the start.
    #[must_use]
    pub fn millis(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// The longest name of somebody who runs a command, in characters.
const NAME: usize = 64;

/// Who runs this process: whoever became its user by sudo, else its user; empty where the environment does not say.
#[must_use]
pub fn operator() -> String {
    let named =
        ["SUDO_USER", "USER", "LOGNAME"].into_iter().filter_map(|it| std::env::var(it).ok());
    let named = named.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    named.chars().filter(|it| !it.is_control()).take(NAME).collect()
}
