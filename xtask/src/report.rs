//! What a step says while it works.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// Does a piece of work, and says in one line how long it took.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("   … {name}");
    let start = now();
    let outcome = work();
    let mark = if outcome.is_ok() { "✓" } else { "✗" };
    eprintln!("   {mark} {name} ({})", seconds(start.elapsed()));
    outcome
}

/// Pieces of work that are all tried, whichever of them fail.
#[derive(Default)]
pub struct Outcomes {
    failures: Vec<String>,
}

impl Outcomes {
    /// Tries one piece of work and keeps its failure for the end.
    pub fn attempt<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        self.keep(name, step(name, work))
    }

    /// Takes the outcome of work that has told of itself already.
    pub fn keep<T>(&mut self, name: &str, outcome: Result<T>) -> Option<T> {
        let failure = |why| self.failures.push(format!("{name}: {why:#}"));
        outcome.map_err(failure).ok()
    }

    /// An error that lists every failure, if there was one.
    pub fn finish(self) -> Result<()> {
        match self.failures.as_slice() {
            [] => Ok(()),
            failures => bail!("{} failed:\n\n{}", failures.len(), failures.join("\n\n")),
        }
    }
}

/// A duration as a reader wants it: `0.4 s`, `2 min 05 s`.
pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

/// A size as a reader wants it; 1 kB is 1000 bytes.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "only a step's own duration is read, nothing is decided"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_tried_and_every_failure_is_listed() {
        let mut outcomes = Outcomes::default();
        outcomes.attempt("first", || -> Result<()> { bail!("one") });
        assert_eq!(outcomes.attempt("second", || Ok(2)), Some(2));
        outcomes.attempt("third", || -> Result<()> { bail!("three") });
        let report = outcomes.finish().unwrap_err().to_string();
        assert_eq!(report, "2 failed:\n\nfirst: one\n\nthird: three");
        assert!(Outcomes::default().finish().is_ok());
    }

    #[test]
    fn durations_and_sizes_read_well() {
        assert_eq!(seconds(Duration::from_millis(450)), "0.5 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
        assert_eq!([size(999), size(69_960), size(12_345_678)], ["999 B", "69.9 kB", "12.3 MB"]);
    }
}
