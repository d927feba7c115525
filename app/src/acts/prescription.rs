//! A prescription: asking for its code, answering it, sealing it again, and "I did not collect this".

use super::{Done, see};
use crate::{
    fields::Fields, paths, problem::Problem, refusal::Fate, remark::Counter, remark::Remark,
    site::Site, visitor::Visitor,
};
use axum::extract::{Path, State};
use portal::{
    domain::id::{ChallengeId, PrescriptionId, VerificationId},
    prescriptions,
};

/// `POST /prescriptions/{id}/ask`
pub(crate) async fn ask(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, page) = prescription(&id)?;
    let who = match visitor.signed_in(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let Err(refusal) = prescriptions::ask(site.portal(), &who, id).await else {
        return Ok(see(&format!("{page}/code")));
    };
    let page = match visitor.fate(&refusal) {
        Fate::Told(Remark::CodesPaused(_) | Remark::CodesBlocked, _) => format!("{page}/code"),
        _ => page,
    };
    visitor.refused(&refusal, &page).await
}

/// `POST /prescriptions/{id}/code`
pub(crate) async fn answer(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> Done {
    let (id, page) = prescription(&id)?;
    let (challenge, code) = typed(&fields)?;
    let who = match visitor.signed_in(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    match prescriptions::answer(site.portal(), &who, id, challenge, code).await {
        Ok(()) => Ok(see(&page)),
        Err(refusal) => visitor.refused(&refusal, &format!("{page}/code")).await,
    }
}

/// `POST /prescriptions/{id}/seal`
pub(crate) async fn seal(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, page) = prescription(&id)?;
    let who = match visitor.signed_in(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    match prescriptions::seal(site.portal(), &who, id).await {
        // As for reports: what a browser keeps for going back goes with the cookie.
        Ok(()) => {
            visitor.renew_id().await?;
            visitor.told(Counter::Sealed.into(), &page).await
        }
        Err(refusal) => visitor.refused(&refusal, &page).await,
    }
}

/// `POST /prescriptions/{id}/given/{of}`
pub(crate) async fn deny(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path((id, of)): Path<(String, String)>,
) -> Done {
    let (id, page) = prescription(&id)?;
    let of: VerificationId = of.parse().map_err(|_| Problem::NotFound)?;
    let who = match visitor.signed_in(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
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

/// The challenge that a form answers, and what was typed.
pub(super) fn typed(fields: &Fields) -> Result<(ChallengeId, &str), Problem> {
    let challenge = fields.get("challenge")?.parse().map_err(|_| Problem::Malformed)?;
    Ok((challenge, fields.get("code")?))
}
