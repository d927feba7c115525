//! Values on their way into a statement.

use domain::{
    Language, Millis, audit,
    challenge::Channel,
    clinical, guardian,
    id::{
        AttemptId, ChallengeId, CollectorId, DeviceId, EventId, ExportId, GrantId, GuardianshipId,
        MessageId, PatientId, PharmacyId, PrescriptionId, RecordId, SessionKey, StaffId, TokenId,
        VerificationId,
    },
    pharmacy::Role,
    sealed,
    settings::TextSize,
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
    ($($value:expr),* $(,)?) => { &$crate::value::line![$($value),*] };
}
pub(crate) use values;

/// The values of one line of a [`table`], in the order of its columns.
macro_rules! line {
    ($($value:expr),* $(,)?) => { [$($crate::value::Value::from($value)),*] };
}
pub(crate) use line;

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
    Text(TextSize) = |value| value.name();
    Text(guardian::Reason) = |value| value.name();
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
    Uuid(DeviceId) = |value| value.0;
    Uuid(EventId) = |value| value.0;
    Uuid(ExportId) = |value| value.0;
    Uuid(GrantId) = |value| value.0;
    Uuid(GuardianshipId) = |value| value.0;
    Uuid(MessageId) = |value| value.0;
    Uuid(PatientId) = |value| value.0;
    Uuid(RecordId) = |value| value.0;
    Uuid(SessionKey) = |value| value.0;
    Uuid(PharmacyId) = |value| value.0;
    Uuid(StaffId) = |value| value.0;
    Uuid(PrescriptionId) = |value| value.0;
    Uuid(VerificationId) = |value| value.0;
    Uuid(TokenId) = |value| value.0;
    Uuid(CollectorId) = |value| value.0;
    Text(Role) = |value| value.name();
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// How many lines one statement writes: enough that the way there does not count, few enough for a small machine.
pub(crate) const AT_ONCE: usize = 256;

/// Keys as one parameter, a JSON list of hexadecimal texts: the only form of a list both engines can take apart.
pub(crate) fn list<T: AsRef<[u8]>>(keys: impl IntoIterator<Item = T>) -> String {
    json(keys.into_iter().map(hex::encode).collect::<Vec<_>>())
}

/// Rows as one parameter: a JSON list of lists, in which bytes and UUIDs stand as hexadecimal texts.
pub(crate) fn table<'a, const N: usize>(rows: impl IntoIterator<Item = [Value<'a>; N]>) -> String {
    let texts = rows.into_iter().map(|row| row.map(Value::into_json).to_vec());
    json(texts.map(serde_json::Value::from).collect::<Vec<_>>())
}

fn json<T: Into<serde_json::Value>>(values: Vec<T>) -> String {
    serde_json::Value::from(values).to_string()
}

impl Value<'_> {
    fn into_json(self) -> serde_json::Value {
        match self {
            Self::Bool(value) => value.into(),
            Self::Int(value) => value.into(),
            Self::Text(value) => value.into(),
            Self::Bytes(value) => value.map(hex::encode).into(),
            Self::Uuid(value) => value.map(|value| hex::encode(value.as_bytes())).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_json_of_hexadecimal() {
        assert_eq!(list::<&[u8]>([]), "[]");
        assert_eq!(list([[0_u8, 255].as_slice(), &[16]]), r#"["00ff","10"]"#);
    }

    #[test]
    fn tables_are_json_of_every_type() {
        let rows = [
            [Value::from(true), Value::from(7_i64), Value::from("a\"b"), Value::from(&[1_u8; 32])],
            [
                Value::from(false),
                Value::Int(None),
                Value::Text(None),
                Value::from(Uuid::from_u128(0x10)),
            ],
        ];
        let ones = "01".repeat(32);
        let uuid = "00000000000000000000000000000010";
        let expected = format!(r#"[[true,7,"a\"b","{ones}"],[false,null,null,"{uuid}"]]"#);
        assert_eq!(table(rows), expected);
    }
}
