//! The session's cookie, which a request of the same browser may have renewed while another was answered.

use app::Orphaned;
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue,
        header::{COOKIE, SET_COOKIE},
    },
    middleware::Next,
    response::Response,
};
use tower_sessions::cookie::Cookie;

/// Leaves the browser with the cookie that it has unless there is a new one: the cookie that it came with is not given to it
/// again, and where its session was gone already, not taken back.
pub(super) async fn leave(
    State(name): State<&'static str>,
    request: Request,
    next: Next,
) -> Response {
    let came = shown(request.headers(), name);
    let mut response = next.run(request).await;
    let orphaned = response.extensions_mut().remove::<Orphaned>().is_some();
    let is_idle = |value: &HeaderValue| match given(value, name) {
        Some("") => orphaned,
        Some(given) => came.as_deref() == Some(given),
        None => false,
    };
    let headers = response.headers_mut();
    let all: Vec<_> = headers.get_all(SET_COOKIE).iter().cloned().collect();
    headers.remove(SET_COOKIE);
    for value in all.into_iter().filter(|value| !is_idle(value)) {
        headers.append(SET_COOKIE, value);
    }
    response
}

fn shown(headers: &HeaderMap, name: &str) -> Option<String> {
    let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = texts.flat_map(Cookie::split_parse).filter_map(Result::ok);
    cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// What the cookie of this name is set to; nothing where it is taken back.
fn given<'a>(header: &'a HeaderValue, name: &str) -> Option<&'a str> {
    let (pair, _) = header.to_str().ok()?.split_once(';')?;
    pair.strip_prefix(name)?.strip_prefix('=')
}
