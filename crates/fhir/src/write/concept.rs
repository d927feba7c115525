//! `CodeableConcept`.

use super::build::{list, object, text};
use crate::json::Node;

/// A concept that has only words.
pub(super) fn worded(words: &str) -> Node {
    object([("text", text(words))])
}

/// A concept of one code.
pub(super) fn coded(system: &str, code: &str) -> Node {
    object([("coding", list([coding(system, code)]))])
}

/// A coding.
pub(super) fn coding(system: &str, code: &str) -> Node {
    object([("system", text(system)), ("code", text(code))])
}

/// What is known by several such keys.
pub(super) fn keyed_by<'a>(keys: impl Iterator<Item = &'a str>, name: &str) -> Node {
    let codes = keys.filter_map(|key| key.split_once('|'));
    let codings = codes.map(|(system, code)| coding(system, code));
    object([("coding", list(codings)), ("text", text(name))])
}

/// What is known by the key `system|code` and shown by a name; a key that is only the name in small letters is no code.
pub(super) fn keyed(key: Option<&str>, name: &str) -> Node {
    let code = key.filter(|key| *key != name.to_lowercase()).and_then(|key| key.split_once('|'));
    let coding = code.map(|(system, code)| coding(system, code));
    object([("coding", list(coding)), ("text", text(name))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::canonical;

    #[test]
    fn a_key_becomes_a_code_unless_it_is_the_name() {
        let cases = [
            (
                Some("http://loinc.org|4548-4"),
                r#"{"coding":[{"code":"4548-4","system":"http://loinc.org"}],"text":"HbA1c"}"#,
            ),
            (Some("|HB"), r#"{"coding":[{"code":"HB"}],"text":"HbA1c"}"#),
            (Some("hba1c"), r#"{"text":"HbA1c"}"#),
            (None, r#"{"text":"HbA1c"}"#),
        ];
        for (key, json) in cases {
            assert_eq!(canonical(&keyed(key, "HbA1c")), json);
        }
        assert_eq!(canonical(&keyed(Some("a|b"), "A|B")), r#"{"text":"A|B"}"#);
    }
}
