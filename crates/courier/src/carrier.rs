//! What a courier asks of a provider.

use crate::template::Text;
use domain::{challenge::Channel, id::MessageId, phone::Phone};
use futures::future::BoxFuture;

/// A provider that takes messages to phones.
pub trait Carrier: Send + Sync {
    /// The name under which tries and receipts are stored.
    fn name(&self) -> &str;

    /// Whether it serves this channel.
    fn carries(&self, channel: Channel) -> bool;

    /// Hands a message over. Asked again with the same id, it sends nothing more and gives the same answer.
    fn send(&self, message: Outgoing) -> BoxFuture<'_, Sending>;
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
    /// The registered principal entity in whose name it is sent.
    pub entity: String,
    /// The six-letter sender id.
    pub header: String,
    /// The id of the registered template.
    pub template: String,
    /// The words.
    pub text: Text,
}

/// What a carrier answered. The reasons are fixed texts, so that no address or code can be in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sending {
    /// It took the message, and calls it this.
    Accepted(String),
    /// Not now; later it may.
    Retry(&'static str),
    /// Not ever.
    Never(&'static str),
}
