//! The languages the portal speaks.

use serde::{Deserialize, Serialize};

/// A language of the portal (BCP 47).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, `en`.
    #[default]
    En,
    /// Hindi, `hi`.
    Hi,
}

impl Language {
    /// Every language, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::En, Self::Hi];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Hi => "hi",
        }
    }

    /// The language of a BCP 47 tag, by its primary subtag (`hi-IN` is Hindi).
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The first language we speak in an `Accept-Language` value (RFC 9110, section 12.5.4), by its weights.
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        let mut wanted: Vec<(f32, Self)> = header.split(',').filter_map(weighted).collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.first().map(|(_, language)| *language)
    }
}

fn weighted(item: &str) -> Option<(f32, Language)> {
    let (tag, parameters) = item.split_once(';').unwrap_or((item, ""));
    let weight = match parameters.trim().strip_prefix("q=") {
        Some(text) => text.trim().parse().ok()?,
        None => 1.0,
    };
    (weight > 0.0).then_some((weight, Language::of_tag(tag)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_language_we_speak_is_chosen() {
        let cases = [
            ("hi-IN,hi;q=0.9,en;q=0.8", Some(Language::Hi)),
            ("ta,en-IN;q=0.7,hi;q=0.9", Some(Language::Hi)),
            ("en", Some(Language::En)),
            ("fr-FR, de", None),
            ("hi;q=0, en;q=0.1", Some(Language::En)),
            ("hi;q=nonsense", None),
            ("", None),
        ];
        for (header, expected) in cases {
            assert_eq!(Language::accepted(header), expected, "{header}");
        }
    }
}
