//! What the vault promises, each file one promise.

mod fields;
mod fixture;
mod key_file;
mod key_text;
mod known_answers;
mod log;
mod lookups;
mod records;
mod rotation;
mod tampering;
mod wrapped;
