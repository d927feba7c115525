//! Scrubbing: whether a text is one that was registered, as an operator asks it of each.

use super::{PLACEHOLDER, Template};

/// The longest a variable may be, in characters.
const LONGEST: usize = 40;

impl Template {
    /// Whether the text is this template with each placeholder replaced by 1 to 40 characters.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        let parts: Vec<&str> = self.text.split(PLACEHOLDER).collect();
        match parts.as_slice() {
            [] => false,
            [head, rest @ ..] => text.strip_prefix(head).is_some_and(|text| follow(rest, text)),
        }
    }
}

/// Whether the text is a variable and then the first part, and so on, to its end.
fn follow(parts: &[&str], text: &str) -> bool {
    match parts {
        [] => text.is_empty(),
        [part, rest @ ..] => text
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take(LONGEST)
            .filter_map(|end| text.get(end..)?.strip_prefix(part))
            .any(|text| follow(rest, text)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Variable;
    use super::*;
    use domain::{Language, challenge::Channel};

    fn template(text: &str) -> Template {
        Template {
            id: "t".into(),
            entity: "e".into(),
            header: "MEDSEL".into(),
            purpose: "sign-in".into(),
            language: Language::Hi,
            channel: Channel::Sms,
            variables: vec![Variable::Code, Variable::Reference],
            text: text.into(),
        }
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
        ];
        for (registered, text, fits) in cases {
            assert_eq!(template(registered).fits(text), fits, "{registered} / {text}");
        }
    }
}
