//! Who may hold a connection open, and how many.

use ipnet::IpNet;
use std::{
    collections::{HashMap, hash_map::Entry},
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The part of an IPv6 address that its holder did not choose; the other 64 bits are free to change (RFC 4291 §2.5.4).
const NETWORK: u128 = !(u64::MAX as u128);

/// How many connections are open, in all and from each peer.
pub(super) struct Places {
    free: Arc<Semaphore>,
    per_peer: usize,
    trusted: Vec<IpNet>,
    taken: Taken,
}

/// A place held: all of it is given back on drop.
pub(super) struct Held {
    _place: Place,
    _share: Option<Share>,
}

/// One of the connections that may be open in all; none is given once the portal is gone.
pub(super) type Place = Option<OwnedSemaphorePermit>;

impl Places {
    pub(super) fn new(open: usize, per_peer: usize, trusted: Vec<IpNet>) -> Self {
        let free = Arc::new(Semaphore::new(open));
        Self { free, per_peer, trusted, taken: Taken::default() }
    }

    /// Waits until one connection more may be open.
    pub(super) async fn place(&self) -> Place {
        // The semaphore is never closed, so the error does not occur.
        Arc::clone(&self.free).acquire_owned().await.ok()
    }

    /// Gives a peer its place, unless it has as many connections as one peer may have.
    pub(super) fn give(&self, place: Place, peer: IpAddr) -> Option<Held> {
        let peer = peer.to_canonical();
        // A trusted proxy brings everybody's connections.
        if self.trusted.iter().any(|network| network.contains(&peer)) {
            return Some(Held { _place: place, _share: None });
        }
        let share = self.taken.share(household(peer), self.per_peer)?;
        Some(Held { _place: place, _share: Some(share) })
    }
}

/// What is counted as one peer.
fn household(peer: IpAddr) -> IpAddr {
    match peer {
        IpAddr::V4(_) => peer,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & NETWORK).into(),
    }
}

/// Open connections by peer; a peer without any is not kept.
#[derive(Clone, Default)]
struct Taken(Arc<Mutex<HashMap<IpAddr, usize>>>);

impl Taken {
    fn counts(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn share(&self, peer: IpAddr, most: usize) -> Option<Share> {
        let mut counts = self.counts();
        let count = counts.get(&peer).copied().unwrap_or_default();
        (count < most).then(|| {
            counts.insert(peer, count + 1);
            Share { taken: self.clone(), peer }
        })
    }
}

/// One of a peer's connections.
struct Share {
    taken: Taken,
    peer: IpAddr,
}

impl Drop for Share {
    fn drop(&mut self) {
        if let Entry::Occupied(mut entry) = self.taken.counts().entry(self.peer) {
            match *entry.get() {
                0 | 1 => drop(entry.remove()),
                count => drop(entry.insert(count - 1)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_has_its_share_and_a_trusted_proxy_any() {
        let cases = [
            ("203.0.113.9", "203.0.113.9", false),
            ("203.0.113.9", "::ffff:203.0.113.9", false),
            ("203.0.113.9", "203.0.113.10", true),
            ("2001:db8::1", "2001:db8::ffff:2", false),
            ("2001:db8::1", "2001:db8:0:1::1", true),
            ("10.0.0.1", "10.0.0.1", true),
            ("::ffff:10.0.0.1", "10.0.0.1", true),
        ];
        for (first, second, given) in cases {
            let all = Places::new(9, 1, vec!["10.0.0.0/8".parse().unwrap()]);
            let held = all.give(None, first.parse().unwrap());
            assert!(held.is_some(), "{first}");
            let again = all.give(None, second.parse().unwrap());
            assert_eq!(again.is_some(), given, "{first} {second}");
            drop((held, again));
            assert!(all.taken.counts().is_empty(), "{first} {second}");
        }
    }
}
