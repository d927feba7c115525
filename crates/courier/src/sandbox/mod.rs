//! The sandbox carrier: an operator and its phones, in this process.

mod phone;

pub use phone::{Delivered, State};

use crate::{
    Callback, Carrier, Fate, Forged, Heard, Of, Outgoing, Receipt, Receipts, Repeat, Reply,
    Sending, Templates, Why,
    template::{Template, Text},
};
use domain::{Clock, Language, challenge::Channel, phone::Phone};
use futures::future::{BoxFuture, ready};
use phone::Phones;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::broadcast;

/// How many messages a slow reader of [`SandboxCarrier::subscribe`] may lag behind before it misses some.
const LAG: usize = 64;

/// Why a text was scrubbed: in the words under which it is stored.
pub const SCRUBBED: Why = Why::says("no registered template fits the text");

/// A carrier that delivers to phones in a browser, at once, and whose operator lets registered texts pass alone.
/// Messages are kept in memory, never in a database.
pub struct SandboxCarrier {
    templates: Arc<Templates>,
    clock: Arc<dyn Clock>,
    receipts: Receipts,
    phones: Mutex<Phones>,
    arrivals: broadcast::Sender<Delivered>,
}

impl SandboxCarrier {
    /// The name under which its tries and receipts are stored.
    pub const NAME: &'static str = "sandbox";

    /// A carrier whose operator knows these templates.
    #[must_use]
    pub fn new(templates: Arc<Templates>, clock: Arc<dyn Clock>, receipts: Receipts) -> Self {
        let (arrivals, _) = broadcast::channel(LAG);
        Self { templates, clock, receipts, phones: Mutex::default(), arrivals }
    }

    /// What arrived, newest first; for one number, or for all. The oldest are forgotten in time.
    #[must_use]
    pub fn messages(&self, to: Option<&Phone>) -> Vec<Delivered> {
        self.phones().list(to)
    }

    /// What arrives from now on. Whoever wants all subscribes first, and lists then.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Delivered> {
        self.arrivals.subscribe()
    }

    fn deliver(&self, message: &Outgoing) -> Sending {
        match self.templates.registered(&message.template) {
            Some(template) if passes(template, message) => self.take(message),
            _ => Sending::Never(SCRUBBED),
        }
    }

    fn take(&self, message: &Outgoing) -> Sending {
        let at = self.clock.now();
        let reference = format!("{}-{}", Self::NAME, message.id);
        let delivered = Delivered::new(message, at);
        if self.phones().keep(delivered.clone()) {
            // Nobody need be looking at a phone.
            let _ = self.arrivals.send(delivered);
        }
        // A message that is handed over again gets its receipt again: the first may have met no row.
        self.receipts.put(Receipt {
            carrier: Self::NAME.to_owned(),
            of: Of::Reference(reference.clone()),
            fate: Fate::Delivered,
            at,
        });
        Sending::Accepted(reference)
    }

    fn phones(&self) -> MutexGuard<'_, Phones> {
        // Nothing panics half-way through a change, so what a poisoned lock guards is whole.
        self.phones.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn passes(template: &Template, message: &Outgoing) -> bool {
    template.entity() == message.entity
        && template.header() == message.header
        && template.fits(message.text.reveal())
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
        Box::pin(ready(self.deliver(&message)))
    }

    fn hear(&self, _: &Callback) -> Result<Heard, Forged> {
        // It is in this process, and has no need to call.
        Err(Forged::Unproven)
    }

    fn speak(&self, _: Language, words: &Text) -> Reply {
        Reply { media: "text/plain; charset=utf-8", body: words.reveal().to_owned().into() }
    }
}
