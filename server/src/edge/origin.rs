//! Requests are answered at our own address alone, and acts accepted from our own pages alone.
//!
//! The rule is the one browsers make possible by `Sec-Fetch-Site` (Fetch Metadata) and, where that is not
//! sent, by `Origin` (RFC 6454). A request with neither comes from no browser that could be misled.

use super::trace::told;
use crate::config::Server;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{net::IpAddr, sync::Arc};

/// Refuses a request for another host's page: a name that somebody else owns and has lately pointed at this machine
/// (DNS rebinding) would make their page and ours one origin to the browser.
pub(super) async fn host(
    State(server): State<Arc<Server>>,
    request: Request,
    next: Next,
) -> Response {
    let name = named(&request);
    if name.is_some_and(|name| is_ours(&name, server.origin.as_deref())) {
        return next.run(request).await;
    }
    tracing::warn!(path = told(request.uri().path()), "refused a request for another host");
    StatusCode::MISDIRECTED_REQUEST.into_response()
}

/// The host's name that a request is for (RFC 9110, section 7.2), without its port.
fn named(request: &Request) -> Option<String> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let authority = match (request.uri().authority(), hosts.next(), hosts.next()) {
        (_, _, Some(_)) => return None,
        (Some(authority), ..) => authority.clone(),
        (None, host, None) => host?.to_str().ok()?.parse().ok()?,
    };
    (!authority.as_str().contains('@')).then(|| authority.host().to_owned())
}

/// Whether a name is the public origin's; without one the portal is this machine's, and so is the name.
fn is_ours(name: &str, origin: Option<&str>) -> bool {
    let Some(origin) = origin else {
        let literal = name.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(name);
        let address = literal.parse::<IpAddr>();
        return name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|it| it.is_loopback());
    };
    let own = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    own.parse::<Authority>().is_ok_and(|own| own.host().eq_ignore_ascii_case(name))
}

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
    tracing::warn!(path = told(request.uri().path()), "refused an act from another origin");
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
    use axum::body::Body;

    #[test]
    fn only_our_own_address_is_answered() {
        let own = Some("https://portal.example");
        let cases: [(&[&str], _, _); 19] = [
            (&["127.0.0.1"], None, true),
            (&["127.0.0.1:4580"], None, true),
            (&["[::1]"], None, true),
            (&["[::1]:4580"], None, true),
            (&["localhost"], None, true),
            (&["LocalHost:4580"], None, true),
            (&["evil.example"], None, false),
            (&["127.0.0.1.evil.example"], None, false),
            (&["localhost.evil.example:4580"], None, false),
            (&["192.168.0.2"], None, false),
            (&["127.0.0.1@evil.example"], None, false),
            (&["evil.example@127.0.0.1"], None, false),
            (&["127.0.0.1", "evil.example"], None, false),
            (&[""], None, false),
            (&[], None, false),
            (&["portal.example"], own, true),
            (&["Portal.Example:443"], own, true),
            (&["127.0.0.1"], own, false),
            (&["portal.example.evil"], own, false),
        ];
        for (hosts, origin, expected) in cases {
            let mut request = Request::new(Body::empty());
            for host in hosts {
                request.headers_mut().append("host", host.parse().unwrap());
            }
            let ours = named(&request).is_some_and(|name| is_ours(&name, origin));
            assert_eq!(ours, expected, "{hosts:?} {origin:?}");
        }
    }

    #[test]
    fn an_address_in_the_first_line_goes_before_the_header() {
        for (uri, expected) in [("http://evil.example/", false), ("http://127.0.0.1:1/", true)] {
            let request = Request::builder().uri(uri).header("host", "127.0.0.1");
            let name = named(&request.body(Body::empty()).unwrap());
            assert_eq!(name.is_some_and(|name| is_ours(&name, None)), expected, "{uri}");
        }
    }

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
