//! The documents of an open report.

use super::Done;
use crate::{csp, paths, problem::Problem, site::Site, visitor::Visitor};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::IntoResponse,
};
use portal::domain::id::RecordId;

/// The only kind of document that is handed out.
const PDF: &str = "application/pdf";

/// `GET /labs/{id}/documents/{part}`
pub(crate) async fn document(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path((id, part)): Path<(String, String)>,
) -> Done {
    let id: RecordId = id.parse().map_err(|_| Problem::NotFound)?;
    let page = paths::report(id);
    let part: u16 = part.parse().map_err(|_| Problem::NotFound)?;
    let who = visitor.signed_in(&page).await?;
    let document = match portal::reports::document(site.portal(), &who, id, part.into()).await {
        Ok(document) if document.media_type == PDF => document,
        Ok(_) => return Err(Problem::NotFound.into()),
        Err(refusal) => return visitor.refused(&refusal, &page).await,
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(PDF)),
        // The name says nothing: it stays in the list of downloads.
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("inline; filename=\"document.pdf\""),
        ),
        (header::CONTENT_SECURITY_POLICY, csp::DOCUMENT),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, document.bytes).into_response())
}
