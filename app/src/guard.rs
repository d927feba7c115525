//! The layer around everything: it reads who asks, and puts a page in the place of every problem.

use crate::{
    acts::see, badge, badge::Badge, csp, desk::Desk, language, pages::trouble, paths,
    problem::Problem, site::Site, visitor::Visitor, wanted::Wanted, whole::whole, wiped::wiped,
};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use leptos::prelude::RenderHtml;
use portal::domain::Language;

/// Answers a request.
pub(crate) async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut language = language::of(&parts, &site).unwrap_or(site.clinic().default_language);
    let readable = paths::is_readable(&parts.uri);
    let (shows, mut theirs) = (badge::shows_page(site.cookies().page, &parts), false);
    let visitor = match Visitor::load(&parts, &site).await {
        // It was noted as told, whatever it asked for.
        wiped @ Err(Problem::Wiped(_)) => wiped,
        _ if !readable => Err(Problem::Malformed),
        loaded => loaded,
    };
    let mut response = match visitor {
        // Whatever was asked for was for somebody else.
        Ok(visitor) if visitor.acts_no_longer() => see("/family"),
        Ok(visitor) => {
            language = visitor.language();
            theirs = visitor.is_signed_in();
            let (keeps, orphan) = (visitor.keeps(), visitor.is_orphan());
            let response = if let Some(problem) = visitor.misplaced(parts.uri.path()) {
                problem.into_response()
            } else {
                parts.extensions.insert(visitor);
                whole(next.run(Request::from_parts(parts, body)).await).await
            };
            marked(orphan, keeping(&keeps, response))
        }
        Err(Problem::Wiped(language)) => wiped(&site, language, &parts),
        Err(problem) => problem.into_response(),
    };
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = problem_page(&site, language, &problem);
    }
    let is_page = is_page(&response);
    let page = badge::page(site.cookies().page, theirs, shows, site.portal().chance());
    let headers = response.headers_mut();
    if let Some(cookie) = page.filter(|_| is_page) {
        headers.append(header::SET_COOKIE, cookie);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| csp::policy(None));
    response
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// Lets a browser keep what it was given.
fn keeping((badge, wanted): &(Badge, Wanted), mut response: Response) -> Response {
    for cookie in [badge.cookie(), wanted.cookie()].into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// An answer to a request whose session is gone. Another request of the same browser may have renewed that session meanwhile,
/// so its cookie is not taken back: what the browser has by then may be the new one.
#[derive(Clone, Copy, Debug)]
pub struct Orphaned;

fn marked(orphan: bool, mut response: Response) -> Response {
    if orphan {
        response.extensions_mut().insert(Orphaned);
    }
    response
}

/// The page of a problem, with its status.
#[must_use]
pub fn problem_page(site: &Site, language: Language, problem: &Problem) -> Response {
    let mut response =
        (problem.status(), Html(error_page(site, language, problem))).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, csp::policy(None));
    response
}

/// The HTML of a problem's page, for nobody in particular: it needs neither a session nor a script.
#[must_use]
pub fn error_page(site: &Site, language: Language, problem: &Problem) -> String {
    let desk = Desk::bare(site.house(), language, site.portal().now());
    trouble::document(&desk, problem).to_html()
}
