//! Bare errors, from whatever layer, dressed as pages.

use app::{Problem, Site};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use std::any::Any;
use tower_http::catch_panic::CatchPanicLayer;

/// Puts a page in the place of every error within, of panics too.
pub(super) fn errors(within: Router, site: Site) -> Router {
    within
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(site, dress))
}

/// Gives an error that has no page of its own one in the reader's language.
async fn dress(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let language = app::language_of(&parts, &site).unwrap_or(site.clinic().default_language);
    let response = next.run(Request::from_parts(parts, body)).await;
    match Problem::of_status(response.status()) {
        Some(problem) if !is_dressed(&response) => app::problem_page(&site, language, &problem),
        _ => response,
    }
}

fn is_dressed(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("application/json"))
}

/// A panic becomes a bare 500, and a log line without the panic's own text, which could hold anything.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a request panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, Body::empty()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::{Assets, Clinic};
    use axum::{body::to_bytes, http::Request, routing::get};
    use portal::domain::Language;
    use testkit::TestPortal;
    use tower::ServiceExt;

    async fn fails() -> StatusCode {
        panic!("Asha Verma's number is no number")
    }

    #[tokio::test]
    async fn a_panic_is_a_page_that_says_nothing_of_it() {
        let portal = TestPortal::sqlite().await;
        let clinic = Clinic {
            name: "Test Clinic".to_owned(),
            time_zone: jiff::tz::TimeZone::UTC,
            default_language: Language::Hi,
            help: None,
        };
        let site = Site::new(portal.portal.clone(), clinic, Assets::default(), false);
        let router = Router::new()
            .route("/panic", get(fails))
            .route("/busy", get(|| async { StatusCode::SERVICE_UNAVAILABLE }));
        for (path, status) in [("/panic", 500), ("/busy", 503), ("/none", 404)] {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            let router = errors(router.clone(), site.clone());
            let response = router.oneshot(request).await.unwrap();
            assert_eq!(response.status().as_u16(), status, "{path}");
            let page = to_bytes(response.into_body(), 100_000).await.unwrap();
            let page = String::from_utf8(page.to_vec()).unwrap();
            assert!(page.contains("lang=\"hi\"") && page.contains("Test Clinic"), "{page}");
            assert!(!page.contains("Asha"), "{page}");
        }
    }
}
