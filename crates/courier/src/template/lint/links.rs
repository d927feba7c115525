//! What looks like a link: operators let none pass that was not registered, and people learn not to touch any.

use super::{
    super::{Template, placeholder::Pieces},
    Fault,
};

/// What a placeholder may hide, as far as a link goes.
const HIDDEN: &str = "xx";
/// How addresses begin that have no slashes.
const SCHEMES: [&str; 7] = ["mailto:", "tel:", "sms:", "smsto:", "upi:", "intent:", "market:"];

impl Template {
    pub(super) fn links(&self, allowed: &[String]) -> Vec<Fault> {
        let text = Pieces::of(self.without_last_line()).with(HIDDEN);
        let words = text.split_whitespace().map(trimmed).filter(|word| is_link(word));
        let refused = words.filter(|word| !allowed.iter().any(|entry| allows(entry, word)));
        refused.map(|word| Fault::Link(word.to_owned())).collect()
    }
}

/// A word without the marks around it.
fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/' && !is_mark(c))
}

fn is_link(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.contains("://")
        || lower.starts_with("www")
        || SCHEMES.iter().any(|scheme| lower.contains(scheme))
        || lower.split(['/', '@', ':', '?', '#', '(', ')', ',', ';']).any(is_host)
}

/// Whether it is like a domain, in any script, or an address of four numbers.
fn is_host(text: &str) -> bool {
    // Browsers take these for dots too (UTS 46).
    let labels: Vec<&str> = text.split(['.', '。', '．', '｡']).collect();
    let like_label = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || is_mark(c))
    };
    let like_top =
        |label: &str| label.chars().filter(|c| c.is_alphabetic() || is_mark(*c)).count() >= 2;
    let number = |label: &&str| label.parse::<u8>().is_ok();
    let whole = labels.iter().all(like_label);
    match labels.as_slice() {
        [_, .., top] if whole && like_top(top) => true,
        [_, _, _, _] => labels.iter().all(number),
        _ => false,
    }
}

/// Marks of Devanagari that are part of a word, and no letters by themselves.
pub(in super::super) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{962}'..='\u{963}')
}

/// Whether a link is this entry, or lies beneath it.
fn allows(entry: &str, link: &str) -> bool {
    let (entry, link) = (bare(entry), bare(link));
    let beneath = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']);
    !entry.is_empty() && link.strip_prefix(&*entry).is_some_and(beneath)
}

fn bare(link: &str) -> String {
    let lower = link.trim().to_lowercase();
    let bare = lower.strip_prefix("https://").unwrap_or(&lower);
    bare.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINKS: &[&str] = &[
        "http://a.example",
        "HTTPS://A.EXAMPLE",
        "ftp://x",
        "a://b",
        "www.clinic",
        "bit.ly/x",
        "bit.ly",
        "clinic.example",
        "CLINIC.EXAMPLE",
        "clinic.example/help",
        "(clinic.example)",
        "clinic.example.",
        "care@clinic.example",
        "tel:1800",
        "mailto:a",
        "upi://pay",
        "1.2.3.4",
        "1.2.3.4/x",
        "clinic.example:80",
        "xx.com",
        "clinic.xx",
        "xx.xx",
        "in.It",
        "xn--a.xn--b",
        "क्लिनिक.भारत",
        "clinic。example",
        "t.co,",
        "wa.me",
        "“wa.me”",
        "see:wa.me",
    ];

    const PLAIN: &[&str] = &[
        "sign",
        "in.",
        "xx",
        "Ref",
        "xx.",
        "(Ref",
        "xx)।",
        "7.5",
        "1.2.3",
        "1.2.3.400",
        "...",
        "a.m.",
        "और/या",
        "नहीं।",
        "क्लिनिक",
        "12:30",
        "#xx",
        "@",
        "24/7",
        "Medseal,",
        "e.g.",
        "",
    ];

    #[test]
    fn what_looks_like_a_link_is_told() {
        for word in LINKS {
            assert!(is_link(trimmed(word)), "{word}");
        }
        for word in PLAIN {
            assert!(!is_link(trimmed(word)), "{word}");
        }
    }

    #[test]
    fn a_link_is_allowed_by_its_own_entry_alone() {
        let cases = [
            ("clinic.example", "clinic.example", true),
            ("clinic.example", "https://clinic.example/", true),
            ("https://Clinic.example/", "clinic.example", true),
            ("clinic.example", "clinic.example/help?x", true),
            ("clinic.example/help", "clinic.example/help/xx", true),
            ("clinic.example/help", "clinic.example/helper", false),
            ("clinic.example/help", "clinic.example", false),
            ("clinic.example", "clinic.example.evil", false),
            ("clinic.example", "clinic.example@evil.example", false),
            ("clinic.example", "clinic.example:81", false),
            ("clinic.example", "a.clinic.example", false),
            ("clinic.example", "http://clinic.example", false),
            ("http://clinic.example", "http://clinic.example", true),
            ("", "clinic.example", false),
            ("/", "clinic.example", false),
        ];
        for (entry, link, allowed) in cases {
            assert_eq!(allows(entry, trimmed(link)), allowed, "{entry} / {link}");
        }
    }
}
