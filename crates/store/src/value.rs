//! Values on their way into a statement.

use domain::{
    Language, Millis, audit,
    challenge::Channel,
    clinical,
    id::{AttemptId, ChallengeId, EventId, GrantId, MessageId, PatientId, RecordId, SessionKey},
    sealed,
};
use uuid::Uuid;

/// A value of one of the five types the tables know; none is `NULL` of that type.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    /// A truth.
    Bool(bool),
    /// A number, or a moment in milliseconds.
    Int(Option<i64>),
    /// A text.
    Text(Option<&'a str>),
    /// Bytes.
    Bytes(Option<&'a [u8]>),
    /// A UUID.
    Uuid(Option<Uuid>),
}

/// The values of a statement, in the order of its parameters.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::value::Value::from($value)),*] };
}
pub(crate) use values;

macro_rules! convert {
    ($($variant:ident($type:ty) = |$value:ident| $into:expr;)+) => {$(
        impl<'a> From<$type> for Value<'a> {
            fn from($value: $type) -> Self {
                Self::$variant(Some($into))
            }
        }

        impl<'a> From<Option<$type>> for Value<'a> {
            fn from(value: Option<$type>) -> Self {
                Self::$variant(value.map(|$value| $into))
            }
        }
    )+};
}

convert! {
    Int(i64) = |value| value;
    // No count of ours comes near the end of the range.
    Int(u64) = |value| i64::try_from(value).unwrap_or(i64::MAX);
    Int(Millis) = |value| value.0;
    Text(&'a str) = |value| value;
    Text(&'a String) = |value| value.as_str();
    Text(Language) = |value| value.tag();
    Text(Channel) = |value| value.name();
    Text(sealed::Kind) = |value| value.name();
    Text(clinical::Status) = |value| value.name();
    Text(audit::Event) = |value| value.name();
    Text(crate::attempt::Outcome) = |value| value.name();
    Text(crate::challenge::EndedBy) = |value| value.name();
    Text(crate::message::MessageState) = |value| value.name();
    Bytes(&'a [u8]) = |value| value;
    Bytes(&'a Vec<u8>) = |value| value.as_slice();
    Bytes(&'a [u8; 32]) = |value| value.as_slice();
    Uuid(Uuid) = |value| value;
    Uuid(AttemptId) = |value| value.0;
    Uuid(ChallengeId) = |value| value.0;
    Uuid(EventId) = |value| value.0;
    Uuid(GrantId) = |value| value.0;
    Uuid(MessageId) = |value| value.0;
    Uuid(PatientId) = |value| value.0;
    Uuid(RecordId) = |value| value.0;
    Uuid(SessionKey) = |value| value.0;
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// Keys as one parameter, a JSON list of hexadecimal texts: the only form of a list both engines can take apart.
pub(crate) fn list<T: AsRef<[u8]>>(keys: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<String> =
        keys.into_iter().map(|key| format!("\"{}\"", hex(key.as_ref()))).collect();
    format!("[{}]", texts.join(","))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_json_of_hexadecimal() {
        assert_eq!(list::<&[u8]>([]), "[]");
        assert_eq!(list([[0_u8, 255].as_slice(), &[16]]), r#"["00ff","10"]"#);
    }
}
