//! What is answered when something of ours failed, outside the pages of the portal itself.

use askama::Template;
use axum::{
    http::{StatusCode, header::InvalidHeaderValue},
    response::{Html, IntoResponse, Response},
};
use portal::Refusal;

/// What failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// A use case.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The writing of a page.
    #[error("a page cannot be written: {0}")]
    Page(#[from] askama::Error),
    /// The writing of a header.
    #[error("a header cannot be written: {0}")]
    Header(#[from] InvalidHeaderValue),
}

impl Failure {
    /// 503 where it is worth coming again, since the database is away; 500 for a fault of ours.
    fn status(&self) -> StatusCode {
        match self {
            Self::Refusal(Refusal::Store(error)) | Self::Store(error) if error.is_unavailable() => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Refusal(_) | Self::Store(_) | Self::Page(_) | Self::Header(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }
}

/// The bare answer to a request that failed, which has its line in the log.
pub(super) fn failed(why: impl Into<Failure>) -> Response {
    let why = why.into();
    let status = why.status();
    tracing::error!(%why, status = status.as_u16(), "a request failed");
    status.into_response()
}

/// A page, written.
pub(super) fn rendered(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => failed(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_ours_is_a_500() {
        let cases = [(failed(Refusal::Inner("a step")), 500), (failed(askama::Error::Fmt), 500)];
        for (response, status) in cases {
            assert_eq!(response.status().as_u16(), status);
        }
    }
}
