//! What stands for a variable in a registered text.

/// What a placeholder lets through, as it was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// `{#var#}`: anything.
    Any,
    /// `{#numeric#}`, which some operators write `{#number#}`: digits.
    Numeric,
    /// `{#alphanumeric#}`: letters and digits.
    Alphanumeric,
}

impl Tag {
    fn of_name(name: &str) -> Option<Self> {
        match name {
            "var" => Some(Self::Any),
            "numeric" | "number" => Some(Self::Numeric),
            "alphanumeric" => Some(Self::Alphanumeric),
            _ => None,
        }
    }

    /// How it is written.
    pub(super) const fn written(self) -> &'static str {
        match self {
            Self::Any => "{#var#}",
            Self::Numeric => "{#numeric#}",
            Self::Alphanumeric => "{#alphanumeric#}",
        }
    }

    /// Whether a value may hold this character.
    pub(super) fn admits(self, c: char) -> bool {
        match self {
            Self::Any => true,
            Self::Numeric => c.is_ascii_digit(),
            Self::Alphanumeric => c.is_ascii_alphanumeric(),
        }
    }
}

/// A registered text, taken apart: what stands before its first placeholder, and each one with what follows it.
pub(super) struct Pieces<'a> {
    pub(super) head: &'a str,
    pub(super) rest: Vec<(Tag, &'a str)>,
}

impl<'a> Pieces<'a> {
    /// Takes a text apart. What is in braces and is no placeholder stays text.
    pub(super) fn of(text: &'a str) -> Self {
        let Some((head, mut tag, mut after)) = first(text) else {
            return Self { head: text, rest: Vec::new() };
        };
        let mut rest = Vec::new();
        while let Some((before, next, beyond)) = first(after) {
            rest.push((tag, before));
            (tag, after) = (next, beyond);
        }
        rest.push((tag, after));
        Self { head, rest }
    }

    /// The fixed words.
    pub(super) fn fixed(&self) -> impl Iterator<Item = &'a str> {
        std::iter::once(self.head).chain(self.rest.iter().map(|(_, text)| *text))
    }

    /// The text with these in place of the placeholders.
    pub(super) fn with(&self, value: &str) -> String {
        self.fixed().collect::<Vec<_>>().join(value)
    }
}

fn first(text: &str) -> Option<(&str, Tag, &str)> {
    text.match_indices("{#").find_map(|(at, opening)| {
        let (before, rest) = (text.get(..at)?, text.get(at + opening.len()..)?);
        let (name, after) = rest.split_once("#}")?;
        Some((before, Tag::of_name(name)?, after))
    })
}

#[cfg(test)]
mod tests {
    use super::{Tag::*, *};

    type Case<'a> = (&'a str, &'a str, &'a [(Tag, &'a str)]);

    #[test]
    fn a_text_is_taken_apart_at_its_placeholders() {
        let cases: [Case<'_>; 9] = [
            ("", "", &[]),
            ("plain", "plain", &[]),
            ("{#var#}", "", &[(Any, "")]),
            ("a {#var#} b {#numeric#}.", "a ", &[(Any, " b "), (Numeric, ".")]),
            ("{#number#}{#alphanumeric#}", "", &[(Numeric, ""), (Alphanumeric, "")]),
            ("कोड {#var#}।", "कोड ", &[(Any, "।")]),
            ("a {#date#} b", "a {#date#} b", &[]),
            ("{#{#var#} {var} {#VAR#}", "{#", &[(Any, " {var} {#VAR#}")]),
            ("{#var#} {#var", "", &[(Any, " {#var")]),
        ];
        for (text, head, rest) in cases {
            let pieces = Pieces::of(text);
            assert_eq!((pieces.head, pieces.rest.as_slice()), (head, rest), "{text}");
        }
        assert_eq!(Pieces::of("a {#var#} b {#var#}.").with("x"), "a x b x.");
    }
}
