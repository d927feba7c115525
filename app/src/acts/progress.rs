//! Telling a page's own script where the message with its code is. Asking is no sign of life.

use super::{Done, awaited::Awaited};
use crate::{parts::progress::Told, refusal::Fate, visitor::Visitor, words::Words};
use axum::{Json, response::IntoResponse};
use portal::{Refusal, challenge::Pending, counter, domain::pharmacy::State};
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

/// `GET …/code/progress` of whatever waits for a code. A counter's page that shows more than that the code is awaited says so: the
/// patient looks at it (`looked-at`), or let the pharmacy in (`open`).
pub(crate) async fn tell(of: Awaited, visitor: Visitor, query: Option<&str>) -> Done {
    let words = Words(visitor.language());
    let told = told(of, &visitor, query, words).await;
    let (told, pending) = match told.map_err(|refusal| visitor.fate(&refusal)) {
        Ok(told) => told,
        Err(Fate::Broken(problem)) => return Err(problem.into()),
        Err(Fate::Told(..)) => (Told::over(words), None),
    };
    let until = pending.map(|pending| pending.expires_at.0);
    Ok(Json(News { state: told.state, says: told.says, until }).into_response())
}

async fn told(
    of: Awaited,
    visitor: &Visitor,
    shows: Option<&str>,
    words: Words,
) -> Result<(Told, Option<Pending>), Refusal> {
    if let (Awaited::LookUp(id), Some(who)) = (of, visitor.dispenser()) {
        match (counter::state(visitor.site().portal(), &who, id).await?, shows) {
            (State::Asked, None) => {}
            (State::LookedAt, Some("looked-at")) => return Ok((Told::looked_at(words), None)),
            (State::Allowed(_), Some("open")) => return Ok((Told::open(words), None)),
            _ => return Ok((Told::moved(words), None)),
        }
    }
    let pending = of.pending(visitor).await?;
    let Some(pending) = pending.filter(|pending| pending.live) else {
        return Ok((Told::over(words), None));
    };
    let progress = of.progress(visitor, &pending).await?;
    let told = match of {
        Awaited::LookUp(_) => Told::to_patient(progress, words),
        _ => Told::of(progress, pending.first, words),
    };
    Ok((told, Some(pending)))
}
