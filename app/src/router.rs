//! Which address leads where.

use crate::{
    acts::{routes, start},
    addresses::Address,
    guard::guard,
    pages::{self, answer},
    site::Site,
};
use axum::{Router, extract::DefaultBodyLimit, http::Method, middleware::from_fn_with_state};
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
    routes::all()
        .into_router()
        .leptos_routes(&site, generate_route_list(App), App)
        .fallback(start::nowhere)
        .method_not_allowed_fallback(start::otherwise)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(from_fn_with_state(site.clone(), guard))
        .with_state(site)
}

/// Every address of [`router()`], of pages and of acts.
#[must_use]
pub fn addresses() -> Vec<Address> {
    let mut all = routes::all().into_list();
    for page in generate_route_list(App) {
        all.push(Address { method: Method::GET, path: page.path().to_owned() });
    }
    all
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
