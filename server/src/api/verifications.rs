//! Looking a prescription up, and being let in by its patient's code.

use super::{
    Api, once::Sent, problem::Problem, refused::refused, shown::Shown, token::Verifier,
    which::Which,
};
use crate::quota::Slow;
use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use portal::{
    Refusal,
    counter::{self, Dispenser},
    domain::{
        challenge::Wrong,
        id::{ChallengeId, VerificationId},
    },
};
use serde::Deserialize;

/// What is to be looked up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    number: String,
}

/// What the patient said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    code: String,
}

/// `POST /api/pharmacy/verifications`
pub(super) async fn ask(
    State(api): State<Api>,
    Verifier(who): Verifier,
    sent: Sent<Asked>,
) -> Result<Response, Problem> {
    let asked = counter::ask(&api.portal, &who, &sent.content.number, Some(sent.once())).await;
    let id = asked.map_err(|refusal| refused(&api.portal, &refusal))?;
    let place = [(header::LOCATION, format!("/api/pharmacy/verifications/{id}"))];
    Ok((StatusCode::CREATED, place, Json(api.shown(&who, id).await?)).into_response())
}

/// `GET /api/pharmacy/verifications/{id}`
pub(super) async fn read(
    State(api): State<Api>,
    Verifier(who): Verifier,
    Which(id): Which,
) -> Result<Json<Shown>, Problem> {
    let token = who.token().map(|token| token.to_string()).unwrap_or_default();
    let now = api.portal.now();
    if let Some(Slow(wait)) = api.reads.slow(&token, now) {
        return Err(refused(&api.portal, &Refusal::Limited(now.after(wait))));
    }
    api.reads.count(&token, now);
    api.shown(&who, id).await.map(Json)
}

/// `POST /api/pharmacy/verifications/{id}/code`
pub(super) async fn answer(
    State(api): State<Api>,
    Verifier(who): Verifier,
    Which(id): Which,
    sent: Sent<Answer>,
) -> Result<Json<Shown>, Problem> {
    let answered = match challenge(&api, &who, id).await {
        // Without one all the same: it may be the same request again, whose code was consumed.
        Ok(challenge) => {
            let challenge = challenge.unwrap_or(ChallengeId(id.0));
            let once = Some(sent.once());
            counter::answer(&api.portal, &who, id, challenge, &sent.content.code, once).await
        }
        Err(refusal) => Err(refusal),
    };
    done(&api, &who, id, answered).await
}

/// `POST /api/pharmacy/verifications/{id}/resend`
pub(super) async fn resend(
    State(api): State<Api>,
    Verifier(who): Verifier,
    Which(id): Which,
) -> Result<Json<Shown>, Problem> {
    let sent = match awaited(&api, &who, id).await {
        Ok(challenge) => counter::resend(&api.portal, &who, id, challenge).await,
        Err(refusal) => Err(refusal),
    };
    done(&api, &who, id, sent).await
}

/// `POST /api/pharmacy/verifications/{id}/call`
pub(super) async fn call(
    State(api): State<Api>,
    Verifier(who): Verifier,
    Which(id): Which,
) -> Result<Json<Shown>, Problem> {
    let called = match awaited(&api, &who, id).await {
        Ok(challenge) => counter::call(&api.portal, &who, id, challenge).await,
        Err(refusal) => Err(refusal),
    };
    done(&api, &who, id, called).await
}

/// The look-up once something was done to it.
pub(super) async fn done(
    api: &Api,
    who: &Dispenser,
    id: VerificationId,
    done: Result<(), Refusal>,
) -> Result<Json<Shown>, Problem> {
    done.map_err(|refusal| refused(&api.portal, &refusal))?;
    api.shown(who, id).await.map(Json)
}

async fn challenge(
    api: &Api,
    who: &Dispenser,
    id: VerificationId,
) -> Result<Option<ChallengeId>, Refusal> {
    Ok(counter::pending(&api.portal, who, id).await?.map(|pending| pending.id))
}

/// The challenge whose code is awaited.
async fn awaited(api: &Api, who: &Dispenser, id: VerificationId) -> Result<ChallengeId, Refusal> {
    Ok(challenge(api, who, id).await?.ok_or(Wrong::Used)?)
}
