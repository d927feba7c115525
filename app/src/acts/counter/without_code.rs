//! Where no code reaches the patient: a second pharmacist stands for it.

use super::{
    super::{Done, resend::challenge, see, sign_in::shown},
    look_up,
    sign_in::{missing, not_taken},
};
use crate::{
    fields::Fields,
    remark::Counter,
    seat::Flash,
    site::Site,
    visitor::{Visitor, shown as again},
};
use axum::extract::{Path, State};
use portal::{Refusal, counter, domain::pharmacy::State as How};

/// `POST /pharmacy/{id}/without-code`
pub(super) async fn ask(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> Done {
    let (id, page) = look_up(&id)?;
    let (login, password) = (fields.get("identifier")?, fields.get("password")?);
    let reason = fields.get("reason")?;
    let who = visitor.at_counter(&page).await?;
    let own = format!("{page}/without-code");
    let unsaid = reason.trim().is_empty().then_some(Counter::ReasonNeeded.into());
    let missing: Vec<_> = unsaid.into_iter().chain(missing(login, password)).collect();
    let messages = if missing.is_empty() {
        match counter::vouch::ask(site.portal(), &who, id, reason, login, password).await {
            Ok(()) => return Ok(see(&format!("{own}/code"))),
            Err(Refusal::LookUpOver | Refusal::PatientRefused) => return Ok(see(&page)),
            Err(refusal) => not_taken(&visitor, &refusal, (login, password))?,
        }
    } else {
        missing
    };
    let typed = vec![("reason".to_owned(), again(reason))];
    let (identifier, page) = (Some(shown(login)), Some(own.clone()));
    visitor.set_flash(Flash { messages, identifier, typed, page }).await?;
    Ok(see(&own))
}

/// `POST /pharmacy/{id}/without-code/code`
pub(super) async fn answer(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> Done {
    let (id, page) = look_up(&id)?;
    let (challenge, code) = (challenge(&fields)?, fields.get("code")?);
    let who = visitor.at_counter(&page).await?;
    let portal = site.portal();
    let Err(refusal) = counter::vouch::answer(portal, &who, id, challenge, code).await else {
        return Ok(see(&page));
    };
    match (&refusal, counter::state(portal, &who, id).await) {
        // Nothing can come of this look-up any more.
        (Refusal::NothingThere | Refusal::Controlled | Refusal::PrescriptionChanged, _) => {
            visitor.refused(&refusal, "/pharmacy").await
        }
        (_, Ok(How::Asked)) => {
            visitor.refused(&refusal, &format!("{page}/without-code/code")).await
        }
        // A second press, or the patient was faster: the page says how it is now.
        _ => Ok(see(&page)),
    }
}
