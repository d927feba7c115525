//! The pages. Each reads what it needs, then writes itself whole; none waits for JavaScript.

pub(crate) mod claim;
pub(crate) mod cleared;
pub(crate) mod code;
pub(crate) mod counter;
pub(crate) mod ending;
pub(crate) mod erasure;
pub(crate) mod errand_code;
pub(crate) mod family;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod lab;
pub(crate) mod lab_code;
pub(crate) mod labs;
pub(crate) mod my_data;
pub(crate) mod new_password;
pub(crate) mod notice;
pub(crate) mod number;
pub(crate) mod pin;
pub(crate) mod prescriptions;
pub(crate) mod security;
pub(crate) mod settings;
pub(crate) mod sign_in;
pub(crate) mod sign_in_code;
pub(crate) mod sign_in_pin;
pub(crate) mod signed_out;
pub(crate) mod trouble;
pub(crate) mod who;

mod lab_closed;
mod lab_open;

use crate::{
    away::Away,
    csp,
    desk::Asked,
    paths,
    problem::Problem,
    refusal::Fate,
    shell::{Frame, document},
};
use axum::http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use portal::{Principal, Refusal, counter::Dispenser};

/// What a request for a page leads to.
pub(crate) type Written = Result<Shown, Halt>;

/// A page: what its frame is told, and its main part.
pub(crate) struct Shown(pub Frame, pub AnyView);

/// Why a page is not shown.
pub(crate) enum Halt {
    /// Another page is.
    Go(String),
    /// A use case refused.
    Refused(Refusal),
    /// Anything else.
    Problem(Problem),
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Problem> for Halt {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Away> for Halt {
    fn from(away: Away) -> Self {
        match away {
            Away::To(page) => Self::go(page),
            Away::Broken(problem) => Self::Problem(problem),
        }
    }
}

impl Halt {
    /// Another page is shown.
    pub(crate) fn go(to: impl Into<String>) -> Self {
        Self::Go(to.into())
    }
}

/// A page as Leptos' router takes it: it is awaited whole (`SsrMode::Async`).
pub(crate) fn answer<F>(write: impl FnOnce(Asked) -> F) -> AnyView
where
    F: Future<Output = (Asked, Written)> + Send + 'static,
{
    // Outside of islands there is nothing to hydrate.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    // There is no request where the list of routes is made.
    Asked::here().map_or_else(
        |_| ().into_any(),
        |asked| {
            let written = write(asked);
            Suspend::new(async move {
                let (asked, outcome) = written.await;
                respond(&asked, outcome)
            })
            .into_any()
        },
    )
}

fn respond(asked: &Asked, outcome: Written) -> AnyView {
    let policy = csp::policy(asked.desk.nonce.as_deref());
    asked.response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    let problem = match outcome {
        Ok(Shown(frame, main)) => return document(&asked.desk, &frame, main),
        Err(Halt::Go(to)) => {
            go(&asked.response, &to);
            return ().into_any();
        }
        Err(Halt::Refused(refusal)) => refused(asked, &refusal),
        Err(Halt::Problem(problem)) => problem,
    };
    asked.response.set_status(problem.status());
    trouble::document(&asked.desk, &problem)
}

fn go(response: &ResponseOptions, to: &str) {
    let to = paths::local(to).and_then(|to| HeaderValue::from_str(to).ok());
    let home = HeaderValue::from_static("/");
    response.set_status(StatusCode::SEE_OTHER);
    response.insert_header(header::LOCATION, to.unwrap_or(home));
}

/// A page that only reads has no form to go back to, so whatever a person might be told becomes a page.
fn refused(asked: &Asked, refusal: &Refusal) -> Problem {
    match asked.visitor.fate(refusal) {
        Fate::Broken(problem) => problem,
        Fate::Told(_, StatusCode::SERVICE_UNAVAILABLE) => Problem::Unavailable,
        Fate::Told(..) => Problem::NotFound,
    }
}

impl Asked {
    /// As [`Visitor::themselves`](crate::visitor::Visitor::themselves), with the way back to this page.
    pub(crate) async fn themselves(&mut self) -> Result<Principal, Away> {
        self.visitor.themselves(&self.path).await
    }

    /// As [`Visitor::at_counter`](crate::visitor::Visitor::at_counter), with the way back to this page.
    pub(crate) async fn at_counter(&mut self) -> Result<Dispenser, Away> {
        self.visitor.at_counter(&self.path).await
    }

    /// As [`Visitor::signed_in`](crate::visitor::Visitor::signed_in), with the way back to this page.
    pub(crate) async fn signed_in(&mut self) -> Result<Principal, Away> {
        self.visitor.signed_in(&self.path).await
    }

    /// Passes for whoever is signed in, a patient or somebody of a pharmacy's staff.
    ///
    /// # Errors
    /// As for [`Asked::signed_in`].
    pub(crate) async fn anybody(&mut self) -> Result<(), Away> {
        match self.visitor.dispenser() {
            Some(_) => Ok(()),
            None => self.signed_in().await.map(drop),
        }
    }
}
