//! How carriers are: circuits by their answers, in this process; and their places by their receipts, which are in the
//! database, so that all nodes come to the same.

mod circuit;
mod share;

pub use circuit::Circuit;
pub(crate) use share::{SETTLED, WINDOW};

use crate::Carrier;
use circuit::Change;
use domain::{Millis, challenge::Channel};
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use store::attempt::Share;
use tracing::warn;

type Key = (String, Channel);

/// The circuits and places of all carriers. Cloning shares them.
#[derive(Clone, Debug, Default)]
pub struct Circuits(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    circuits: HashMap<Key, Circuit>,
    poor: HashSet<Key>,
}

/// How one carrier stands on one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The carrier's name.
    pub carrier: String,
    /// The channel.
    pub channel: Channel,
    /// Its circuit.
    pub circuit: Circuit,
    /// Since when its circuit is not closed; none while it is.
    pub since: Option<Millis>,
    /// Whether it was moved behind the others, because little of what it takes arrives.
    pub demoted: bool,
    /// Its place in the order in which carriers are asked, from 0.
    pub rank: usize,
}

impl Circuits {
    /// How these carriers stand, in the order in which they are asked.
    #[must_use]
    pub fn snapshot(&self, carriers: &[Arc<dyn Carrier>]) -> Vec<Standing> {
        let standing = |channel| {
            let order = self.order(carriers, channel).into_iter().enumerate();
            order.map(move |(rank, carrier)| self.standing(carrier.name(), channel, rank))
        };
        Channel::ALL.into_iter().flat_map(standing).collect()
    }

    fn standing(&self, carrier: &str, channel: Channel, rank: usize) -> Standing {
        let inner = self.inner();
        let key = (carrier.to_owned(), channel);
        let circuit = inner.circuits.get(&key).copied().unwrap_or_default();
        let (since, demoted) = (circuit.since(), inner.poor.contains(&key));
        Standing { carrier: key.0, channel, circuit, since, demoted, rank }
    }

    /// The carriers of a channel in the order in which they are asked: by preference, those whose messages do not
    /// arrive last.
    pub(crate) fn order<'a>(
        &self,
        carriers: &'a [Arc<dyn Carrier>],
        channel: Channel,
    ) -> Vec<&'a Arc<dyn Carrier>> {
        let inner = self.inner();
        let is_poor = |carrier: &str| inner.poor.contains(&(carrier.to_owned(), channel));
        let mut order: Vec<_> = carriers.iter().filter(|it| it.carries(channel)).collect();
        order.sort_by_key(|carrier| is_poor(carrier.name()));
        order
    }

    /// From when a carrier may be asked; none when it may be asked now.
    pub(crate) fn left_alone_until(
        &self,
        carrier: &str,
        channel: Channel,
        now: Millis,
    ) -> Option<Millis> {
        let circuit = self.inner().circuits.get(&(carrier.to_owned(), channel)).copied();
        circuit.and_then(|circuit| circuit.left_alone_until(now))
    }

    /// A carrier is asked.
    pub(crate) fn go(&self, carrier: &str, channel: Channel, now: Millis) {
        if let Some(circuit) = self.inner().circuits.get_mut(&(carrier.to_owned(), channel)) {
            circuit.go(now);
        }
    }

    /// A carrier answered, or failed to.
    pub(crate) fn note(&self, carrier: &str, channel: Channel, is_there: bool, now: Millis) {
        let mut inner = self.inner();
        let circuit = inner.circuits.entry((carrier.to_owned(), channel)).or_default();
        let change = if is_there { circuit.answered() } else { circuit.failed(now) };
        let channel = channel.name();
        match change {
            Change::Opened => {
                warn!(
                    event = "circuit-opened",
                    carrier, channel, "a carrier fails and is left alone"
                );
            }
            Change::Closed => {
                warn!(event = "circuit-closed", carrier, channel, "a carrier is there again");
            }
            Change::Nothing => {}
        }
    }

    /// Judges carriers by what arrived of what they took.
    pub(crate) fn weigh(&self, shares: &[Share]) {
        let poor = share::poor(shares);
        let mut inner = self.inner();
        for (carrier, channel) in poor.difference(&inner.poor) {
            let channel = channel.name();
            warn!(
                event = "carrier-demoted",
                carrier, channel, "a carrier takes and does not deliver"
            );
        }
        for (carrier, channel) in inner.poor.difference(&poor) {
            let channel = channel.name();
            warn!(event = "carrier-restored", carrier, channel, "a carrier has its place again");
        }
        inner.poor = poor;
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // Nothing panics half-way through a change, so what a poisoned lock guards is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
