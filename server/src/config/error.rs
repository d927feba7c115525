//! What is wrong with a configuration.

use std::{borrow::Cow, path::PathBuf};

/// What is wrong with a configuration, and where.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {path}: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        why: std::io::Error,
    },
    /// The file is not TOML.
    #[error("{path} is not TOML: {why}")]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Where, and what was expected.
        why: String,
    },
    /// A key has no meaning, or a value of the wrong type.
    #[error("{key}: {why}")]
    Shape {
        /// The key, such as `server.listen`.
        key: String,
        /// What would be right.
        why: String,
    },
    /// A value is out of its bounds, or does not go with another.
    #[error("{key}: {right}")]
    Value {
        /// The key.
        key: Cow<'static, str>,
        /// What would be right.
        right: String,
    },
}
