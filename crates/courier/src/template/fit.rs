//! Scrubbing: whether a text is one that was registered, as an operator asks it of each.

use super::{
    LONGEST, Template,
    placeholder::{Pieces, Tag},
};
use std::collections::BTreeSet;

impl Template {
    /// Whether the text is this template with each placeholder replaced by 1 to 40 characters that its tag admits.
    ///
    /// It takes at most 40 steps for each placeholder and each character, whatever the text is.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        fits(&Pieces::of(&self.text), text, &mut || ())
    }
}

/// Follows all ways of filling the placeholders at once, by the places that they reach: trying one after another would
/// take longer by a factor for each placeholder.
fn fits(pieces: &Pieces<'_>, text: &str, step: &mut dyn FnMut()) -> bool {
    if !text.starts_with(pieces.head) {
        return false;
    }
    let mut reached = BTreeSet::from([pieces.head.len()]);
    for (tag, part) in &pieces.rest {
        reached = follow(&reached, *tag, part, text, step);
    }
    reached.contains(&text.len())
}

/// The places behind a variable and the part after it, from any of these.
fn follow(
    from: &BTreeSet<usize>,
    tag: Tag,
    part: &str,
    text: &str,
    step: &mut dyn FnMut(),
) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    for start in from {
        let value = text.get(*start..).unwrap_or_default().char_indices();
        for (at, c) in value.take(LONGEST).take_while(|(_, c)| tag.admits(*c)) {
            step();
            let end = start + at + c.len_utf8();
            if text.get(end..).is_some_and(|rest| rest.starts_with(part)) {
                reached.insert(end + part.len());
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits_text(registered: &str, text: &str) -> bool {
        fits(&Pieces::of(registered), text, &mut || ())
    }

    #[test]
    fn only_the_registered_text_fits() {
        let forty = "x".repeat(40);
        let cases = [
            ("कोड {#var#} है, Ref {#var#}।", "कोड 123456 है, Ref 7K।", true),
            ("कोड {#var#} है, Ref {#var#}।", "कोड 123456 है, Ref 7K", false),
            ("कोड {#var#} है, Ref {#var#}।", "कोड 123456 है, ref 7K।", false),
            ("कोड {#var#} है, Ref {#var#}।", "कोड  है, Ref 7K।", false),
            ("कोड {#var#} है, Ref {#var#}।", "कोड 123456 है, Ref 7K। http://a.example", false),
            ("{#var#} is it", "123456 is it", true),
            ("{#var#} is it", " is it", false),
            ("a {#var#}", "a कोड", true),
            ("a {#var#}", "a ", false),
            ("{#var#}{#var#}", "12", true),
            ("{#var#}{#var#}", "1", false),
            // The first variable may hold what stands between the two.
            ("{#var#}, {#var#}.", "1, 2, 3, 7.", true),
            ("{#var#}", &forty, true),
            ("{#var#}", &format!("{forty}x"), false),
            ("plain", "plain", true),
            ("plain", "plain ", false),
            ("plain", "", false),
            ("{#numeric#} or {#alphanumeric#}", "123456 or 7K", true),
            ("{#numeric#} or {#alphanumeric#}", "12345O or 7K", false),
            ("{#numeric#} or {#alphanumeric#}", "123456 or 7-K", false),
            ("{#numeric#}", "१२३", false),
            ("a\n@a.example #{#numeric#}", "a\n@a.example #123456", true),
            ("a\n@a.example #{#numeric#}", "a @a.example #123456", false),
        ];
        for (registered, text, fits) in cases {
            assert_eq!(fits_text(registered, text), fits, "{registered} / {text}");
        }
    }

    #[test]
    fn no_text_takes_more_steps_than_its_length_allows() {
        let hostile = [
            ("{#var#}".repeat(12), "a".repeat(500)),
            ("{#var#}a".repeat(12), format!("{}b", "a".repeat(500))),
            ("{#var#} ".repeat(20), " ".repeat(2_000)),
            (format!("{}b", "{#var#}aa".repeat(15)), "a".repeat(1_000)),
            (format!("{}।", "{#alphanumeric#}".repeat(15)), "a".repeat(599)),
        ];
        for (registered, text) in hostile {
            let pieces = Pieces::of(&registered);
            let most = pieces.rest.len() * (text.chars().count() + 1) * LONGEST;
            let mut steps = 0;
            fits(&pieces, &text, &mut || steps += 1);
            assert!(steps <= most, "{registered}: {steps} steps, {most} allowed");
        }
    }
}
