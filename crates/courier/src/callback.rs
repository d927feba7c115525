//! Requests that carriers send here: receipts, and the question what a call should say.

use crate::Receipt;
use domain::id::MessageId;
use http::{HeaderMap, Method, Uri};
use std::fmt;
use zeroize::Zeroizing;

/// A request to a carrier's address here. Its query, its headers and its body may prove whose it is, and name a phone,
/// so that its `Debug` shows its method and its path alone.
#[derive(Clone)]
pub struct Callback {
    /// Its method.
    pub method: Method,
    /// The address as the carrier knows it: scheme, host, path and query.
    pub uri: Uri,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, at most 64 KiB.
    pub body: Vec<u8>,
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, uri, .. } = self;
        let mut shown = f.debug_struct("Callback");
        shown.field("method", method).field("path", &uri.path()).finish_non_exhaustive()
    }
}

/// What a callback said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// What became of messages.
    Receipts(Vec<Receipt>),
    /// A call was answered and asks what to say; it carries this message.
    Words(MessageId),
    /// Words for this carrier that need nothing from the outbox, such as the question for a key press.
    Said(Reply),
}

/// A callback that is not proven to be its carrier's, or that nobody can understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Forged {
    /// Its signature or token is missing or wrong.
    #[error("the callback is not proven to be the carrier's")]
    Unproven,
    /// It is the carrier's, and cannot be read.
    #[error("the callback cannot be read")]
    Unreadable,
}

/// The answer to a callback. It may hold a code.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The media type of the body.
    pub media: &'static str,
    /// The body.
    pub body: Zeroizing<String>,
}

impl Reply {
    /// An empty text.
    #[must_use]
    pub fn nothing() -> Self {
        Self { media: "text/plain; charset=utf-8", body: String::new().into() }
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("media", &self.media).finish_non_exhaustive()
    }
}
