//! Handing over, and undoing it.

use super::{
    super::{Done, see},
    handed::{Fault, filled, fits, typed},
    look_up,
};
use crate::{
    fields::Fields,
    problem::Problem,
    refusal::Fate,
    remark::{Counter, Remark},
    seat::Flash,
    site::Site,
    visitor::{Visitor, shown},
};
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
    let who = visitor.at_counter(&page).await?;
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
    let messages = wrong(visitor, fields, fault)?;
    let typed = typed(fields).into_iter().map(|(name, text)| (name, shown(text)));
    let typed = typed.chain([("faulty".to_owned(), fault.at.to_string())]).collect();
    let page = page.to_owned();
    visitor
        .set_flash(Flash { messages, identifier: None, typed, page: Some(page.clone()) })
        .await?;
    Ok(see(&page))
}

/// What is said of it: of an identity card, each part that is missing or far too long.
fn wrong(visitor: &Visitor, fields: &Fields, fault: &Fault) -> Result<Vec<Remark>, Problem> {
    if matches!(fault.why, Refusal::IdentityNeeded) {
        let wrong = |name: &str| {
            let typed = fields.find(&format!("{name}-{}", fault.at));
            !typed.is_some_and(fits)
        };
        // Where both are there it is the number that tells nothing.
        let kind = wrong("paper");
        let number = !kind || wrong("number");
        let kind = kind.then_some(Counter::IdentityNeeded.into());
        let number = number.then_some(Counter::IdentityNumberNeeded.into());
        return Ok(kind.into_iter().chain(number).collect());
    }
    match visitor.fate(&fault.why) {
        Fate::Told(message, _) => Ok(vec![message]),
        Fate::Broken(problem) => Err(problem),
    }
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
    let who = visitor.at_counter(&page).await?;
    match counter::undo(site.portal(), &who, id).await {
        // Too late: the page no longer offers it.
        Ok(()) | Err(Refusal::LookUpOver) => Ok(see(&page)),
        Err(refusal) => visitor.refused(&refusal, &page).await,
    }
}
