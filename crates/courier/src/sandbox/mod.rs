//! The sandbox carrier: an operator and its phones, in this process.
//!
//! The operator lets registered texts pass alone, as real ones do, and may be told to be slow, to lose messages, or to be
//! out of order. Messages are kept in memory, never in a database.

mod book;
mod operator;
mod phone;
mod run;

pub use operator::{Conduct, Delay, Manner, Operator, TooLong, reason};
pub use phone::{Delivered, Dropped, State};

use crate::{Carrier, Of, Outgoing, Receipt, Receipts, Repeat, Sending, Templates, Why};
use book::{Book, Entry, Standing};
use domain::{Clock, challenge::Channel, id::MessageId, phone::Phone};
use futures::future::{BoxFuture, pending, ready};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, broadcast};

/// How many messages a slow reader of [`SandboxCarrier::subscribe`] may lag behind before it misses some.
const LAG: usize = 64;

/// A carrier that delivers to phones in a browser. At first it does so at once.
pub struct SandboxCarrier {
    templates: Arc<Templates>,
    clock: Arc<dyn Clock>,
    receipts: Receipts,
    operator: Mutex<Operator>,
    book: Mutex<Book>,
    arrivals: broadcast::Sender<Delivered>,
    drops: broadcast::Sender<Dropped>,
    /// Rung when something new has to be waited for.
    changed: Notify,
}

/// What a person does when their phone rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Takes the call.
    Answer,
    /// Does not take it.
    Decline,
}

impl SandboxCarrier {
    /// The name under which its tries and receipts are stored.
    pub const NAME: &'static str = "sandbox";

    /// A carrier whose operator knows these templates.
    #[must_use]
    pub fn new(templates: Arc<Templates>, clock: Arc<dyn Clock>, receipts: Receipts) -> Self {
        Self {
            templates,
            clock,
            receipts,
            operator: Mutex::default(),
            book: Mutex::default(),
            arrivals: broadcast::channel(LAG).0,
            drops: broadcast::channel(LAG).0,
            changed: Notify::new(),
        }
    }

    /// How the operator behaves.
    #[must_use]
    pub fn operator(&self) -> Operator {
        *whole(&self.operator)
    }

    /// Has the operator behave otherwise from now on. What it took before goes its way.
    pub fn set_operator(&self, operator: Operator) {
        *whole(&self.operator) = operator;
    }

    /// What came to phones, newest first; for one number, or for all. The oldest are forgotten in time.
    #[must_use]
    pub fn messages(&self, to: Option<&Phone>) -> Vec<Delivered> {
        whole(&self.book).shown(to)
    }

    /// What the operator took and never brought to a phone, newest first.
    #[must_use]
    pub fn dropped(&self) -> Vec<Dropped> {
        whole(&self.book).dropped()
    }

    /// What comes to phones from now on, and what becomes of calls there. Whoever wants all subscribes first, and lists
    /// then.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Delivered> {
        self.arrivals.subscribe()
    }

    /// What the operator gives up from now on.
    #[must_use]
    pub fn subscribe_dropped(&self) -> broadcast::Receiver<Dropped> {
        self.drops.subscribe()
    }

    /// Takes or declines a call; says whether a phone rang for it.
    pub fn pick(&self, id: MessageId, pick: Pick) -> bool {
        let standing = match pick {
            Pick::Answer => Standing::Delivered,
            Pick::Decline => Standing::Declined,
        };
        let picked = whole(&self.book).pick(id, standing);
        picked.inspect(|entry| self.tell(entry)).is_some()
    }

    /// A message that is handed over again gets its receipt again: the first may have met no row.
    fn take(&self, message: Outgoing) -> String {
        let now = self.clock.now();
        let reference = reference(message.id);
        let mut book = whole(&self.book);
        if let Some(known) = book.find(message.id) {
            self.report(known);
            return reference;
        }
        let manner = self.operator().on(message.channel);
        let standing = Standing::of_new(manner, self.fault(&message), now);
        let entry = Entry::new(message, standing, now);
        book.enter(entry.clone());
        drop(book);
        self.tell(&entry);
        self.changed.notify_one();
        reference
    }

    /// What the operator finds wrong with a message.
    fn fault(&self, message: &Outgoing) -> Option<Why> {
        match self.templates.registered(&message.template) {
            None => Some(reason::NO_TEMPLATE),
            Some(it) if it.entity() != message.entity => Some(reason::ENTITY),
            Some(it) if it.header() != message.header => Some(reason::HEADER),
            Some(it) if !it.fits(message.text.reveal()) => Some(reason::SCRUBBED),
            Some(_) => None,
        }
    }

    /// Tells the courier, and whoever looks, where a message is now.
    fn tell(&self, entry: &Entry) {
        self.report(entry);
        // Nobody need be looking.
        if let Some(shown) = entry.shown() {
            let _ = self.arrivals.send(shown);
        }
        if let Some(dropped) = entry.dropped() {
            let _ = self.drops.send(dropped);
        }
    }

    fn report(&self, entry: &Entry) {
        self.receipts.put(Receipt {
            carrier: Self::NAME.to_owned(),
            of: Of::Reference(reference(entry.message.id)),
            fate: entry.standing.fate(),
            at: self.clock.now(),
        });
    }
}

fn reference(id: MessageId) -> String {
    format!("{}-{id}", SandboxCarrier::NAME)
}

/// Nothing panics half-way through a change, so what a poisoned lock guards is whole.
fn whole<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Carrier for SandboxCarrier {
    fn name(&self) -> &str {
        Self::NAME
    }

    fn carries(&self, _: Channel) -> bool {
        true
    }

    fn repeat(&self) -> Repeat {
        Repeat::Harmless
    }

    fn send(&self, message: Outgoing) -> BoxFuture<'_, Sending> {
        match self.operator().on(message.channel).does {
            Conduct::Refuse => Box::pin(ready(Sending::Retry(reason::OUTAGE))),
            Conduct::Hang => Box::pin(pending()),
            _ => Box::pin(ready(Sending::Accepted(self.take(message)))),
        }
    }
}
