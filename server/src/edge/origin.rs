//! Acts are accepted from our own pages alone.
//!
//! The rule is the one browsers make possible by `Sec-Fetch-Site` (Fetch Metadata) and, where that is not
//! sent, by `Origin` (RFC 6454). A request with neither comes from no browser that could be misled.

use crate::config::Server;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// Refuses an act that another site's page sent.
pub(super) async fn check(
    State(server): State<Arc<Server>>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_own(request.headers(), server.origin.as_deref()) {
        return next.run(request).await;
    }
    tracing::warn!(path = request.uri().path(), "refused an act from another origin");
    StatusCode::FORBIDDEN.into_response()
}

fn is_own(headers: &HeaderMap, origin: Option<&str>) -> bool {
    match (text(headers, "sec-fetch-site"), text(headers, "origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(from)) => match origin {
            Some(own) => from == own,
            None => text(headers, header::HOST.as_str()).is_some_and(|host| {
                from.strip_prefix("http://").is_some_and(|authority| authority == host)
            }),
        },
        (None, None) => true,
    }
}

/// A header's text; one that is not text counts as foreign.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("null"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_act() {
        let own = Some("https://portal.example");
        let cases = [
            (Some("same-origin"), None, own, true),
            (Some("none"), None, own, true),
            (Some("cross-site"), Some("https://portal.example"), own, false),
            (Some("same-site"), None, own, false),
            (None, Some("https://portal.example"), own, true),
            (None, Some("https://portal.example.evil"), own, false),
            (None, Some("http://portal.example"), own, false),
            (None, Some("null"), own, false),
            (None, Some("http://127.0.0.1:8080"), None, true),
            (None, Some("http://127.0.0.1:8081"), None, false),
            (None, Some("http://evil.example"), None, false),
            (None, None, own, true),
        ];
        for (site, from, origin, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert("host", "127.0.0.1:8080".parse().unwrap());
            for (name, value) in [("sec-fetch-site", site), ("origin", from)] {
                if let Some(value) = value {
                    headers.insert(name, value.parse().unwrap());
                }
            }
            assert_eq!(is_own(&headers, origin), expected, "{site:?} {from:?} {origin:?}");
        }
    }
}
