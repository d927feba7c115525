//! The pages and acts, as a browser without JavaScript meets them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, and says where")]

mod browser;
mod clinic;
mod labs;
mod leaving;
mod nonsense;
mod sign_in;
