//! The addresses of acts, with who answers there. What is served is also what is listed, so that a test can hold a rule for every
//! address, and none can be forgotten.

use crate::site::Site;
use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{get, post},
};

/// An address of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// How it is asked.
    pub method: Method,
    /// Its path as the router has it, with `{id}` and the like in place of what differs.
    pub path: String,
}

/// Acts, each with its address.
pub(crate) struct Acts {
    router: Router<Site>,
    listed: Vec<Address>,
}

impl Acts {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self { router: Router::new(), listed: Vec::new() }
    }

    /// With what a form is posted to.
    pub(crate) fn post<H, T>(mut self, path: impl Into<String>, answers: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        let path = path.into();
        self.router = self.router.route(&path, post(answers));
        self.listed.push(Address { method: Method::POST, path });
        self
    }

    /// With what is read and is no page.
    pub(crate) fn get<H, T>(mut self, path: impl Into<String>, answers: H) -> Self
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        let path = path.into();
        self.router = self.router.route(&path, get(answers));
        self.listed.push(Address { method: Method::GET, path });
        self
    }

    /// With others.
    pub(crate) fn and(mut self, others: Self) -> Self {
        self.router = self.router.merge(others.router);
        self.listed.extend(others.listed);
        self
    }

    /// Who answers.
    pub(crate) fn into_router(self) -> Router<Site> {
        self.router
    }

    /// Where.
    pub(crate) fn into_list(self) -> Vec<Address> {
        self.listed
    }
}
