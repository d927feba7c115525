//! What somebody set, in words.

use crate::words::Words;
use portal::domain::{Language, challenge::Channel, settings::TextSize};

/// How codes come.
pub(crate) fn codes_by(words: Words, channel: Option<Channel>) -> String {
    words.say(match channel {
        None => "settings-codes-default",
        Some(Channel::Sms) => "settings-codes-text",
        Some(Channel::Voice) => "settings-codes-call",
    })
}

/// A language by its name.
pub(crate) fn named(words: Words, language: Language) -> String {
    words.say(match language {
        Language::En => "language-en",
        Language::Hi => "language-hi",
    })
}

/// How large the text is.
pub(crate) fn size(words: Words, text: TextSize) -> String {
    words.say(match text {
        TextSize::Normal => "settings-text-normal",
        TextSize::Large => "settings-text-large",
    })
}
