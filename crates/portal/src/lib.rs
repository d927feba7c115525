//! What people do with the portal. One public function is one thing a person does: one transaction, unless something
//! must last whatever comes after it, such as a spent attempt, or must not hold one up, such as hashing a password.
//!
//! Pages and form posts call these functions and nothing below them; a function takes the [`Portal`], who
//! asks ([`Caller`] or [`Principal`]), and what was typed, and answers with a view or a [`Refusal`].

pub mod account;
pub mod activation;
pub mod audit;
pub mod caller;
pub mod challenge;
pub mod counter;
pub mod devices;
pub mod earned;
pub mod enrol;
pub mod erasure;
pub mod export;
pub mod family;
pub mod forgotten;
pub mod hasher;
pub mod history;
pub mod import;
pub mod notice;
pub mod number;
pub mod password;
pub mod pharmacy;
pub mod pin;
pub mod prescriptions;
pub mod profile;
pub mod rebind;
pub mod refusal;
pub mod reports;
pub mod retention;
pub mod rules;
pub mod settings;
pub mod sign_in;
pub mod watch;
pub mod wrapping;

mod crowd;
mod elsewhere;
mod event;
mod foreign;
mod news;
mod own;
mod stranger;

pub use caller::{Acting, Caller, Counter, Principal};
pub use domain;
pub use hasher::Hasher;
pub use refusal::Refusal;
pub use rules::Rules;

use domain::{Chance, Clock, Millis};
use std::sync::{Arc, OnceLock};
use store::{Db, Tx, patient::PatientRow};
use tokio::sync::Notify;
use vault::Vault;
use watch::Watch;

/// The portal: what every use case is given. Cloning shares it.
#[derive(Clone)]
pub struct Portal {
    parts: Arc<Parts>,
    watch: Arc<Watch>,
    nobody: Arc<OnceLock<PatientRow>>,
    /// Who of the clinic's staff runs it, where that is known.
    staff: Option<Arc<str>>,
}

/// What a portal is made of.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The keys and the sealed records.
    pub vault: Arc<dyn Vault>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
    /// What the clinic configured.
    pub rules: Rules,
    /// The bounded pool that hashes passwords.
    pub hasher: Hasher,
    /// The newest head of the audit log that this node has seen.
    pub mark: Arc<dyn audit::Mark>,
    /// Rung after messages were committed, so that the courier need not wait for its tick.
    pub outbox: Arc<Notify>,
}

impl Portal {
    /// A portal of these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self { parts: Arc::new(parts), watch: Arc::default(), nobody: Arc::default(), staff: None }
    }

    /// The same portal, run by somebody of the clinic's staff: what it notes as the clinic's doing names them, for the
    /// clinic's eyes alone.
    #[must_use]
    pub fn run_by(&self, staff: &str) -> Self {
        let staff = Some(staff.into()).filter(|_| !staff.is_empty());
        Self { staff, ..self.clone() }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.parts.clock.now()
    }

    /// What the clinic configured.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.parts.rules
    }

    /// The source of chance.
    #[must_use]
    pub fn chance(&self) -> &dyn Chance {
        &*self.parts.chance
    }

    /// Who of the clinic's staff runs it, where that is known.
    pub(crate) fn staff(&self) -> Option<&str> {
        self.staff.as_deref()
    }

    pub(crate) fn vault(&self) -> &dyn Vault {
        &*self.parts.vault
    }

    pub(crate) fn mark(&self) -> &Arc<dyn audit::Mark> {
        &self.parts.mark
    }

    /// What this node keeps in mind for its operators.
    pub(crate) fn watch(&self) -> &Watch {
        &self.watch
    }

    /// A patient who is nobody, whose details are opened where there are no others.
    pub(crate) fn nobody(&self) -> Result<&PatientRow, Refusal> {
        if let Some(row) = self.nobody.get() {
            return Ok(row);
        }
        let row = stranger::find::nobody(self)?;
        Ok(self.nobody.get_or_init(|| row))
    }

    pub(crate) fn hasher(&self) -> &Hasher {
        &self.parts.hasher
    }

    pub(crate) async fn begin(&self) -> Result<Tx, Refusal> {
        Ok(self.parts.db.begin().await?)
    }

    pub(crate) async fn read(&self) -> Result<Tx, Refusal> {
        Ok(self.parts.db.read().await?)
    }

    pub(crate) fn db(&self) -> &Db {
        &self.parts.db
    }

    /// Ends a transaction that may have written messages: what a refusal noted in it is kept, what a failure left half
    /// done is not. The courier is rung for what was kept, so that no use case can forget to.
    pub(crate) async fn settle<T>(&self, tx: Tx, done: Result<T, Refusal>) -> Result<T, Refusal> {
        if !done.as_ref().is_err_and(Refusal::is_failure) {
            tx.commit().await?;
            self.parts.outbox.notify_waiters();
        }
        done
    }
}
