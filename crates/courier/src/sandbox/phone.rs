//! What the phones of the sandbox show, and what its operator did not bring there.

use crate::{Outgoing, Why};
use domain::{Language, Millis, challenge::Channel, id::MessageId, phone::Phone};
use serde::Serialize;
use std::fmt;

/// What became of a message on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The text is on the phone, or the call was answered.
    Delivered,
    /// The phone rings.
    Ringing,
    /// The person did not take the call.
    Declined,
    /// The phone rang in vain.
    Missed,
}

impl State {
    /// The name under which it is shown.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Ringing => "ringing",
            Self::Declined => "declined",
            Self::Missed => "missed",
        }
    }
}

/// A message on a phone. Its `Debug` shows neither number nor words.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// Its name.
    pub id: MessageId,
    /// When it arrived, in UTC with milliseconds (RFC 3339).
    pub at: String,
    /// Whether it is a text or a call.
    pub channel: Channel,
    /// The number, in E.164 form.
    pub to: Phone,
    /// The six-letter sender id.
    pub header: String,
    /// The id of the registered template.
    pub template: String,
    /// The words.
    pub text: String,
    /// What became of it.
    pub state: State,
    /// The language of the words, for who reads them aloud.
    #[serde(skip)]
    pub language: Language,
}

impl Delivered {
    pub(super) fn new(message: &Outgoing, at: Millis, state: State) -> Self {
        Self {
            id: message.id,
            at: instant(at),
            channel: message.channel,
            to: message.to.clone(),
            header: message.header.clone(),
            template: message.template.clone(),
            text: message.text.reveal().to_owned(),
            state,
            language: message.language,
        }
    }
}

impl fmt::Debug for Delivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivered").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A message that the operator took and never brought to its phone. Its words stay with the operator.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Its name.
    pub id: MessageId,
    /// When the operator gave it up, in UTC with milliseconds (RFC 3339).
    pub at: String,
    /// Whether it is a text or a call.
    pub channel: Channel,
    /// The number, in E.164 form.
    pub to: Phone,
    /// The id of the template.
    pub template: String,
    /// Why, in words.
    pub why: &'static str,
    /// The operator's number for it, if it has one.
    pub code: Option<u16>,
}

impl Dropped {
    pub(super) fn new(message: &Outgoing, at: Millis, why: Why) -> Self {
        Self {
            id: message.id,
            at: instant(at),
            channel: message.channel,
            to: message.to.clone(),
            template: message.template.clone(),
            why: why.says,
            code: why.code,
        }
    }
}

impl fmt::Debug for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dropped")
            .field("id", &self.id)
            .field("why", &self.why)
            .finish_non_exhaustive()
    }
}

/// A moment no calendar has, tens of thousands of years away, is shown as the first one.
fn instant(at: Millis) -> String {
    format!("{:.3}", jiff::Timestamp::from_millisecond(at.0).unwrap_or_default())
}
