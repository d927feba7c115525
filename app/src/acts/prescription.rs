//! A prescription: "I did not collect this".

use super::Done;
use crate::{paths, problem::Problem, remark::Counter, site::Site, visitor::Visitor};
use axum::extract::{Path, State};
use portal::{
    domain::id::{PrescriptionId, VerificationId},
    prescriptions,
};

/// `POST /prescriptions/{id}/given/{of}`
pub(crate) async fn deny(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path((id, of)): Path<(String, String)>,
) -> Done {
    let (id, page) = prescription(&id)?;
    let of: VerificationId = of.parse().map_err(|_| Problem::NotFound)?;
    let who = visitor.signed_in(&page).await?;
    match prescriptions::deny(site.portal(), &who, id, of).await {
        Ok(()) => visitor.told(Counter::Denied.into(), &page).await,
        Err(refusal) => visitor.refused(&refusal, &page).await,
    }
}

/// The prescription that a path names, and its page.
pub(super) fn prescription(id: &str) -> Result<(PrescriptionId, String), Problem> {
    let id: PrescriptionId = id.parse().map_err(|_| Problem::NotFound)?;
    Ok((id, paths::prescription(id)))
}
