//! The server of Medseal: command line, configuration, wiring, and the HTTP edge.
//!
//! The binary `medseal` is a thin call into [`cli::run`]; the rest is a library so that the HTTP tests can
//! build a portal with a clock and a chance of their own.

pub mod carriers;
pub mod cli;
pub mod config;
pub mod edge;
pub mod home;
pub mod machine;
pub mod templates;
pub mod wiring;

mod api;
mod atlas;
mod command;
mod connections;
mod logging;
mod mark;
mod quota;
