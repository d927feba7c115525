//! All SQL, for SQLite and PostgreSQL.
//!
//! [`Db`] is one of the two; a [`Tx`] is a transaction on either. Every function here takes a transaction, so
//! that its caller decides what belongs together, and has one SQL text for both engines, or two where the
//! dialects differ. Times are [`domain::Millis`]; look-up keys are keyed hashes of 32 bytes.

#[macro_use]
mod sql;
#[macro_use]
mod column;
mod db;
mod error;
mod migrate;
mod named;
mod tx;
mod value;

pub mod asking;
pub mod attempt;
pub mod audit;
pub mod challenge;
pub mod checkpoint;
pub mod claim;
pub mod collector;
pub mod course;
pub mod credential;
pub mod delivery;
pub mod device;
pub mod directory;
pub mod dispensing;
pub mod document;
pub mod earned;
pub mod erasure;
pub mod export;
mod export_file;
mod export_work;
pub mod figures;
pub mod grant;
pub mod guardian;
#[cfg(feature = "testing")]
pub mod history;
pub mod idempotent;
pub mod leaf;
pub mod life;
pub mod line_report;
pub mod message;
pub mod notice;
pub mod number_hold;
pub mod outbox;
pub mod patient;
pub mod pause;
pub mod pharmacy;
pub mod pin;
pub mod prescription;
pub mod record;
pub mod refusal;
pub mod retention;
#[cfg(feature = "testing")]
pub mod sample;
mod scrub;
pub mod sending;
pub mod session;
pub mod settings;
pub mod shows;
pub mod source;
pub mod speech;
pub mod staff;
#[cfg(feature = "testing")]
mod statements;
#[cfg(feature = "testing")]
pub mod taken;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tile;
pub mod token;
pub mod untold;
pub mod verification;
pub mod warning;
pub mod wipe;
pub mod wrapping;

pub use db::{Db, Engine};
pub use error::{Error, Result};
pub use tx::Tx;
