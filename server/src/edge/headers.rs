//! The headers of every answer (OWASP ASVS 5.0, 3.4).

use crate::config::Server;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;

/// What every answer carries, whatever it is.
const ALWAYS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), otp-credentials=(self)",
    ),
];

/// What an answer carries unless it says otherwise itself.
const BY_DEFAULT: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'",
    ),
    ("cache-control", "no-store"),
];

/// For all names below the portal's own, too.
const TWO_YEARS: &str = "max-age=63072000; includeSubDomains";

/// Adds the headers.
pub(super) async fn harden(
    State(server): State<Arc<Server>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    for (name, value) in BY_DEFAULT {
        set_default(headers, name, value);
    }
    if server.is_secure() {
        let always = HeaderValue::from_static(TWO_YEARS);
        headers.insert(header::STRICT_TRANSPORT_SECURITY, always);
        secure_cookies(headers);
    }
    response
}

/// Keeps every cookie to TLS, whoever set it and knew nothing of the proxy.
fn secure_cookies(headers: &mut HeaderMap) {
    for (_, cookie) in headers.iter_mut().filter(|(name, _)| *name == header::SET_COOKIE) {
        let text = cookie.to_str().unwrap_or_default();
        let is_secure = text.split(';').any(|it| it.trim().eq_ignore_ascii_case("secure"));
        match HeaderValue::try_from(format!("{text}; Secure")) {
            Ok(secure) if !is_secure => *cookie = secure,
            _ => {}
        }
    }
}

fn set_default(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    if !headers.contains_key(name) {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}
