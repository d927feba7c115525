//! Receipts: carriers' reports of what became of messages.

use crate::why::Why;
use domain::{Millis, id::MessageId};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A carrier's report of what became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The carrier's name.
    pub carrier: String,
    /// Which message.
    pub of: Of,
    /// What became of it.
    pub fate: Fate,
    /// When the report came here; carriers' own clocks are not believed.
    pub at: Millis,
}

/// Which message a receipt is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// The one that the carrier calls this.
    Reference(String),
    /// The one of this id: the callback's address, which we signed, named it.
    Message(MessageId),
}

/// What became of a message that a carrier took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is on its way beyond the carrier: an operator has it, or a phone rings.
    Underway,
    /// It arrived: the text is on the phone, or the call was heard.
    Delivered,
    /// It will not arrive.
    Failed(Why),
}

/// Where carriers put receipts. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Receipts(UnboundedSender<Receipt>);

/// Where a courier finds receipts.
#[derive(Debug)]
pub struct Inbox {
    new: UnboundedReceiver<Receipt>,
    /// Those that could not be noted yet.
    waiting: Vec<Receipt>,
    /// Where further ones are put.
    sender: Receipts,
}

/// The two ends of a way for receipts. Its length has no bound of its own: a receipt follows a message that was claimed
/// from the database, so there are never many more than messages.
#[must_use]
pub fn receipts() -> (Receipts, Inbox) {
    let (sender, receiver) = unbounded_channel();
    let sender = Receipts(sender);
    (sender.clone(), Inbox { new: receiver, waiting: Vec::new(), sender })
}

impl Receipts {
    /// Puts a receipt into the inbox. Once no courier reads it any more, receipts are of no use and lost.
    pub fn put(&self, receipt: Receipt) {
        if self.0.send(receipt).is_err() {
            tracing::debug!("a receipt came after the courier had stopped");
        }
    }
}

impl Inbox {
    /// A way for receipts to this inbox.
    pub(crate) fn sender(&self) -> Receipts {
        self.sender.clone()
    }

    /// Waits until a receipt arrives.
    pub(crate) async fn arrival(&mut self) {
        match self.new.recv().await {
            Some(receipt) => self.waiting.push(receipt),
            None => std::future::pending().await,
        }
    }

    /// Takes out every receipt that is there.
    pub(crate) fn take(&mut self) -> Vec<Receipt> {
        while let Ok(receipt) = self.new.try_recv() {
            self.waiting.push(receipt);
        }
        std::mem::take(&mut self.waiting)
    }

    /// Puts one back, to be noted later.
    pub(crate) fn keep(&mut self, receipt: Receipt) {
        self.waiting.push(receipt);
    }
}
