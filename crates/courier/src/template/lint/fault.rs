//! What can be wrong with a template.

use super::super::{Category, LONGEST, NEWS, PURPOSES, Variable};
use domain::{Language, challenge::Channel};
use std::fmt;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It works, and could be better.
    Warning,
    /// The portal does not start with it.
    Error,
}

/// Something found about a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the template, or where it is in the file; empty if it concerns them all.
    pub template: String,
    /// What is wrong, and what would be right.
    pub fault: Fault,
}

impl Finding {
    pub(super) const fn about_all(fault: Fault) -> Self {
        Self { template: String::new(), fault }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.template.as_str(), self.fault.weight()) {
            ("", _) => write!(f, "{}", self.fault),
            (id, _) => write!(f, "template {id}: {}", self.fault),
        }
    }
}

/// What is wrong. Each says in one sentence what would be right. What was written is shown as it was: `Debug` would
/// take Hindi apart.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The file is not TOML, or is no list of templates.
    #[error("the file must be TOML with one [[template]] for each text: {0}")]
    Unreadable(String),
    /// A field is missing, unknown, or of the wrong kind.
    #[error("it cannot be read: {0}")]
    Shape(String),
    /// Two have one id.
    #[error("another template has the same id; give each its own")]
    Id,
    /// Its id is not one that an operator gave.
    #[error("its id must be the 19 digits that the operator gave it when it was registered")]
    TemplateId,
    /// Its entity is not one that an operator gave.
    #[error("its entity must be the 19 digits of the principal entity, as the operator gave them")]
    Entity,
    /// Its sender id is not six letters.
    #[error("its header must be six letters from A to Z, such as MEDSEL")]
    Header,
    /// Its sender id has small letters.
    #[error(
        "its header has small letters: operators tell them from capitals, so write it as it was registered"
    )]
    SmallLetters,
    /// Its category is not for codes.
    #[error("codes are not {}: register it as service-implicit", .0.name())]
    Category(Category),
    /// Its category is for banks.
    #[error("operators keep transactional for banks: a clinic's codes are service-implicit")]
    ForBanks,
    /// Its purpose is none for which messages are sent.
    #[error("its purpose must be one of {PURPOSES:?} or {NEWS:?}")]
    Purpose,
    /// It does not say the code or the reference.
    #[error("its variables must include {:?}", .0.name())]
    Lacks(Variable),
    /// A call does not say the code twice.
    #[error("a call must say the code twice, and this one says it {0} time(s)")]
    Times(usize),
    /// It says a code or a reference, and tells of something that has neither.
    #[error("it tells of something done, so its variables must not include {:?}", .0.name())]
    Carries(Variable),
    /// It says what is said at a pharmacy's counter, and is for something else.
    #[error("its variables must not include {:?}, which is for codes that a pharmacy asks for", .0.name())]
    Reserved(Variable),
    /// It has another number of placeholders than of variables.
    #[error(
        "its text has {placeholders} placeholder(s) and it names {variables} variable(s); name one for each, in their order"
    )]
    Count {
        /// How many placeholders stand in the text.
        placeholders: usize,
        /// How many variables it names.
        variables: usize,
    },
    /// Something in braces is no placeholder.
    #[error(
        "“{0}” is no placeholder: write {{#var#}}, {{#numeric#}} or {{#alphanumeric#}}, and no other braces"
    )]
    Braces(String),
    /// A variable's value is not what its placeholder admits, or is too long.
    #[error("its {} may be up to {characters} character(s) which {tag} does not let through (at most {LONGEST}); write {right}", .variable.name())]
    Unfit {
        /// The variable.
        variable: Variable,
        /// The placeholder.
        tag: &'static str,
        /// How long it may be.
        characters: usize,
        /// A placeholder that would do.
        right: &'static str,
    },
    /// The text does not say what it is for.
    #[error("the text must say what it is for, with one of: {}", .0.join(", "))]
    Unsaid(&'static [&'static str]),
    /// The text says what another purpose is for.
    #[error(
        "the text says “{0}”, which is what a code for another purpose says; say its own purpose alone"
    )]
    Misleading(&'static str),
    /// The last line is not what browsers fill in.
    #[error("its text must end with a line of its own, “{0}”, whose placeholder is the code")]
    LastLine(String),
    /// The last line looks like one, and is not named.
    #[error(
        "its text ends with a line for WebOTP; say so with webotp = \"the portal's domain\", or leave the line out"
    )]
    LastLineUnnamed,
    /// The domain is none.
    #[error(
        "webotp must be the portal's domain in small letters, such as portal.example, without https:// and port"
    )]
    Domain,
    /// A call has no last line.
    #[error("a call cannot have webotp, which is for text messages")]
    Spoken,
    /// It seems to hold a link.
    #[error(
        "“{0}” looks like a link: leave it out, put a space after the full stop if it is none, or add it to courier.allowed_links"
    )]
    Link(String),
    /// It tells something about somebody's health.
    #[error(
        "“{word}” is {topic}, and a message must not tell whoever sees the phone about somebody's health: leave it out"
    )]
    Health {
        /// The word.
        word: String,
        /// What it is.
        topic: &'static str,
    },
    /// A character makes it dearer.
    #[error(
        "{0:?} is not in the alphabet of plain messages, so each part holds 70 characters in place of 160; write it another way"
    )]
    Dear(char),
    /// It takes many parts.
    #[error("it is charged as {count} messages; shorten it to {most}")]
    Long {
        /// How many parts it takes.
        count: u32,
        /// How many would be right.
        most: u32,
    },
    /// It has spaces that somebody may lose on the way to the operator.
    #[error(
        "it has a space at an end of a line, a double space or a tab, which are easily lost between the registration and this file: leave them out on both sides"
    )]
    Spaces,
    /// Two are for the same purpose, language and channel.
    #[error("another template has the same purpose, language and channel; leave one of them out")]
    Twice,
    /// None is for this purpose, language and channel.
    #[error("no template has the purpose {purpose:?}, the language {:?} and the channel {:?}; add one", .language.tag(), .channel.name())]
    Missing {
        /// The purpose's kind.
        purpose: &'static str,
        /// The language.
        language: Language,
        /// The channel.
        channel: Channel,
    },
}

impl Fault {
    /// How much it matters.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        match self {
            Self::SmallLetters
            | Self::ForBanks
            | Self::Misleading(_)
            | Self::Dear(_)
            | Self::Long { .. }
            | Self::Spaces => Weight::Warning,
            _ => Weight::Error,
        }
    }
}
