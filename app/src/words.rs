//! The portal's words, in Fluent, embedded in the binary.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use portal::domain::Language;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource>;

/// The message files of one language.
macro_rules! files {
    ($language:literal) => {
        [
            include_str!(concat!("../../locales/", $language, "/account.ftl")),
            include_str!(concat!("../../locales/", $language, "/code.ftl")),
            include_str!(concat!("../../locales/", $language, "/common.ftl")),
            include_str!(concat!("../../locales/", $language, "/dates.ftl")),
            include_str!(concat!("../../locales/", $language, "/devices.ftl")),
            include_str!(concat!("../../locales/", $language, "/erasure.ftl")),
            include_str!(concat!("../../locales/", $language, "/errors.ftl")),
            include_str!(concat!("../../locales/", $language, "/family.ftl")),
            include_str!(concat!("../../locales/", $language, "/history.ftl")),
            include_str!(concat!("../../locales/", $language, "/lab.ftl")),
            include_str!(concat!("../../locales/", $language, "/labs.ftl")),
            include_str!(concat!("../../locales/", $language, "/my-data.ftl")),
            include_str!(concat!("../../locales/", $language, "/session.ftl")),
            include_str!(concat!("../../locales/", $language, "/ops.ftl")),
            include_str!(concat!("../../locales/", $language, "/number.ftl")),
            include_str!(concat!("../../locales/", $language, "/pharmacy.ftl")),
            include_str!(concat!("../../locales/", $language, "/phone.ftl")),
            include_str!(concat!("../../locales/", $language, "/prescriptions.ftl")),
            include_str!(concat!("../../locales/", $language, "/privacy.ftl")),
            include_str!(concat!("../../locales/", $language, "/sign-in.ftl")),
        ]
    };
}

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::En, files!("en")));
static HINDI: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Hi, files!("hi")));

/// Stands for a piece of the page in a message, until the message is cut there.
const GAP: &str = "\u{1}";

/// A value in a message.
pub(crate) type Arg<'a> = (&'static str, FluentValue<'a>);

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub Language);

impl Words {
    /// A message without values.
    #[must_use]
    pub fn say(self, key: &str) -> String {
        self.write(key, &FluentArgs::new())
    }

    /// A message with values. They are text: the page escapes them with the rest.
    pub(crate) fn tell<'a>(self, key: &str, values: impl IntoIterator<Item = Arg<'a>>) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(name, value);
        }
        self.write(key, &args)
    }

    /// What stands before and after the value `name`, so that a link can stand in its place.
    pub(crate) fn around(self, key: &str, name: &'static str) -> (String, String) {
        let text = self.tell(key, [(name, GAP.into())]);
        let (before, after) = text.split_once(GAP).unwrap_or((&text, ""));
        (before.to_owned(), after.to_owned())
    }

    fn write(self, key: &str, args: &FluentArgs<'_>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, "a message is missing");
            return key.to_owned();
        };
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut faults).into_owned();
        if !faults.is_empty() {
            tracing::error!(key, "a message lacks a value");
        }
        text
    }

    fn bundle(self) -> &'static Bundle {
        match self.0 {
            Language::En => &ENGLISH,
            Language::Hi => &HINDI,
        }
    }
}

fn bundle<const N: usize>(language: Language, files: [&'static str; N]) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // The marks that isolate left-to-right from right-to-left would be copied with numbers and links.
    bundle.set_use_isolating(false);
    for text in files {
        // A file with a fault still gives its other messages; the tests let none through.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, _)| rest);
        if bundle.add_resource(resource).is_err() {
            tracing::error!("a message stands in two files");
        }
    }
    bundle
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
