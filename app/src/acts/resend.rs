//! Sending a code again, as it came or by a call.

use super::{Done, prescription::prescription, report::report, wants_json};
use crate::{
    dates::Dates, errand::Errand, fields::Fields, problem::Problem, refusal::Fate, remark::Remark,
    site::Site, visitor::Visitor, words::Words,
};
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use portal::{
    Caller, Portal, Refusal,
    challenge::Pending,
    domain::{Millis, id::ChallengeId},
};
use serde::Serialize;

/// How the code is to come.
#[derive(Clone, Copy)]
pub(crate) enum Way {
    /// As it came at first.
    Again,
    /// By a call.
    Call,
}

/// What the page's own script is told.
#[derive(Serialize)]
struct Told {
    /// The seconds until the code may be asked for again; none if it will not be sent again.
    again_in: Option<u64>,
    /// The seconds until a call may be asked for; none if there will be none.
    call_in: Option<u64>,
    /// When the code ends, in milliseconds since 1970.
    until: Option<i64>,
    /// What to say.
    message: String,
}

/// `POST /sign-in/resend`
pub(crate) async fn sign_in(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    for_sign_in(&site, visitor, &headers, &fields, Way::Again).await
}

/// `POST /sign-in/call`
pub(crate) async fn call_for_sign_in(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    for_sign_in(&site, visitor, &headers, &fields, Way::Call).await
}

/// `POST /labs/{id}/resend`
pub(crate) async fn of_report(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    for_report(&site, visitor, &id, &headers, &fields, Way::Again).await
}

/// `POST /labs/{id}/call`
pub(crate) async fn call_for_report(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    for_report(&site, visitor, &id, &headers, &fields, Way::Call).await
}

async fn for_sign_in(
    site: &Site,
    mut visitor: Visitor,
    headers: &HeaderMap,
    fields: &Fields,
    way: Way,
) -> Done {
    let (portal, caller) = (site.portal(), visitor.caller());
    let sent = way.send(portal, &caller, challenge(fields)?).await;
    if !wants_json(headers) {
        return back(&mut visitor, &sent, "/sign-in/code").await;
    }
    let pending = portal::sign_in::pending(portal, &caller).await;
    answer(&visitor, &sent, &pending)
}

async fn for_report(
    site: &Site,
    mut visitor: Visitor,
    id: &str,
    headers: &HeaderMap,
    fields: &Fields,
    way: Way,
) -> Done {
    let (id, page) = report(id)?;
    let challenge = challenge(fields)?;
    let who = match visitor.signed_in(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let portal = site.portal();
    let sent = way.send(portal, &who.caller, challenge).await;
    if !wants_json(headers) {
        return back(&mut visitor, &sent, &format!("{page}/code")).await;
    }
    let pending = portal::reports::pending(portal, &who, id).await;
    answer(&visitor, &sent, &pending)
}

/// `POST /prescriptions/{id}/resend` and `POST /prescriptions/{id}/call`
pub(crate) async fn of_prescription(
    way: Way,
    site: Site,
    mut visitor: Visitor,
    id: &str,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    let (id, page) = prescription(id)?;
    let challenge = challenge(&fields)?;
    let who = match visitor.signed_in(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let sent = way.send(site.portal(), &who.caller, challenge).await;
    if !wants_json(&headers) {
        return back(&mut visitor, &sent, &format!("{page}/code")).await;
    }
    let pending = portal::prescriptions::pending(site.portal(), &who, id).await;
    answer(&visitor, &sent, &pending)
}

/// `POST …/resend` and `POST …/call` of an errand
pub(crate) async fn of_errand(
    errand: Errand,
    way: Way,
    site: Site,
    mut visitor: Visitor,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    let challenge = challenge(&fields)?;
    if errand.is_own()
        && let Err(away) = visitor.signed_in(errand.start()).await
    {
        return away;
    }
    let sent = way.send(site.portal(), &visitor.caller(), challenge).await;
    if !wants_json(&headers) {
        return back(&mut visitor, &sent, &errand.code()).await;
    }
    let pending = errand.pending(&site, &visitor).await;
    answer(&visitor, &sent, &pending)
}

impl Way {
    /// Sends the code; gives what to say of it.
    pub(super) async fn send(
        self,
        portal: &Portal,
        caller: &Caller,
        id: ChallengeId,
    ) -> Result<Remark, Refusal> {
        match self {
            Self::Again => {
                portal::challenge::resend(portal, caller, id).await?;
                Ok(Remark::CodeResent)
            }
            Self::Call => {
                portal::challenge::call(portal, caller, id).await?;
                Ok(Remark::CodeCalled)
            }
        }
    }
}

pub(super) fn challenge(fields: &Fields) -> Result<ChallengeId, Problem> {
    fields.get("challenge")?.parse().map_err(|_| Problem::Malformed)
}

pub(super) async fn back(
    visitor: &mut Visitor,
    sent: &Result<Remark, Refusal>,
    page: &str,
) -> Done {
    match sent {
        Ok(message) => visitor.told(*message, page).await,
        Err(refusal) => visitor.refused(refusal, page).await,
    }
}

pub(super) fn answer(
    visitor: &Visitor,
    sent: &Result<Remark, Refusal>,
    pending: &Result<Option<Pending>, Refusal>,
) -> Done {
    let fate = |refusal: &Refusal| visitor.fate(refusal);
    let (message, status) = match sent.as_ref().map_err(fate) {
        Ok(message) => (*message, StatusCode::OK),
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
    let told = Told {
        again_in: pending.and_then(|pending| pending.resend_at).and_then(|at| seconds(now, at)),
        call_in: pending.and_then(|pending| pending.call_at).and_then(|at| seconds(now, at)),
        until: pending.map(|pending| pending.expires_at.0),
        message: message.text(words, &dates),
    };
    Ok((status, Json(told)).into_response())
}

/// The seconds from one moment to another, a begun one counted whole.
fn seconds(now: Millis, at: Millis) -> Option<u64> {
    u64::try_from(now.until(at).as_millis().div_ceil(1000)).ok()
}
