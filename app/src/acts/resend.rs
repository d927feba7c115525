//! Sending a code again, as it came or by a call.

use super::{Done, awaited::Awaited, wants_json};
use crate::{
    dates::Dates, fields::Fields, problem::Problem, refusal::Fate, remark::Remark,
    visitor::Visitor, words::Words,
};
use axum::{
    Json,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use portal::{
    Refusal,
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

/// `POST …/resend` and `POST …/call` of whatever waits for a code
pub(crate) async fn send(
    of: Awaited,
    way: Way,
    mut visitor: Visitor,
    headers: &HeaderMap,
    fields: &Fields,
) -> Done {
    let challenge = challenge(fields)?;
    of.admit(&mut visitor).await?;
    let sent = of.send(&visitor, way, challenge).await;
    if wants_json(headers) {
        let pending = of.pending(&visitor).await;
        return answer(&visitor, &sent, &pending);
    }
    match sent {
        Ok(message) => visitor.told(message, &of.page()).await,
        Err(refusal) => visitor.refused(&refusal, &of.page()).await,
    }
}

/// The challenge that a form is about.
///
/// # Errors
/// [`Problem::Malformed`] for what none of our pages sends.
pub(super) fn challenge(fields: &Fields) -> Result<ChallengeId, Problem> {
    fields.get("challenge")?.parse().map_err(|_| Problem::Malformed)
}

fn answer(
    visitor: &Visitor,
    sent: &Result<Remark, Refusal>,
    pending: &Result<Option<Pending>, Refusal>,
) -> Done {
    let fate = |refusal: &Refusal| visitor.fate(refusal);
    let (message, status) = match sent.as_ref().map_err(fate) {
        Ok(message) => (*message, StatusCode::OK),
        Err(Fate::Told(message, status)) => (message, status),
        Err(Fate::Broken(problem)) => return Err(problem.into()),
    };
    let pending = match pending.as_ref().map_err(fate) {
        Ok(pending) => pending.filter(|pending| pending.live),
        Err(Fate::Broken(problem)) => return Err(problem.into()),
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
