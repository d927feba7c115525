//! Templates: the registered texts that carry codes.

mod error;
mod fit;
mod load;
mod parts;
mod text;

pub use error::TemplateError;
pub use parts::{Encoding, Parts, parts};
pub use text::Text;

use domain::{
    Language,
    challenge::{Channel, OpenReport, Purpose, SignIn},
};
use serde::Deserialize;

/// The kinds of purposes for which messages are sent.
pub const PURPOSES: [&str; 2] = [SignIn::KIND, OpenReport::KIND];

/// What stands for a variable in a registered text.
const PLACEHOLDER: &str = "{#var#}";

/// What a placeholder is replaced by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Variable {
    /// The six digits of the code.
    Code,
    /// The two characters that the page shows too.
    Reference,
}

/// A text as it is registered with the operators in India (TRAI's TCCCPR 2018, on distributed ledgers: DLT).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    id: String,
    entity: String,
    header: String,
    purpose: String,
    language: Language,
    channel: Channel,
    variables: Vec<Variable>,
    text: String,
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

    /// The language of its words.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
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
