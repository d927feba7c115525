//! What a form sends.

use crate::{paths::decoded, problem::Problem};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header::CONTENT_TYPE},
};

/// More fields than any form of ours has, so that what names thousands is not compared field by field.
pub(crate) const MOST: usize = 512;

/// The fields of a form (`application/x-www-form-urlencoded`), read strictly.
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads a body; none if it is not UTF-8, badly encoded, names a field twice, or has more than 512.
    pub(crate) fn parse(body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let pairs = || text.split('&').filter(|pair| !pair.is_empty());
        if pairs().nth(MOST).is_some() {
            return None;
        }
        let mut fields: Vec<(String, String)> = Vec::new();
        for pair in pairs() {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (plain(name)?, plain(value)?);
            if fields.iter().any(|(known, _)| *known == name) {
                return None;
            }
            fields.push((name, value));
        }
        Some(Self(fields))
    }

    /// Reads the part of an address after its question mark; one that cannot be read has no fields.
    pub(crate) fn of_query(query: &str) -> Self {
        Self::parse(query.as_bytes()).unwrap_or_else(|| Self(Vec::new()))
    }

    /// A field's value.
    ///
    /// # Errors
    /// [`Problem::Malformed`] when the form was sent without it.
    pub(crate) fn get(&self, name: &str) -> Result<&str, Problem> {
        self.find(name).ok_or(Problem::Malformed)
    }

    /// A field's value, if it was sent.
    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn plain(text: &str) -> Option<String> {
    decoded(&text.replace('+', " "))
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let sent = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let kind = sent.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
        // A form without fields may be sent without a type.
        if !matches!(kind, "" | "application/x-www-form-urlencoded") {
            return Err(Problem::Malformed);
        }
        let body = Bytes::from_request(request, state).await.map_err(|why| match why.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
            _ => Problem::Malformed,
        })?;
        Self::parse(&body).ok_or(Problem::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &[u8]) -> Option<Vec<(String, String)>> {
        Fields::parse(body).map(|fields| fields.0)
    }

    #[test]
    fn fields_are_read_strictly() {
        let one = |name: &str, value: &str| Some(vec![(name.to_owned(), value.to_owned())]);
        assert_eq!(read(b"a=1%2B+x%26"), one("a", "1+ x&"));
        assert_eq!(read("name=%E0%A4%95".as_bytes()), one("name", "क"));
        assert_eq!(read(b"a"), one("a", ""));
        assert_eq!(read(b""), Some(Vec::new()));
        for broken in [&b"a=%ff"[..], b"a=\xff", b"a=%4", b"a=%zz", b"a=1&a=2", b"%ff=1"] {
            assert_eq!(read(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn a_form_has_so_many_fields_at_most() {
        let named = |fields: usize| (0..fields).map(|n| format!("f{n}=1")).collect::<Vec<_>>();
        for (fields, expected) in [(512, Some(512)), (513, None), (20_000, None)] {
            assert_eq!(
                read(named(fields).join("&").as_bytes()).map(|read| read.len()),
                expected,
                "{fields}"
            );
        }
    }

    #[test]
    fn a_missing_field_is_malformed() {
        let fields = Fields::parse(b"code=123456").unwrap();
        assert_eq!(fields.get("code").ok(), Some("123456"));
        assert!(matches!(fields.get("challenge"), Err(Problem::Malformed)));
        assert_eq!(fields.find("challenge"), None);
    }
}
