//! Lines of the history: the file that proves one, and "this was not me".

use super::{Done, see};
use crate::{paths, problem::Problem, site::Site, visitor::Visitor};
use axum::{
    extract::{Path, RawQuery, State},
    http::{HeaderValue, header},
    response::IntoResponse,
};
use portal::{audit, domain::id::EventId, history};

/// `GET /history/{id}/proof`
pub(crate) async fn proof(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, page) = line(&id)?;
    let who = visitor.signed_in(&page).await?;
    let text = match audit::receipt(site.portal(), &who, id).await {
        Ok(Some(receipt)) => receipt.text(),
        // It has no place yet; the page says so.
        Ok(None) => return Ok(see(&page)),
        Err(refusal) => return visitor.refused(&refusal, &page).await,
    };
    // The name says nothing of whose line it is: it stays in the list of downloads.
    let name = HeaderValue::from_static("attachment; filename=\"medseal-line.tlog-proof\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CONTENT_DISPOSITION, name),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, text).into_response())
}

/// `POST /history/{id}/not-me`
pub(crate) async fn not_me(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Done {
    let (id, page) = line(&id)?;
    let page = paths::carrying(&page, query.as_deref());
    let who = visitor.signed_in(&page).await?;
    match history::disown(site.portal(), &who, visitor.former(), id).await {
        Ok(()) => Ok(see(&page)),
        Err(refusal) => visitor.refused(&refusal, &page).await,
    }
}

/// The line that a path names, and its page.
fn line(id: &str) -> Result<(EventId, String), Problem> {
    let id: EventId = id.parse().map_err(|_| Problem::NotFound)?;
    Ok((id, paths::history(id)))
}
