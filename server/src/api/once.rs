//! A request's content, with the key by which it is known when it comes twice.

use super::problem::{KEY_MISSING, MALFORMED, MEDIA, Problem, UNEXPECTED};
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use portal::counter::Once;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// The longest key, in characters.
const LONGEST: usize = 255;

/// What was sent, and the key of it.
pub(super) struct Sent<T> {
    /// The content.
    pub content: T,
    key: String,
    /// Where it was sent, and every byte of it.
    request: Vec<u8>,
}

impl<T> Sent<T> {
    /// What the request is known again by.
    pub(super) fn once(&self) -> Once<'_> {
        Once { key: &self.key, request: &self.request }
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let key = key(request.headers()).ok_or(KEY_MISSING)?.to_owned();
        if !is_json(request.headers()) {
            return Err(MEDIA.into());
        }
        let mut whole = format!("{} {}\n", request.method(), request.uri().path()).into_bytes();
        let body = Bytes::from_request(request, state).await.map_err(|_| MALFORMED)?;
        let content = serde_json::from_slice(&body).map_err(|error| match error.classify() {
            Category::Data => UNEXPECTED,
            Category::Io | Category::Syntax | Category::Eof => MALFORMED,
        })?;
        whole.extend_from_slice(&body);
        Ok(Self { content, key, request: whole })
    }
}

fn key(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all("idempotency-key").iter();
    let (Some(key), None) = (all.next(), all.next()) else { return None };
    let key = key.to_str().ok()?.trim();
    let visible = key.bytes().all(|byte| byte.is_ascii_graphic());
    (visible && (1..=LONGEST).contains(&key.len())).then_some(key)
}

fn is_json(headers: &HeaderMap) -> bool {
    let media = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media = media.and_then(|media| media.split(';').next());
    media.is_some_and(|media| media.trim().eq_ignore_ascii_case("application/json"))
}
