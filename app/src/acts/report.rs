//! Asking for a report's code, answering it, and sealing the report again.

use super::{Done, see};
use crate::{
    fields::Fields, paths, problem::Problem, refusal::Fate, remark::Remark, site::Site,
    visitor::Visitor,
};
use axum::extract::{Path, State};
use portal::domain::id::RecordId;

/// `POST /labs/{id}/ask`
pub(crate) async fn ask(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, page) = report(&id)?;
    let who = match visitor.signed_in(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let Err(refusal) = portal::reports::ask(site.portal(), &who, id).await else {
        return Ok(see(&format!("{page}/code")));
    };
    let page = match visitor.fate(&refusal) {
        Fate::Told(Remark::CodesPaused(_) | Remark::CodesBlocked, _) => format!("{page}/code"),
        _ => page,
    };
    visitor.refused(&refusal, &page).await
}

/// `POST /labs/{id}/code`
pub(crate) async fn answer(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> Done {
    let (id, page) = report(&id)?;
    let (challenge, code) = (fields.get("challenge")?.parse(), fields.get("code")?);
    let challenge = challenge.map_err(|_| Problem::Malformed)?;
    let who = match visitor.signed_in(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    match portal::reports::answer(site.portal(), &who, id, challenge, code).await {
        Ok(()) => Ok(see(&page)),
        Err(refusal) => visitor.refused(&refusal, &format!("{page}/code")).await,
    }
}

/// `POST /labs/{id}/seal`
pub(crate) async fn seal(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, page) = report(&id)?;
    let who = match visitor.signed_in(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    match portal::reports::seal(site.portal(), &who, id).await {
        // A browser drops the pages that it keeps for going back once a cookie of theirs has changed.
        Ok(()) => {
            visitor.renew_id().await?;
            visitor.told(Remark::SealedAgain, &page).await
        }
        Err(refusal) => visitor.refused(&refusal, &page).await,
    }
}

/// The report that a path names, and its page.
pub(super) fn report(id: &str) -> Result<(RecordId, String), Problem> {
    let id: RecordId = id.parse().map_err(|_| Problem::NotFound)?;
    Ok((id, paths::report(id)))
}
