//! Handing over, and undoing it.

use super::{
    super::{Done, see},
    handed::{Fault, filled, typed},
    look_up,
};
use crate::{fields::Fields, site::Site, visitor::Visitor};
use axum::extract::{Path, State};
use portal::{
    Refusal,
    counter::{self, Handed},
    domain::pharmacy::State as How,
};

/// `POST /pharmacy/{id}/dispense`
pub(super) async fn dispense(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
    fields: Fields,
) -> Done {
    let (id, page) = look_up(&id)?;
    let medicines = filled(&fields)?;
    let who = match visitor.at_counter(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    let look = match counter::look(site.portal(), &who, id).await {
        Ok(look) => look,
        Err(refusal) => return visitor.refused(&refusal, &page).await,
    };
    if !matches!(look.state, How::Allowed(_)) {
        // A second press, or too late: the page says how it is now.
        return Ok(see(&page));
    }
    let wanted: Result<Vec<_>, Fault> = medicines.iter().map(|it| it.wanted(&look)).collect();
    let wanted = match wanted {
        Ok(wanted) => wanted.into_iter().flatten().collect(),
        Err(fault) => return faulty(&mut visitor, &fields, &fault, &page).await,
    };
    let collector = fields.find("collector").filter(|name| !name.is_empty()).map(str::to_owned);
    let handed = Handed { wanted, collector };
    match counter::dispense(site.portal(), &who, id, &handed, None).await {
        Ok(()) => {
            // As when a report is sealed: what a browser keeps for going back goes with the cookie.
            visitor.renew_id().await?;
            Ok(see(&page))
        }
        Err(refusal) => again(&mut visitor, &fields, &refusal, &page).await,
    }
}

/// Back to the form, which has what was filled in, and shows the medicine that is at fault.
async fn faulty(visitor: &mut Visitor, fields: &Fields, fault: &Fault, page: &str) -> Done {
    let at = fault.at.to_string();
    let typed = typed(fields);
    let typed = typed.iter().map(|(name, text)| (name.as_str(), *text));
    let typed: Vec<_> = typed.chain([("faulty", at.as_str())]).collect();
    visitor.refused_with(&fault.why, &typed, page).await
}

async fn again(visitor: &mut Visitor, fields: &Fields, refusal: &Refusal, page: &str) -> Done {
    let typed = typed(fields);
    let typed: Vec<_> = typed.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    visitor.refused_with(refusal, &typed, page).await
}

/// `POST /pharmacy/{id}/undo`
pub(super) async fn undo(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path(id): Path<String>,
) -> Done {
    let (id, page) = look_up(&id)?;
    let who = match visitor.at_counter(&page).await {
        Ok(who) => who,
        Err(away) => return away,
    };
    match counter::undo(site.portal(), &who, id).await {
        // Too late: the page no longer offers it.
        Ok(()) | Err(Refusal::LookUpOver) => Ok(see(&page)),
        Err(refusal) => visitor.refused(&refusal, &page).await,
    }
}
