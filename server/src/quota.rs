//! What somebody did, counted for a span in this process's memory: enough of it, and they have to wait.

use portal::domain::Millis;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Names that are kept in mind; while there are so many, others have to wait.
const NAMES: usize = 10_000;

/// How long to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slow(pub Duration);

/// How often each name did it, and since when.
pub(crate) struct Quota {
    most: u32,
    span: Duration,
    counts: Mutex<HashMap<String, (u32, Millis)>>,
}

impl Quota {
    /// One that lets each name do it so often in a span.
    pub(crate) fn new(most: u32, span: Duration) -> Self {
        Self { most, span, counts: Mutex::default() }
    }

    /// How long a name has to wait; none while it may go on.
    pub(crate) fn slow(&self, name: &str, now: Millis) -> Option<Slow> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((count, since)) = counts.get(name) else {
            if counts.len() >= NAMES {
                self.sweep(&mut counts, now);
            }
            return (counts.len() >= NAMES).then_some(Slow(self.span));
        };
        let ends = since.after(self.span);
        (*count >= self.most && now < ends).then(|| Slow(now.until(ends)))
    }

    /// Counts once more.
    pub(crate) fn count(&self, name: &str, now: Millis) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((count, since)) = counts.get_mut(name)
            && now < since.after(self.span)
        {
            *count = count.saturating_add(1);
            return;
        }
        self.sweep(&mut counts, now);
        if counts.len() < NAMES {
            counts.insert(name.to_owned(), (1, now));
        }
    }

    /// Forgets those whose span is over.
    fn sweep(&self, counts: &mut HashMap<String, (u32, Millis)>, now: Millis) {
        counts.retain(|_, (_, since)| now < since.after(self.span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_did_it_ten_times_has_to_wait() {
        let quota = Quota::new(10, Duration::from_mins(15));
        for n in 0..10 {
            assert_eq!(quota.slow("a", Millis(n)), None);
            quota.count("a", Millis(n));
        }
        assert_eq!(quota.slow("a", Millis(10)), Some(Slow(Duration::from_millis(899_990))));
        assert_eq!(quota.slow("b", Millis(10)), None);
        assert_eq!(quota.slow("a", Millis(900_000)), None);
        quota.count("a", Millis(900_000));
        assert_eq!(quota.slow("a", Millis(900_001)), None);
    }

    #[test]
    fn once_it_is_full_others_wait_no_longer_than_the_names_in_it() {
        let quota = Quota::new(10, Duration::from_mins(15));
        for n in 0..NAMES {
            quota.count(&n.to_string(), Millis(0));
        }
        assert_eq!(quota.slow("new", Millis(899_999)), Some(Slow(Duration::from_mins(15))));
        assert_eq!(quota.slow("new", Millis(900_000)), None);
    }
}
