//! What forms do: each act reads its fields, makes one call, and says where to go.
//!
//! They are plain handlers and not Leptos' server functions: those redirect to the `Referer`, and put errors into
//! addresses, where anybody may write them.

pub(crate) mod account;
pub(crate) mod asked;
pub(crate) mod claim;
pub(crate) mod collector;
pub(crate) mod counter;
pub(crate) mod document;
pub(crate) mod errand;
pub(crate) mod family;
pub(crate) mod history;
pub(crate) mod language;
pub(crate) mod my_data;
pub(crate) mod number;
pub(crate) mod pin;
pub(crate) mod prescription;
pub(crate) mod progress;
pub(crate) mod report;
pub(crate) mod resend;
pub(crate) mod security;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod start;
pub(crate) mod wiped;

use crate::{paths, problem::Problem, refusal::Fate, remark::Remark, visitor::Visitor};
use axum::{
    http::{HeaderMap, header::ACCEPT},
    response::{IntoResponse, Redirect, Response},
};
use portal::{Principal, Refusal, counter::Dispenser};

/// What an act leads to.
pub(crate) type Done = Result<Response, Problem>;

/// The way to a page (303).
pub(crate) fn see(to: &str) -> Response {
    Redirect::to(paths::local(to).unwrap_or("/")).into_response()
}

/// Whether the page's own script asks, which wants data and no page.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.trim_start().starts_with("application/json"))
}

impl Visitor {
    /// The way to a page that says what happened.
    pub(crate) async fn told(&mut self, message: Remark, page: &str) -> Done {
        self.set_flash(message).await?;
        Ok(see(page))
    }

    /// The way back to a page that says why something was not done.
    pub(crate) async fn refused(&mut self, refusal: &Refusal, page: &str) -> Done {
        match self.fate(refusal) {
            Fate::Told(message, _) => self.told(message, page).await,
            Fate::Broken(problem) => Err(problem),
        }
    }

    /// Who of a pharmacy's staff is signed in.
    ///
    /// # Errors
    /// The way to where they sign in, from which they come back to `page`.
    pub(crate) async fn at_counter(&mut self, page: &str) -> Result<Dispenser, Done> {
        if let Some(who) = self.dispenser() {
            return Ok(who);
        }
        Err(self.ask_to_sign_in(page).await.map(|()| see("/pharmacy/sign-in")))
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// The way to the sign-in page, or to the notice that is still to be accepted, from which the person comes back to
    /// `page`.
    pub(crate) async fn signed_in(&mut self, page: &str) -> Result<Principal, Done> {
        if self.owes_notice() && self.principal().is_some() {
            return Err(self.ask_to_accept(page).await.map(|()| see("/notice")));
        }
        if let Some(who) = self.principal() {
            return Ok(who);
        }
        Err(self.ask_to_sign_in(page).await.map(|()| see("/sign-in")))
    }
}
