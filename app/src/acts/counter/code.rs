//! The patient's code at a counter.

use super::{
    super::{Done, resend::challenge, see},
    look_up,
};
use crate::{fields::Fields, remark::Counter, site::Site, visitor::Visitor};
use axum::extract::{Path, State};
use portal::{
    Refusal, counter,
    domain::{challenge::Wrong, pharmacy::State as How},
};

/// `POST /pharmacy/{id}/code`
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
    let Err(refusal) = counter::answer(portal, &who, id, challenge, code, None).await else {
        return Ok(see(&page));
    };
    match (&refusal, counter::state(portal, &who, id).await) {
        // A second press, or the patient was faster on their own phone: the page says how it is now.
        (_, Ok(How::LookedAt | How::Allowed(_) | How::Dispensed { .. } | How::Refused)) => {
            Ok(see(&page))
        }
        // The message is on the patient's phone, not before whoever typed.
        (Refusal::Wrong(Wrong::Guess { left }), _) if *left > 0 => {
            visitor.told(Counter::CodeWrong(*left).into(), &page).await
        }
        _ => visitor.refused(&refusal, &page).await,
    }
}
