//! The edge, as a browser meets it.

mod browser;
mod clinic;
mod ways;
