//! Telling a page's own script where the message with its code is. Asking is no sign of life.

use super::{Done, prescription::prescription, report::report};
use crate::{
    errand::Errand,
    parts::progress::{Told, told},
    refusal::Fate,
    site::Site,
    visitor::Visitor,
    words::Words,
};
use axum::{
    Json,
    extract::{Path, State},
    response::IntoResponse,
};
use portal::{Caller, Refusal, challenge::Pending};
use serde::Serialize;

/// What the script is told.
#[derive(Serialize)]
struct News {
    /// One word, by which it is drawn; `over` when the code can no longer be answered.
    state: &'static str,
    /// The same in the reader's words.
    says: String,
    /// When the code ends, in milliseconds since 1970.
    until: Option<i64>,
}

/// `GET /sign-in/code/progress`
pub(crate) async fn sign_in(State(site): State<Site>, visitor: Visitor) -> Done {
    let caller = visitor.caller();
    let pending = portal::sign_in::pending(site.portal(), &caller).await;
    news(&site, &visitor, &caller, pending).await
}

/// `GET /labs/{id}/code/progress`
pub(crate) async fn of_report(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, _) = report(&id)?;
    let Some(who) = visitor.principal() else {
        return news(&site, &visitor, &visitor.caller(), Ok(None)).await;
    };
    let pending = portal::reports::pending(site.portal(), &who, id).await;
    news(&site, &visitor, &who.caller, pending).await
}

/// `GET /prescriptions/{id}/code/progress`
pub(crate) async fn of_prescription(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, _) = prescription(&id)?;
    let Some(who) = visitor.principal() else {
        return news(&site, &visitor, &visitor.caller(), Ok(None)).await;
    };
    let pending = portal::prescriptions::pending(site.portal(), &who, id).await;
    news(&site, &visitor, &who.caller, pending).await
}

/// `GET …/code/progress` of an errand
pub(crate) async fn of_errand(errand: Errand, site: Site, visitor: Visitor) -> Done {
    let pending = errand.pending(&site, &visitor).await;
    news(&site, &visitor, &visitor.caller(), pending).await
}

pub(super) async fn news(
    site: &Site,
    visitor: &Visitor,
    caller: &Caller,
    pending: Result<Option<Pending>, Refusal>,
) -> Done {
    let words = Words(visitor.language());
    let told = match pending {
        Ok(Some(pending)) if pending.live => {
            told(site.portal(), caller, &pending, words).await.map(|told| (told, Some(pending)))
        }
        Ok(_) => Ok((Told::over(words), None)),
        Err(refusal) => Err(refusal),
    };
    say(visitor, told)
}

/// Tells the script, with the challenge that can be answered.
pub(super) fn say(visitor: &Visitor, told: Result<(Told, Option<Pending>), Refusal>) -> Done {
    let words = Words(visitor.language());
    let (told, pending) = match told.map_err(|refusal| visitor.fate(&refusal)) {
        Ok(told) => told,
        Err(Fate::Broken(problem)) => return Err(problem),
        Err(Fate::Told(..)) => (Told::over(words), None),
    };
    let until = pending.map(|pending| pending.expires_at.0);
    Ok(Json(News { state: told.state, says: told.says, until }).into_response())
}
