//! Wrong tokens, counted by network: ten in a quarter of an hour, and then none is looked at.

use portal::domain::Millis;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Wrong tokens that a network may show in a span.
const MOST: u32 = 10;
/// The span.
const SPAN: Duration = Duration::from_mins(15);
/// Networks that are kept in mind; a token cannot be guessed from more of them either.
const NETWORKS: usize = 10_000;

/// How long to wait before a token is looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slow(pub Duration);

/// Wrong tokens, by network: how many, and since when.
#[derive(Default)]
pub(super) struct Guesses(Mutex<HashMap<String, (u32, Millis)>>);

impl Guesses {
    /// How long a network has to wait; none while it may show a token.
    pub(super) fn slow(&self, network: &str, now: Millis) -> Option<Slow> {
        let guesses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, since) = guesses.get(network)?;
        let ends = since.after(SPAN);
        (*count >= MOST && now < ends).then(|| Slow(now.until(ends)))
    }

    /// Counts a wrong token.
    pub(super) fn wrong(&self, network: &str, now: Millis) {
        let mut guesses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        guesses.retain(|_, (_, since)| now < since.after(SPAN));
        if guesses.len() < NETWORKS || guesses.contains_key(network) {
            guesses.entry(network.to_owned()).or_insert((0, now)).0 += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_wrong_tokens_make_a_network_wait() {
        let guesses = Guesses::default();
        for n in 0..10 {
            assert_eq!(guesses.slow("a", Millis(n)), None);
            guesses.wrong("a", Millis(n));
        }
        assert_eq!(guesses.slow("a", Millis(10)), Some(Slow(Duration::from_millis(899_990))));
        assert_eq!(guesses.slow("b", Millis(10)), None);
        assert_eq!(guesses.slow("a", Millis(900_000)), None);
        guesses.wrong("a", Millis(900_000));
        assert_eq!(guesses.slow("a", Millis(900_001)), None);
    }
}
