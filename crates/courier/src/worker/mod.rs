//! The worker: takes messages from the outbox to carriers, and receipts back.
//!
//! Nothing of its plan is in memory but receipts that came too early. A try is written before its carrier is asked. A
//! message whose worker dies stays claimed for the span of a lease, and is then claimed again; its try, which has no
//! answer, tells that it may have been sent.

mod backoff;
mod board;
mod choose;
mod dispatch;
mod prepare;
mod round;
mod run;
mod serve;
mod settle;
mod traffic;
mod words;

pub use run::Shutdown;
pub use words::Spoken;

use crate::{
    Carrier, Inbox, Receipts, Templates,
    health::{Circuits, Standing},
};
use domain::{Chance, Clock, challenge::Life};
use std::{sync::Arc, time::Duration};
use store::Db;
use tokio::sync::{Mutex, Notify};
use vault::Vault;

/// What a courier is made of.
pub struct Parts {
    /// The database, with the outbox.
    pub db: Db,
    /// Opens addresses, and knows the peppers.
    pub vault: Arc<dyn Vault>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// How long a code lives, as configured: a late receipt begins it anew.
    pub life: Life,
    /// The registered texts.
    pub templates: Arc<Templates>,
    /// The carriers, in order of preference.
    pub carriers: Vec<Arc<dyn Carrier>>,
    /// Rung after messages were committed.
    pub outbox: Arc<Notify>,
    /// Where the carriers put receipts.
    pub inbox: Inbox,
}

/// Delivers messages. Any number of them, here and on other nodes, may share one database.
pub struct Courier {
    db: Db,
    vault: Arc<dyn Vault>,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    life: Life,
    templates: Arc<Templates>,
    carriers: Vec<Arc<dyn Carrier>>,
    outbox: Arc<Notify>,
    inbox: Mutex<Inbox>,
    early: Receipts,
    circuits: Circuits,
    patience: Duration,
}

impl Courier {
    /// A courier of these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let Parts { db, vault, clock, chance, life, templates, carriers, outbox, inbox } = parts;
        let (early, circuits) = (inbox.sender(), Circuits::default());
        let (inbox, patience) = (Mutex::new(inbox), dispatch::PATIENCE);
        Self {
            db,
            vault,
            clock,
            chance,
            life,
            templates,
            carriers,
            outbox,
            inbox,
            early,
            circuits,
            patience,
        }
    }

    /// The same, which waits for a carrier only so long: a test need not wait for as long as people must.
    #[cfg(test)]
    pub(crate) fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// How the carriers stand, for an operator to see, in the order in which they are asked.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        self.circuits.snapshot(&self.carriers)
    }

    /// The carrier of this name, if it is among this courier's.
    #[must_use]
    pub fn carrier(&self, name: &str) -> Option<&Arc<dyn Carrier>> {
        self.carriers.iter().find(|carrier| carrier.name() == name)
    }
}
