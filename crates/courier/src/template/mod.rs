//! Templates: the registered texts that carry codes.

mod category;
mod fit;
mod lint;
mod load;
mod name;
mod parts;
mod placeholder;
#[cfg(test)]
mod prove;
mod purpose;
mod text;
mod variable;

pub use category::Category;
pub use lint::{Fault, Finding, Lint, Weight, lint};
pub use load::TemplateError;
pub use parts::{Encoding, Parts, parts};
pub use purpose::{NEWS, PURPOSES};
pub use text::{Said, Text};
pub use variable::Variable;

use domain::{Language, challenge::Channel};
use serde::Deserialize;

/// The longest a variable may be, in characters: no operator lets a longer one pass.
const LONGEST: usize = 40;

/// A text as it is registered with the operators in India (TRAI's TCCCPR 2018, on distributed ledgers: DLT).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    id: String,
    entity: String,
    header: String,
    category: Category,
    purpose: String,
    language: Language,
    channel: Channel,
    variables: Vec<Variable>,
    text: String,
    /// The domain whose last line `@domain #code` was registered with it.
    webotp: Option<String>,
    /// Whether no operator but the sandbox knows it.
    #[serde(default)]
    sandbox: bool,
}

impl Template {
    /// The id under which it is registered.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The principal entity that registered it.
    #[must_use]
    pub fn entity(&self) -> &str {
        &self.entity
    }

    /// The six-letter sender id.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// The kind of purpose it is for.
    #[must_use]
    pub fn purpose(&self) -> &str {
        &self.purpose
    }

    /// The language of its words.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether it is a text message or a call.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// What the longest text of it takes on the air; none for a call.
    #[must_use]
    pub fn parts(&self) -> Option<Parts> {
        match self.channel {
            Channel::Sms => Some(parts(self.longest().reveal())),
            Channel::Voice => None,
        }
    }

    /// Whether it tells of something done, and carries no code.
    fn is_news(&self) -> bool {
        NEWS.contains(&self.purpose.as_str())
    }

    fn covers(&self, purpose: &str, language: Language, channel: Channel) -> bool {
        self.purpose == purpose && self.language == language && self.channel == channel
    }
}

/// Every template of a portal: one for each purpose, language and channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Templates(Vec<Template>);

impl Templates {
    /// The template for a purpose's kind in a language on a channel; none for an unknown kind.
    #[must_use]
    pub fn find(&self, purpose: &str, language: Language, channel: Channel) -> Option<&Template> {
        self.0.iter().find(|template| template.covers(purpose, language, channel))
    }

    /// The template of this id.
    #[must_use]
    pub fn registered(&self, id: &str) -> Option<&Template> {
        self.0.iter().find(|template| template.id == id)
    }
}
