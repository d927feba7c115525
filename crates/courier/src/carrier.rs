//! What a courier asks of a provider.

use crate::{
    callback::{Callback, Forged, Heard, Reply},
    template::{Text, Variable},
    why::Why,
};
use domain::{Language, challenge::Channel, id::MessageId, phone::Phone};
use futures::future::BoxFuture;

/// A provider that takes messages to phones.
pub trait Carrier: Send + Sync {
    /// The name under which it is configured, and its tries and receipts are stored.
    fn name(&self) -> &str;

    /// Whether it serves this channel.
    fn carries(&self, channel: Channel) -> bool;

    /// What it does with a message that it was given before.
    fn repeat(&self) -> Repeat;

    /// Hands a message over.
    fn send(&self, message: Outgoing) -> BoxFuture<'_, Sending>;

    /// Understands a request that came to one of this carrier's addresses here. A carrier that was given none is never
    /// believed.
    ///
    /// # Errors
    /// [`Forged`] when it is not proven to be the carrier's, or says nothing that could be understood.
    fn hear(&self, _callback: &Callback) -> Result<Heard, Forged> {
        Err(Forged::Unproven)
    }

    /// Says the words of a call in the form in which this carrier reads them out. One whose callbacks are never
    /// [`Heard::Words`] is told none.
    fn speak(&self, _language: Language, _words: &Text) -> Reply {
        Reply::nothing()
    }
}

/// What a carrier does with a message that it was given before, by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// It knows the id, sends nothing more and answers as it did before.
    Harmless,
    /// It sends the message once more.
    Doubles,
}

/// A message ready to go. Neither `Debug` nor `Display`: it has an address and a code.
#[derive(Clone)]
pub struct Outgoing {
    /// Its name, and its idempotency key.
    pub id: MessageId,
    /// How it travels.
    pub channel: Channel,
    /// Where it goes.
    pub to: Phone,
    /// The language of its words.
    pub language: Language,
    /// The registered principal entity in whose name it is sent.
    pub entity: String,
    /// The six-letter sender id.
    pub header: String,
    /// The id of the registered template.
    pub template: String,
    /// What stands in place of each of the template's variables, in their order.
    pub values: Vec<(Variable, Text)>,
    /// The words.
    pub text: Text,
}

/// What a carrier answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sending {
    /// It took the message, and calls it this.
    Accepted(String),
    /// It did not take it now; later it may.
    Retry(Why),
    /// Nobody knows whether it took it: the connection broke, or the answer cannot be understood.
    Unsure(Why),
    /// It will not ever take this message.
    Never(Why),
}
