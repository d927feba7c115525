//! Handing over the files of an export.

use super::Done;
use crate::{
    problem::Problem,
    remark::{Account, Remark},
    site::Site,
    visitor::Visitor,
};
use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderValue, header},
    response::IntoResponse,
};
use futures::stream::try_unfold;
use portal::{
    Refusal,
    domain::id::ExportId,
    erasure,
    export::{self, File, Taken},
};

/// `POST /my-data/{id}/{file}`. A form and no link: what may be had once is not for whoever looks ahead.
pub(crate) async fn take(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path((id, file)): Path<(String, String)>,
) -> Done {
    let id: ExportId = id.parse().map_err(|_| Problem::NotFound)?;
    let file = File::of_name(&file).ok_or(Problem::NotFound)?;
    let who = visitor.signed_in("/my-data").await?;
    let taken = match export::take(site.portal(), &who, id, file).await {
        Ok(taken) => taken,
        Err(Refusal::Lapsed) => {
            return visitor.told(Remark::Account(Account::FileGone), "/my-data").await;
        }
        Err(refusal) => return visitor.refused(&refusal, "/my-data").await,
    };
    let (kind, name) = match file {
        // Not as a page: it is to be kept, and never opened in the portal's name.
        File::Page => ("application/octet-stream", "attachment; filename=\"my-data.html\""),
        File::Bundle => ("application/fhir+json", "attachment; filename=\"my-data.fhir.json\""),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(name)),
        (header::CONTENT_LENGTH, HeaderValue::from(taken.size())),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, Body::from_stream(try_unfold(taken, next))).into_response())
}

async fn next(mut taken: Taken) -> Result<Option<(Bytes, Taken)>, Refusal> {
    let piece = taken.piece().await.inspect_err(|error| {
        tracing::warn!(%error, "a file that is taken away ends early");
    })?;
    Ok(piece.map(|piece| (Bytes::from(piece), taken)))
}

/// `POST /my-data/erase/stop`
pub(crate) async fn stop(State(site): State<Site>, mut visitor: Visitor) -> Done {
    let who = visitor.signed_in("/my-data").await?;
    match erasure::withdraw(site.portal(), &who).await {
        Ok(()) => visitor.told(Remark::Account(Account::ErasureStopped), "/my-data").await,
        Err(refusal) => visitor.refused(&refusal, "/my-data").await,
    }
}
