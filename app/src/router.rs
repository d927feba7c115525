//! Which address leads where.

use crate::{
    acts::{document, language, progress, report, resend, session, sign_in, start},
    guard::guard,
    pages::{self, answer},
    site::Site,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::from_fn_with_state,
    routing::{get, post},
};
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, generate_route_list};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router as Places},
    path,
};

/// The most that a form may send, in bytes.
pub const LARGEST_FORM: usize = 64 * 1024;

/// The portal's pages and acts. The server puts sessions and [`crate::ClientAddress`] around it, and the check of
/// where posts come from.
pub fn router(site: Site) -> Router {
    let routes = generate_route_list(App);
    Router::new()
        .merge(acts())
        .leptos_routes(&site, routes, App)
        .fallback(start::nowhere)
        .method_not_allowed_fallback(start::otherwise)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(from_fn_with_state(site.clone(), guard))
        .with_state(site)
}

fn acts() -> Router<Site> {
    Router::new()
        .route("/", get(start::start))
        .route("/language", post(language::language))
        .route("/sign-in", post(sign_in::begin))
        .route("/sign-in/code", post(sign_in::answer))
        .route("/sign-in/code/progress", get(progress::sign_in))
        .route("/sign-in/resend", post(resend::sign_in))
        .route("/sign-in/call", post(resend::call_for_sign_in))
        .route("/sign-in/who", post(sign_in::choose))
        .route("/sign-out", post(session::sign_out))
        .route("/session/left", get(session::left))
        .route("/session/stay", post(session::stay))
        .route("/labs/{id}/ask", post(report::ask))
        .route("/labs/{id}/code", post(report::answer))
        .route("/labs/{id}/code/progress", get(progress::of_report))
        .route("/labs/{id}/resend", post(resend::of_report))
        .route("/labs/{id}/call", post(resend::call_for_report))
        .route("/labs/{id}/seal", post(report::seal))
        .route("/labs/{id}/documents/{part}", get(document::document))
}

/// A page as the router of pages takes it.
macro_rules! page {
    ($page:ident) => {
        || {
            answer(|mut asked| async move {
                let outcome = pages::$page::write(&mut asked).await;
                (asked, outcome)
            })
        }
    };
}

/// Every page. Each is written whole before it is sent, so that it works without JavaScript.
#[component]
fn App() -> impl IntoView {
    view! {
        <Places>
            <FlatRoutes fallback=|| ()>
                <Route path=path!("/sign-in") view=page!(sign_in) ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/code") view=page!(sign_in_code) ssr=SsrMode::Async/>
                <Route path=path!("/sign-in/who") view=page!(who) ssr=SsrMode::Async/>
                <Route path=path!("/home") view=page!(home) ssr=SsrMode::Async/>
                <Route path=path!("/labs") view=page!(labs) ssr=SsrMode::Async/>
                <Route path=path!("/labs/:id") view=page!(lab) ssr=SsrMode::Async/>
                <Route path=path!("/labs/:id/code") view=page!(lab_code) ssr=SsrMode::Async/>
                <Route path=path!("/session/ending") view=page!(ending) ssr=SsrMode::Async/>
                <Route path=path!("/signed-out") view=page!(signed_out) ssr=SsrMode::Async/>
            </FlatRoutes>
        </Places>
    }
}
