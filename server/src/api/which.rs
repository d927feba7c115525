//! Which look-up a request is about, by its path.

use super::problem::{NOT_FOUND, Problem};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use portal::domain::id::VerificationId;

/// A look-up; what is no id is nobody's.
pub(super) struct Which(pub VerificationId);

impl<S: Send + Sync> FromRequestParts<S> for Which {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        let Path(id) = path.map_err(|_| NOT_FOUND)?;
        id.parse().map(Self).map_err(|_| NOT_FOUND.into())
    }
}
