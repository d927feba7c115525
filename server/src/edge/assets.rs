//! Style, scripts and pictures: embedded, hashed by name, compressed beforehand, and cached for good.

use app::Assets;
use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::{EmbeddedFile, RustEmbed};

/// What the build step `cargo xtask assets` made.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
#[allow_missing = true]
struct SiteFiles;

const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// The names of the assets, as pages ask for them.
pub(super) fn index() -> Assets {
    let manifest = SiteFiles::get("manifest.json");
    let names = manifest.and_then(|file| serde_json::from_slice(&file.data).ok());
    Assets(names.unwrap_or_default())
}

/// Whether the assets are there; a debug build reads them from the build folder.
#[must_use]
pub fn embedded() -> bool {
    !index().0.is_empty()
}

/// `GET /assets/…`
pub(super) fn router() -> Router {
    Router::new().route("/assets/{name}", get(asset))
}

async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let accepted = accepted.unwrap_or_default();
    let found = [("br", ".br"), ("gzip", ".gz"), ("", "")]
        .into_iter()
        .filter(|(coding, _)| coding.is_empty() || accepts(accepted, coding))
        .find_map(|(coding, ending)| Some((coding, file(&format!("{name}{ending}"))?)));
    match found {
        Some((coding, file)) => answer(&name, coding, file),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn file(name: &str) -> Option<EmbeddedFile> {
    if name.contains(['/', '\\']) || name.contains("..") {
        return None;
    }
    SiteFiles::get(&format!("assets/{name}"))
}

/// Whether `Accept-Encoding` (RFC 9110, section 12.5.3) names a coding and does not refuse it.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|item| {
        let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
        let refused = parameters.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case(coding) && refused != Some(0.0)
    })
}

fn answer(name: &str, coding: &'static str, file: EmbeddedFile) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_GOOD));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if !coding.is_empty() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    (headers, file.data.into_owned()).into_response()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" | "webmanifest" => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codings_are_accepted_as_they_are_asked_for() {
        let cases = [
            ("gzip, deflate, br", "br", true),
            ("gzip;q=0.5, BR;q=1", "br", true),
            ("br;q=0", "br", false),
            ("gzip", "br", false),
            ("", "gzip", false),
            ("xbr", "br", false),
        ];
        for (header, coding, expected) in cases {
            assert_eq!(accepts(header, coding), expected, "{header}");
        }
    }
}
