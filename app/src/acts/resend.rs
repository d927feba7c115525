//! Sending a code again.

use super::{Done, report::report, wants_json};
use crate::{
    dates::Dates, fields::Fields, message::Message, problem::Problem, refusal::Fate, site::Site,
    visitor::Visitor, words::Words,
};
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use portal::{Refusal, challenge::Pending, domain::id::ChallengeId};
use serde::Serialize;

/// What the page's own script is told.
#[derive(Serialize)]
struct Told {
    /// The seconds until the code may be asked for again; none if it will not be sent again.
    again_in: Option<u64>,
    /// When the code ends, in milliseconds since 1970.
    until: Option<i64>,
    /// What to say.
    message: String,
}

/// `POST /sign-in/resend`
pub(crate) async fn sign_in(
    State(site): State<Site>,
    mut visitor: Visitor,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    let (portal, caller) = (site.portal(), visitor.caller());
    let sent = portal::challenge::resend(portal, &caller, challenge(&fields)?).await;
    if !wants_json(&headers) {
        return back(&mut visitor, &sent, "/sign-in/code").await;
    }
    let pending = portal::sign_in::pending(portal, &caller).await;
    answer(&visitor, &sent, &pending)
}

/// `POST /labs/{id}/resend`
pub(crate) async fn of_report(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    let (id, page) = report(&id)?;
    let challenge = challenge(&fields)?;
    let who = match visitor.signed_in(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let portal = site.portal();
    let sent = portal::challenge::resend(portal, &who.caller, challenge).await;
    if !wants_json(&headers) {
        return back(&mut visitor, &sent, &format!("{page}/code")).await;
    }
    let pending = portal::reports::pending(portal, &who, id).await;
    answer(&visitor, &sent, &pending)
}

fn challenge(fields: &Fields) -> Result<ChallengeId, Problem> {
    fields.get("challenge")?.parse().map_err(|_| Problem::Malformed)
}

async fn back(visitor: &mut Visitor, sent: &Result<(), Refusal>, page: &str) -> Done {
    match sent {
        Ok(()) => visitor.told(Message::CodeResent, page).await,
        Err(refusal) => visitor.refused(refusal, page).await,
    }
}

fn answer(
    visitor: &Visitor,
    sent: &Result<(), Refusal>,
    pending: &Result<Option<Pending>, Refusal>,
) -> Done {
    let fate = |refusal: &Refusal| visitor.fate(refusal);
    let (message, status) = match sent.as_ref().map_err(fate) {
        Ok(()) => (Message::CodeResent, StatusCode::OK),
        Err(Fate::Told(message, status)) => (message, status),
        Err(Fate::Broken(problem)) => return Err(problem),
    };
    let pending = match pending.as_ref().map_err(fate) {
        Ok(pending) => pending.filter(|pending| pending.live),
        Err(Fate::Broken(problem)) => return Err(problem),
        Err(Fate::Told(..)) => None,
    };
    let (site, words) = (visitor.site(), Words(visitor.language()));
    let dates = Dates::new(words, site.clinic().time_zone.clone());
    let now = site.portal().now();
    let again_at = pending.and_then(|pending| pending.resend_at);
    let told = Told {
        again_in: again_at.map(|at| now.until(at).as_millis().div_ceil(1000)).and_then(fits),
        until: pending.map(|pending| pending.expires_at.0),
        message: message.text(words, &dates),
    };
    Ok((status, Json(told)).into_response())
}

fn fits(seconds: u128) -> Option<u64> {
    u64::try_from(seconds).ok()
}
