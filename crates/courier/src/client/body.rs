//! What a request to a carrier says.

use crate::secret::Secret;
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::HeaderValue;
use std::borrow::Cow;

/// A request's body. It may hold a code and a number, so it has no `Debug`.
pub enum Body {
    /// Nothing.
    Empty,
    /// Fields, as HTML forms send them (`application/x-www-form-urlencoded`).
    Form(Vec<(Cow<'static, str>, String)>),
    /// JSON (RFC 8259).
    Json(serde_json::Value),
    /// Plain text.
    Text(String),
    /// An XML document, escaped by whoever made it.
    Xml(String),
}

impl Body {
    /// Its media type, and its bytes; none when it cannot be written.
    pub(super) fn written(self) -> Option<(Option<&'static str>, Bytes)> {
        let written = match self {
            Self::Empty => (None, Bytes::new()),
            Self::Form(fields) => {
                let text = serde_urlencoded::to_string(fields).ok()?;
                (Some("application/x-www-form-urlencoded"), text.into())
            }
            Self::Json(value) => {
                (Some("application/json"), serde_json::to_vec(&value).ok()?.into())
            }
            Self::Text(text) => (Some("text/plain; charset=utf-8"), text.into()),
            Self::Xml(text) => (Some("application/xml; charset=utf-8"), text.into()),
        };
        Some(written)
    }
}

/// The value of an `Authorization` header (RFC 7617), which no log shows.
#[must_use]
pub fn basic(user: &str, password: &Secret) -> HeaderValue {
    let text = zeroize::Zeroizing::new(format!("{user}:{}", password.reveal()));
    let encoded = zeroize::Zeroizing::new(format!("Basic {}", STANDARD.encode(&*text)));
    // Base64 is always a header's value.
    let mut value =
        HeaderValue::from_str(&encoded).unwrap_or_else(|_| HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_password_are_written_as_rfc_7617_shows() {
        let value = basic("Aladdin", &Secret::of("open sesame"));
        assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(format!("{value:?}"), "Sensitive");
    }
}
