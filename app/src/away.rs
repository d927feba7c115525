//! Why a request is not answered where it came.

use crate::{acts::see, problem::Problem};
use axum::response::{IntoResponse, Response};

/// What ends a request before its end.
pub(crate) enum Away {
    /// Somebody has to be on another page first.
    To(&'static str),
    /// Something is wrong.
    Broken(Problem),
}

impl From<Problem> for Away {
    fn from(problem: Problem) -> Self {
        Self::Broken(problem)
    }
}

impl IntoResponse for Away {
    fn into_response(self) -> Response {
        match self {
            Self::To(page) => see(page),
            Self::Broken(problem) => problem.into_response(),
        }
    }
}
