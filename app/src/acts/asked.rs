//! A pharmacy that waits: the patient looks, and says yes or no.

use super::{Done, resend::challenge, see};
use crate::{
    fields::Fields, paths, problem::Problem, remark::Counter, site::Site, visitor::Visitor,
};
use axum::extract::{Path, State};
use portal::{
    Refusal,
    domain::id::VerificationId,
    prescriptions::{self, Seen},
};

/// `POST /prescriptions/asked/{id}/code`
pub(crate) async fn look(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> Done {
    let (id, page) = asked(&id)?;
    let (challenge, code) = (challenge(&fields)?, fields.get("code")?);
    let who = visitor.signed_in(&page).await?;
    let looked = prescriptions::asked::answer(site.portal(), &who, id, challenge, code).await;
    done(&mut visitor, looked, &page).await
}

/// `POST /prescriptions/asked/{id}/yes`
pub(crate) async fn yes(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> Done {
    let (id, page) = asked(&id)?;
    // Before the code there is nothing that a form could have shown.
    let seen = fields.find("seen").and_then(Seen::parse).unwrap_or_default();
    let who = visitor.signed_in(&page).await?;
    let allowed = prescriptions::asked::allow(site.portal(), &who, id, &seen).await;
    answered(&mut visitor, allowed, &page).await
}

/// `POST /prescriptions/asked/{id}/no`
pub(crate) async fn no(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, page) = asked(&id)?;
    let who = visitor.signed_in(&page).await?;
    let refused = prescriptions::asked::refuse(site.portal(), &who, id).await;
    answered(&mut visitor, refused, &page).await
}

/// `POST /prescriptions/asked/{id}/seen`
pub(crate) async fn seen(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, page) = asked(&id)?;
    let who = visitor.signed_in(&page).await?;
    match prescriptions::have_seen(site.portal(), &who, id).await {
        Ok(()) => visitor.told(Counter::Seen.into(), &page).await,
        Err(refusal) => visitor.refused(&refusal, &page).await,
    }
}

/// Back to the page after a yes or a no.
async fn answered(visitor: &mut Visitor, answered: Result<(), Refusal>, page: &str) -> Done {
    if answered.is_ok() {
        // The medicines may have been on the screen: what a browser keeps for going back goes with the cookie.
        visitor.renew_id().await?;
    }
    done(visitor, answered, page).await
}

/// Back to the page, which says by itself what came of it, and where it was too late.
async fn done(visitor: &mut Visitor, done: Result<(), Refusal>, page: &str) -> Done {
    match done {
        Ok(()) | Err(Refusal::LookUpOver | Refusal::Sealed) => Ok(see(page)),
        Err(refusal) => visitor.refused(&refusal, page).await,
    }
}

/// The look-up that a path names, and the patient's page of it.
fn asked(id: &str) -> Result<(VerificationId, String), Problem> {
    let id: VerificationId = id.parse().map_err(|_| Problem::NotFound)?;
    Ok((id, paths::asked(id)))
}
