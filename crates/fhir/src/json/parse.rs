//! From text to tree, no deeper than is reasonable.

use super::Node;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::{collections::BTreeMap, fmt};

/// The deepest nesting of a resource; FHIR's own examples stay below twenty.
pub(crate) const DEEPEST: usize = 64;

/// Why a value could not be made into a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadJson {
    /// Another type than was asked for.
    AnotherType,
    /// A member stands twice in an object.
    Repeated,
    /// Nested deeper than [`DEEPEST`].
    TooDeep,
    /// A text with an escape that is no character.
    NotText,
}

/// The members of an object, each still text.
pub(crate) type Fields<'a> = BTreeMap<String, &'a RawValue>;

/// The members of an object.
pub(crate) fn fields(raw: &RawValue) -> Result<Fields<'_>, BadJson> {
    let Pairs(pairs) = match first_byte(raw) {
        Some(b'{') => serde_json::from_str(raw.get()).map_err(|_| BadJson::NotText)?,
        _ => return Err(BadJson::AnotherType),
    };
    let mut fields = Fields::new();
    for (name, value) in pairs {
        if fields.insert(name, value).is_some() {
            return Err(BadJson::Repeated);
        }
    }
    Ok(fields)
}

/// The elements of a list.
pub(crate) fn items(raw: &RawValue) -> Result<Vec<&RawValue>, BadJson> {
    serde_json::from_str(raw.get()).map_err(|_| BadJson::AnotherType)
}

/// A text.
pub(crate) fn text(raw: &RawValue) -> Result<String, BadJson> {
    match first_byte(raw) {
        Some(b'"') => serde_json::from_str(raw.get()).map_err(|_| BadJson::NotText),
        _ => Err(BadJson::AnotherType),
    }
}

/// The whole tree below a value.
pub(crate) fn node(raw: &RawValue) -> Result<Node, BadJson> {
    node_at(raw, 0)
}

fn node_at(raw: &RawValue, depth: usize) -> Result<Node, BadJson> {
    if depth > DEEPEST {
        return Err(BadJson::TooDeep);
    }
    let below = |raw| node_at(raw, depth + 1);
    match first_byte(raw) {
        Some(b'{') => fields(raw)?
            .into_iter()
            .map(|(name, value)| Ok((name, below(value)?)))
            .collect::<Result<_, _>>()
            .map(Node::Object),
        Some(b'[') => items(raw)?.into_iter().map(below).collect::<Result<_, _>>().map(Node::List),
        Some(b'"') => text(raw).map(Node::Text),
        Some(b't') => Ok(Node::Bool(true)),
        Some(b'f') => Ok(Node::Bool(false)),
        Some(b'n') => Ok(Node::Null),
        _ => Ok(Node::Number(raw.get().to_owned())),
    }
}

fn first_byte(raw: &RawValue) -> Option<u8> {
    raw.get().bytes().next()
}

/// The members of an object in order, so that one that stands twice is seen.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Result<Node, BadJson> {
        node(serde_json::from_str(text).unwrap())
    }

    #[test]
    fn numbers_stay_as_they_were_written() {
        for number in ["5.40", "-0.0", "1e3", "1E+400", "123456789012345678901234567890"] {
            assert_eq!(tree(number), Ok(Node::Number(number.to_owned())));
        }
    }

    #[test]
    fn what_is_ambiguous_or_endless_is_refused() {
        assert_eq!(tree(r#"{"a":1,"b":{"c":1,"c":1}}"#), Err(BadJson::Repeated));
        assert_eq!(tree(r#"{"a":1,"\u0061":2}"#), Err(BadJson::Repeated));
        assert_eq!(tree(r#"["\ud800"]"#), Err(BadJson::NotText));
        assert_eq!(tree(r#"{"\ud800":1}"#), Err(BadJson::NotText));
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(tree(&nested(DEEPEST)).is_ok());
        assert_eq!(tree(&nested(10_000)), Err(BadJson::TooDeep));
    }
}
