//! Which address leads where.

use crate::{
    acts::{
        account, asked, claim, collector, counter, document, errand, family, history, language,
        my_data, number, pin, prescription, progress, report, resend, security, session, sign_in,
        start,
    },
    errand::Errand,
    fields::Fields,
    guard::guard,
    pages::{self, answer},
    site::Site,
    visitor::Visitor,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, State},
    http::HeaderMap,
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
        .merge(account_acts())
        .merge(history_acts())
        .merge(device_acts())
        .merge(prescription_acts())
        .merge(counter::acts())
        .merge(Errand::ALL.into_iter().map(errand_acts).fold(Router::new(), Router::merge))
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
        .route("/sign-in/pin", post(sign_in::pin))
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

fn account_acts() -> Router<Site> {
    Router::new()
        .route("/activate", post(claim::activate))
        .route("/activate/password", post(account::activate))
        .route("/forgotten", post(claim::forgotten))
        .route("/forgotten/password", post(account::forgotten))
        .route("/notice", post(account::accept))
        .route("/family/act", post(family::act))
        .route("/family/back", post(family::back))
        .route("/settings/change", post(account::change_settings))
        .route("/settings/password", post(account::change_password))
        .route("/settings/pin", post(pin::change))
        .route("/settings/pin/remove", post(pin::remove))
        .route("/my-data/{id}/{file}", post(my_data::take))
        .route("/my-data/erase/stop", post(my_data::stop))
        .route("/settings/number", post(number::ask))
        .route("/settings/number/stop", post(number::stop))
        .route("/stop-number", post(claim::stop_number))
}

fn history_acts() -> Router<Site> {
    Router::new()
        .route("/history/{id}/proof", get(history::proof))
        .route("/history/{id}/not-me", post(history::not_me))
}

fn device_acts() -> Router<Site> {
    Router::new()
        .route("/security/devices/{id}/end", post(security::end))
        .route("/security/devices/{id}/wipe", post(security::wipe))
        .route("/security/others/end", post(security::end_others))
}

fn prescription_acts() -> Router<Site> {
    let again = |way: resend::Way| {
        post(
            move |State(site): State<Site>,
                  visitor: Visitor,
                  Path(id): Path<String>,
                  headers: HeaderMap,
                  fields: Fields| async move {
                resend::of_prescription(way, site, visitor, &id, headers, fields).await
            },
        )
    };
    Router::new()
        .route("/prescriptions/send/who", post(collector::name))
        .route("/prescriptions/asked/{id}/code", post(asked::look))
        .route("/prescriptions/asked/{id}/yes", post(asked::yes))
        .route("/prescriptions/asked/{id}/no", post(asked::no))
        .route("/prescriptions/{id}/ask", post(prescription::ask))
        .route("/prescriptions/{id}/code", post(prescription::answer))
        .route("/prescriptions/{id}/code/progress", get(progress::of_prescription))
        .route("/prescriptions/{id}/resend", again(resend::Way::Again))
        .route("/prescriptions/{id}/call", again(resend::Way::Call))
        .route("/prescriptions/{id}/seal", post(prescription::seal))
        .route("/prescriptions/{id}/given/{of}", post(prescription::deny))
        .route("/prescriptions/{id}/collectors/{of}/end", post(collector::take_back))
}

/// The acts of an errand's code.
fn errand_acts(errand: Errand) -> Router<Site> {
    let base = errand.base();
    let again = |way: resend::Way| {
        post(
            move |State(site): State<Site>,
                  visitor: Visitor,
                  headers: HeaderMap,
                  fields: Fields| {
                resend::of_errand(errand, way, site, visitor, headers, fields)
            },
        )
    };
    let answer = post(move |State(site): State<Site>, visitor: Visitor, fields: Fields| {
        errand::answer(errand, site, visitor, fields)
    });
    let progress = get(move |State(site): State<Site>, visitor: Visitor| {
        progress::of_errand(errand, site, visitor)
    });
    let ask =
        post(move |State(site): State<Site>, visitor: Visitor| errand::ask(errand, site, visitor));
    let acts = Router::new()
        .route(&format!("{base}/code"), answer)
        .route(&format!("{base}/code/progress"), progress)
        .route(&format!("{base}/resend"), again(resend::Way::Again))
        .route(&format!("{base}/call"), again(resend::Way::Call));
    if errand.is_own() { acts.route(&format!("{base}/ask"), ask) } else { acts }
}

