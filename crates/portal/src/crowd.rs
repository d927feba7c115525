//! How many may be at something at once from one network, so that one cannot keep all others out.

use crate::Refusal;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Who is at it, by network.
pub(crate) struct Crowd {
    most: usize,
    there: Mutex<HashMap<String, usize>>,
}

/// One of the crowd; leaves when dropped.
pub(crate) struct Member<'a> {
    crowd: &'a Crowd,
    network: String,
}

impl Crowd {
    /// At most so many from one network.
    pub(crate) fn of(most: usize) -> Self {
        Self { most, there: Mutex::default() }
    }

    /// Joins the crowd.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when too many of the network are there already.
    pub(crate) fn join(&self, network: String) -> Result<Member<'_>, Refusal> {
        let mut there = self.there();
        let count = there.entry(network.clone()).or_default();
        if *count >= self.most {
            return Err(Refusal::Busy);
        }
        *count += 1;
        drop(there);
        Ok(Member { crowd: self, network })
    }

    /// Counts stay right whatever a thread that held them did: each is changed by one step.
    fn there(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.there.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Member<'_> {
    fn drop(&mut self) {
        let mut there = self.crowd.there();
        match there.get_mut(&self.network) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(there.remove(&self.network)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_network_keeps_no_other_out_and_leaves_nothing_behind() {
        let crowd = Crowd::of(2);
        let join = |network: &str| crowd.join(network.to_owned());
        let (first, second) = (join("a").unwrap(), join("a").unwrap());
        assert!(matches!(join("a"), Err(Refusal::Busy)));
        let other = join("b").unwrap();
        drop(first);
        drop(join("a").unwrap());
        drop((second, other));
        assert!(crowd.there().is_empty());
    }
}
