//! Log lines on standard error. They carry ids, never a name, a number, a code or a value.

use crate::config::{Format, Log};
use std::io::IsTerminal;
use tracing_subscriber::{EnvFilter, fmt};

/// Starts logging; a second start changes nothing.
pub(crate) fn start(log: &Log) {
    let filter = EnvFilter::try_new(&log.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    let started = match log.format {
        Format::Text => lines.compact().try_init(),
        Format::Json => lines.json().try_init(),
    };
    // Only a second start fails, and then the first one's lines are what was asked for.
    drop(started);
    std::panic::set_hook(Box::new(|panic| {
        // What was wrong is not said: it could quote anything, a name or a result.
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(at, "panicked");
    }));
}