/// A page as the router of pages takes it.
macro_rules! page {
    ($page:ident) => {
        page!($page::write)
    };
    ($page:ident :: $write:ident) => {
        || {
            answer(|mut asked| async move {
                let outcome = pages::$page::$write(&mut asked).await;
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
                <Route path=path!("/sign-in/pin") view=page!(sign_in_pin) ssr=SsrMode::Async/>
                <Route path=path!("/pharmacy") view=page!(counter::today) ssr=SsrMode::Async/>
                <Route path=path!("/pharmacy/sign-in") view=page!(counter::sign_in) ssr=SsrMode::Async/>
                <Route path=path!("/pharmacy/sign-in/code") view=page!(counter::sign_in_code) ssr=SsrMode::Async/>
                <Route path=path!("/pharmacy/signed-out") view=page!(counter::signed_out) ssr=SsrMode::Async/>
                <Route path=path!("/pharmacy/:id") view=page!(counter::look_up) ssr=SsrMode::Async/>
                <Route path=path!("/pharmacy/:id/without-code") view=page!(counter::without_code) ssr=SsrMode::Async/>
                <Route path=path!("/pharmacy/:id/without-code/code") view=page!(counter::without_code_code) ssr=SsrMode::Async/>
                <Route path=path!("/home") view=page!(home) ssr=SsrMode::Async/>
                <Route path=path!("/labs") view=page!(labs) ssr=SsrMode::Async/>
                <Route path=path!("/labs/:id") view=page!(lab) ssr=SsrMode::Async/>
                <Route path=path!("/labs/:id/code") view=page!(lab_code) ssr=SsrMode::Async/>
                <Route path=path!("/prescriptions") view=page!(prescriptions) ssr=SsrMode::Async/>
                <Route path=path!("/prescriptions/send") view=page!(prescriptions::send) ssr=SsrMode::Async/>
                <Route path=path!("/prescriptions/send/code") view=page!(errand_code::collector) ssr=SsrMode::Async/>
                <Route path=path!("/prescriptions/send/who") view=page!(prescriptions::who) ssr=SsrMode::Async/>
                <Route path=path!("/prescriptions/asked/:id") view=page!(prescriptions::asked) ssr=SsrMode::Async/>
                <Route path=path!("/prescriptions/:id") view=page!(prescriptions::single) ssr=SsrMode::Async/>
                <Route path=path!("/prescriptions/:id/code") view=page!(prescriptions::code) ssr=SsrMode::Async/>
                <Route path=path!("/prescriptions/:id/given/:of") view=page!(prescriptions::denial) ssr=SsrMode::Async/>
                <Route path=path!("/activate") view=page!(claim::activate) ssr=SsrMode::Async/>
                <Route path=path!("/activate/code") view=page!(errand_code::activate) ssr=SsrMode::Async/>
                <Route path=path!("/activate/password") view=page!(new_password::activate) ssr=SsrMode::Async/>
                <Route path=path!("/forgotten") view=page!(claim::forgotten) ssr=SsrMode::Async/>
                <Route path=path!("/forgotten/code") view=page!(errand_code::forgotten) ssr=SsrMode::Async/>
                <Route path=path!("/forgotten/password") view=page!(new_password::forgotten) ssr=SsrMode::Async/>
                <Route path=path!("/family") view=page!(family) ssr=SsrMode::Async/>
                <Route path=path!("/notice") view=page!(notice) ssr=SsrMode::Async/>
                <Route path=path!("/settings") view=page!(settings) ssr=SsrMode::Async/>
                <Route path=path!("/settings/code") view=page!(errand_code::settings) ssr=SsrMode::Async/>
                <Route path=path!("/settings/change") view=page!(settings::change) ssr=SsrMode::Async/>
                <Route path=path!("/settings/password") view=page!(settings::password) ssr=SsrMode::Async/>
                <Route path=path!("/settings/password/code") view=page!(errand_code::password) ssr=SsrMode::Async/>
                <Route path=path!("/history") view=page!(history) ssr=SsrMode::Async/>
                <Route path=path!("/history/:id") view=page!(history::line) ssr=SsrMode::Async/>
                <Route path=path!("/history/:id/not-me") view=page!(history::not_me) ssr=SsrMode::Async/>
                <Route path=path!("/security") view=page!(security) ssr=SsrMode::Async/>
                <Route path=path!("/security/devices/:id/lost") view=page!(security::lost) ssr=SsrMode::Async/>
                <Route path=path!("/cleared") view=page!(cleared) ssr=SsrMode::Async/>
                <Route path=path!("/settings/pin") view=page!(pin) ssr=SsrMode::Async/>
                <Route path=path!("/settings/pin/code") view=page!(errand_code::pin) ssr=SsrMode::Async/>
                <Route path=path!("/my-data") view=page!(my_data) ssr=SsrMode::Async/>
                <Route path=path!("/my-data/code") view=page!(errand_code::export) ssr=SsrMode::Async/>
                <Route path=path!("/my-data/erase/code") view=page!(errand_code::erase) ssr=SsrMode::Async/>
                <Route path=path!("/settings/number") view=page!(number) ssr=SsrMode::Async/>
                <Route path=path!("/settings/number/code") view=page!(errand_code::number) ssr=SsrMode::Async/>
                <Route path=path!("/settings/number/new") view=page!(number::taken) ssr=SsrMode::Async/>
                <Route path=path!("/settings/number/new/code") view=page!(errand_code::new_number) ssr=SsrMode::Async/>
                <Route path=path!("/stop-number") view=page!(claim::stop_number) ssr=SsrMode::Async/>
                <Route path=path!("/stop-number/code") view=page!(errand_code::stop_number) ssr=SsrMode::Async/>
                <Route path=path!("/session/ending") view=page!(ending) ssr=SsrMode::Async/>
                <Route path=path!("/signed-out") view=page!(signed_out) ssr=SsrMode::Async/>
            </FlatRoutes>
        </Places>
    }
}
