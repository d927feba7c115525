//! Where no code reaches the patient: a second pharmacist stands for it.

use super::{
    super::{Done, progress::say, resend, see, sign_in::shown},
    look_up,
    sign_in::{missing, not_taken},
};
use crate::{
    fields::Fields, parts::progress::Told, remark::Remark, seat::Flash, site::Site,
    visitor::Visitor, words::Words,
};
use axum::extract::{Path, State};
use portal::{
    Refusal,
    challenge::Pending,
    counter::{self, Dispenser},
    domain::{id::VerificationId, pharmacy::State as How},
};

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
    let who = match visitor.at_counter(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let own = format!("{page}/without-code");
    let missing = missing(login, password);
    let messages = if missing.is_empty() {
        match counter::ask_second(site.portal(), &who, id, reason, login, password).await {
            Ok(()) => return Ok(see(&format!("{own}/code"))),
            Err(Refusal::LookUpOver | Refusal::PatientRefused) => return Ok(see(&page)),
            Err(refusal) => not_taken(&visitor, &refusal, (login, password))?,
        }
    } else {
        missing
    };
    let typed = vec![("reason".to_owned(), reason.chars().take(super::SHOWN).collect())];
    visitor.set_flash(Flash { messages, identifier: Some(shown(login)), typed }).await?;
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
    let (challenge, code) = (resend::challenge(&fields)?, fields.get("code")?);
    let who = match visitor.at_counter(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let portal = site.portal();
    let Err(refusal) = counter::answer_second(portal, &who, id, challenge, code).await else {
        return Ok(see(&page));
    };
    match (&refusal, counter::state(portal, &who, id).await) {
        // Nothing can come of this look-up any more.
        (Refusal::NothingThere | Refusal::Controlled, _) => {
            visitor.refused(&refusal, "/pharmacy").await
        }
        (_, Ok(How::Asked)) => {
            visitor.refused(&refusal, &format!("{page}/without-code/code")).await
        }
        // A second press, or the patient was faster: the page says how it is now.
        _ => Ok(see(&page)),
    }
}

/// `POST /pharmacy/{id}/without-code/resend`
pub(super) async fn resend(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> Done {
    let (id, page) = look_up(&id)?;
    let challenge = resend::challenge(&fields)?;
    let who = match visitor.at_counter(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let sent = counter::resend_second(site.portal(), &who, id, challenge).await;
    let sent = sent.map(|()| Remark::CodeResent);
    resend::back(&mut visitor, &sent, &format!("{page}/without-code/code")).await
}

/// `GET /pharmacy/{id}/without-code/code/progress`
pub(super) async fn progress(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, _) = look_up(&id)?;
    let words = Words(visitor.language());
    let Some(who) = visitor.dispenser() else {
        return say(&visitor, Ok((Told::over(words), None)));
    };
    say(&visitor, told(&site, &who, id, words).await)
}

async fn told(
    site: &Site,
    who: &Dispenser,
    id: VerificationId,
    words: Words,
) -> Result<(Told, Option<Pending>), Refusal> {
    let portal = site.portal();
    let pending = counter::pending_second(portal, who, id).await?;
    let Some(pending) = pending.filter(|pending| pending.live) else {
        return Ok((Told::over(words), None));
    };
    let progress = counter::progress(portal, who, id, pending.id).await?;
    Ok((Told::of(progress, pending.first, words), Some(pending)))
}
