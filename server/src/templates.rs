//! The message templates that a portal uses: its own, or those built in.

use crate::{config::Config, home::Home};
use courier::{
    SandboxCarrier, TemplateError, Templates,
    template::{Lint, Weight, lint},
};
use std::{borrow::Cow, fmt, io, path::PathBuf};

/// Why a portal has no templates.
#[derive(Debug, thiserror::Error)]
pub enum BadTemplates {
    /// The file cannot be read.
    #[error("courier.templates: cannot read {source_name}: {why}")]
    Unreadable {
        /// Where they are.
        source_name: String,
        /// The system's reason.
        why: io::Error,
    },
    /// They have errors.
    #[error("courier.templates: {source_name}: {why}")]
    Wrong {
        /// Where they are.
        source_name: String,
        /// Every error, with what would be right.
        why: TemplateError,
    },
}

/// Where templates come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// This program.
    BuiltIn,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// What is configured; a file is looked for in the home.
    #[must_use]
    pub fn of(home: &Home, config: &Config) -> Self {
        let file = config.courier.templates.as_ref();
        file.map_or(Self::BuiltIn, |file| Self::File(home.folder().join(file)))
    }

    fn read(&self) -> io::Result<Cow<'static, str>> {
        match self {
            Self::BuiltIn => Ok(Cow::Borrowed(Templates::BUILT_IN)),
            Self::File(path) => std::fs::read_to_string(path).map(Cow::Owned),
        }
    }

    /// Reads the templates and looks at each.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn lint(&self, config: &Config) -> Result<Lint, BadTemplates> {
        let unreadable = |why| BadTemplates::Unreadable { source_name: self.to_string(), why };
        Ok(lint(&self.read().map_err(unreadable)?, &config.courier.allowed_links))
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("the built-in templates"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// Reads the templates that are configured, and logs warnings about them.
///
/// # Errors
/// When the file cannot be read, or there is an error in it.
pub fn load(home: &Home, config: &Config) -> Result<Templates, BadTemplates> {
    let source = Source::of(home, config);
    let read = source.lint(config)?;
    for finding in read.findings.iter().filter(|f| f.fault.weight() == Weight::Warning) {
        tracing::warn!(%finding, "a message template could be better");
    }
    if are_unknown_to_operators(&read, config) {
        tracing::warn!("{UNKNOWN}");
    }
    read.accept().map_err(|why| BadTemplates::Wrong { source_name: source.to_string(), why })
}

/// What is said of templates that only the sandbox knows.
pub(crate) const UNKNOWN: &str =
    "some message templates are the sandbox's alone: operators in India drop their texts";

/// Whether texts that only the sandbox knows would go to a carrier with real operators behind it.
pub(crate) fn are_unknown_to_operators(lint: &Lint, config: &Config) -> bool {
    let is_real = |name: &String| name != SandboxCarrier::NAME;
    lint.any_of_sandbox() && config.courier.carriers.iter().any(is_real)
}
