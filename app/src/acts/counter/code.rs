//! The patient's code at a counter: answering it, sending it again, and how far it is.

use super::{
    super::{
        Done,
        progress::say,
        resend::{self, Way},
        see, wants_json,
    },
    look_up,
};
use crate::{
    fields::Fields,
    parts::progress::Told,
    remark::{Counter, Remark},
    site::Site,
    visitor::Visitor,
    words::Words,
};
use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
};
use portal::{
    Refusal,
    challenge::Pending,
    counter::{self, Dispenser},
    domain::{
        id::{ChallengeId, VerificationId},
        pharmacy::State as How,
    },
};

/// `POST /pharmacy/{id}/code`
pub(super) async fn answer(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> Done {
    let (id, page) = look_up(&id)?;
    let (challenge, code) = (resend::challenge(&fields)?, fields.get("code")?);
    let who = match visitor.at_counter(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let portal = site.portal();
    let Err(refusal) = counter::answer(portal, &who, id, challenge, code, None).await else {
        return Ok(see(&page));
    };
    match counter::state(portal, &who, id).await {
        // A second press, or the patient was faster on their own phone: the page says how it is now.
        Ok(How::LookedAt | How::Allowed(_) | How::Dispensed { .. } | How::Refused) => {
            Ok(see(&page))
        }
        _ => visitor.refused(&refusal, &page).await,
    }
}

/// `POST /pharmacy/{id}/resend`
pub(super) async fn resend(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    send(&site, visitor, &id, &headers, &fields, Way::Again).await
}

/// `POST /pharmacy/{id}/call`
pub(super) async fn call(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    send(&site, visitor, &id, &headers, &fields, Way::Call).await
}

async fn send(
    site: &Site,
    mut visitor: Visitor,
    id: &str,
    headers: &HeaderMap,
    fields: &Fields,
    way: Way,
) -> Done {
    let (id, page) = look_up(id)?;
    let challenge = resend::challenge(fields)?;
    let who = match visitor.at_counter(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let sent = sent(site, &who, id, challenge, way).await;
    if !wants_json(headers) {
        return resend::back(&mut visitor, &sent, &page).await;
    }
    let pending = counter::pending(site.portal(), &who, id).await;
    resend::answer(&visitor, &sent, &pending)
}

async fn sent(
    site: &Site,
    who: &Dispenser,
    id: VerificationId,
    challenge: ChallengeId,
    way: Way,
) -> Result<Remark, Refusal> {
    match way {
        Way::Again => {
            counter::resend(site.portal(), who, id, challenge).await?;
            Ok(Remark::CodeResent)
        }
        Way::Call => {
            counter::call(site.portal(), who, id, challenge).await?;
            Ok(Counter::PatientCalled.into())
        }
    }
}

/// `GET /pharmacy/{id}/code/progress`, asked with `looked-at` by a page that says that the patient looks at it.
pub(super) async fn progress(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Done {
    let (id, _) = look_up(&id)?;
    let words = Words(visitor.language());
    let Some(who) = visitor.dispenser() else {
        return say(&visitor, Ok((Told::over(words), None)));
    };
    let has_looked = query.as_deref() == Some("looked-at");
    say(&visitor, told(&site, &who, id, has_looked, words).await)
}

async fn told(
    site: &Site,
    who: &Dispenser,
    id: VerificationId,
    has_looked: bool,
    words: Words,
) -> Result<(Told, Option<Pending>), Refusal> {
    match (counter::state(site.portal(), who, id).await?, has_looked) {
        (How::Asked, false) => awaited(site, who, id, words).await,
        (How::LookedAt, true) => Ok((Told::looked_at(words), None)),
        _ => Ok((Told::moved(words), None)),
    }
}

async fn awaited(
    site: &Site,
    who: &Dispenser,
    id: VerificationId,
    words: Words,
) -> Result<(Told, Option<Pending>), Refusal> {
    let pending = counter::pending(site.portal(), who, id).await?;
    let Some(pending) = pending.filter(|pending| pending.live) else {
        return Ok((Told::over(words), None));
    };
    let progress = counter::progress(site.portal(), who, id, pending.id).await?;
    Ok((Told::to_patient(progress, words), Some(pending)))
}
