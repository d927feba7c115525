//! Pages leave as one piece.

use axum::{
    body::{Body, to_bytes},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// More than any page has, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;
const END: &[u8] = b"</html>";

/// Makes a page one piece that ends where its document ends. Leptos adds scripts behind it that hand data over to
/// hydration; nothing here is hydrated but islands, which need none.
pub(crate) async fn whole(response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    if parts.status.is_redirection() {
        // There is no document, but what belongs behind one is there.
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes.slice(..end(&bytes))))
}

/// Where the document ends; the whole where it has no end.
fn end(bytes: &[u8]) -> usize {
    let found = bytes.windows(END.len()).rposition(|window| window == END);
    found.map_or(bytes.len(), |at| at + END.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nothing_follows_the_document() {
        let cases = [
            ("text/html; charset=utf-8", "<html>a</html><script>b</script>", "<html>a</html>"),
            ("text/html", "no document", "no document"),
            ("application/json", r#"{"a":"</html>b"}"#, r#"{"a":"</html>b"}"#),
        ];
        for (kind, sent, expected) in cases {
            let response = ([(header::CONTENT_TYPE, kind)], sent).into_response();
            let body = to_bytes(whole(response).await.into_body(), 100).await.unwrap();
            assert_eq!(body, expected.as_bytes(), "{kind}");
        }
    }

    #[tokio::test]
    async fn the_way_to_a_page_is_no_page() {
        let kind = [(header::CONTENT_TYPE, "text/html")];
        let response = whole((StatusCode::SEE_OTHER, kind, "<script>").into_response()).await;
        assert!(response.headers().get(header::CONTENT_TYPE).is_none());
        assert!(to_bytes(response.into_body(), 100).await.unwrap().is_empty());
    }
}
