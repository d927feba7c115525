//! Messages on their way: templates, the outbox worker, carriers and receipts.
//!
//! A use case writes messages as rows and rings. The [`Courier`] claims the rows that are due, opens the address,
//! derives the code, fills the [`Templates`], and gives the text to a [`Carrier`], whose [`Receipt`]s come back
//! through an [`Inbox`]. Neither a code nor an address is in a log line or an error.

pub mod callback;
pub mod callbacks;
pub mod carrier;
pub mod carriers;
pub mod client;
pub mod health;
pub mod receipt;
pub mod sandbox;
pub mod secret;
pub mod template;
pub mod why;
pub mod worker;

pub use callback::{Callback, Forged, Heard, Reply};
pub use carrier::{Carrier, Outgoing, Repeat, Sending};
pub use client::Client;
pub use health::{Circuit, Circuits, Standing};
pub use receipt::{Fate, Inbox, Of, Receipt, Receipts, receipts};
pub use sandbox::{Delivered, SandboxCarrier};
pub use secret::{Secret, SecretAt, Secrets};
pub use template::{Template, TemplateError, Templates};
pub use why::Why;
pub use worker::{Courier, Parts, Spoken};

#[cfg(test)]
mod tests;
