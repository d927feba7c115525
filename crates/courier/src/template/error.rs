//! Why templates are not accepted.

use super::{PLACEHOLDER, PURPOSES};
use domain::{Language, challenge::Channel};

/// Why templates are not accepted. Each names the template, and says what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// It is not TOML, or a field is missing, unknown, or of the wrong kind.
    #[error("the templates cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// Two have one id.
    #[error("two templates have the id {0:?}; each needs its own")]
    Id(String),
    /// The sender id is not six letters.
    #[error("template {0}: its header must be six letters from A to Z, such as MEDSEL")]
    Header(String),
    /// Its purpose is none for which messages are sent.
    #[error("template {0}: its purpose must be one of {PURPOSES:?}")]
    Purpose(String),
    /// It does not say the code.
    #[error("template {0}: its variables must include \"code\"")]
    Code(String),
    /// It does not say the reference.
    #[error("template {0}: its variables must include \"reference\"")]
    Reference(String),
    /// It has another number of placeholders than of variables.
    #[error(
        "template {id}: {placeholders} times {PLACEHOLDER} in the text, {variables} variables named"
    )]
    Variables {
        /// The template.
        id: String,
        /// How often a placeholder stands in the text.
        placeholders: usize,
        /// How many variables it names.
        variables: usize,
    },
    /// Two are for the same purpose, language and channel.
    #[error("template {0}: another one has the same purpose, language and channel")]
    Twice(String),
    /// None is for this purpose, language and channel.
    #[error("a template is missing: {purpose}, {}, {}", language.tag(), channel.name())]
    Missing {
        /// The purpose's kind.
        purpose: &'static str,
        /// The language.
        language: Language,
        /// The channel.
        channel: Channel,
    },
}
