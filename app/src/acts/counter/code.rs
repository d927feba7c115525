//! The patient's code at a counter.

use super::{
    super::{Done, resend::challenge, see},
    look_up,
};
use crate::{fields::Fields, site::Site, visitor::Visitor};
use axum::extract::{Path, State};
use portal::{counter, domain::pharmacy::State as How};

/// `POST /pharmacy/{id}/code`
pub(super) async fn answer(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> Done {
    let (id, page) = look_up(&id)?;
    let (challenge, code) = (challenge(&fields)?, fields.get("code")?);
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
