//! Naming somebody who collects a prescription, and taking that back.

use super::{Done, account::over, prescription::prescription, see};
use crate::{
    dates::typed_day,
    errand::Errand,
    fields::Fields,
    kept,
    problem::Problem,
    refusal::Fate,
    remark::{Account, Counter, Remark},
    seat::Flash,
    site::Site,
    visitor::Visitor,
};
use axum::extract::{Path, State};
use portal::{
    domain::id::{CollectorId, PrescriptionId},
    prescriptions,
};

/// `POST /prescriptions/send/who`
pub(crate) async fn name(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let errand = Errand::Collector;
    let (name, day) = (fields.get("name")?, fields.get("day")?);
    let of: PrescriptionId = fields.get("prescription")?.parse().map_err(|_| Problem::Malformed)?;
    let who = visitor.signed_in_with(&kept::COLLECTOR, &fields, errand.start()).await?;
    let Some(challenge) = visitor.earned(errand) else { return over(&mut visitor, errand).await };
    let (unnamed, typed_day) = (name.trim().is_empty(), typed_day(day));
    let (Some(day), false) = (typed_day, unnamed) else {
        let unnamed = unnamed.then_some(Counter::CollectorNeeded.into());
        let undated = typed_day.is_none().then_some(Counter::CollectorDayNeeded.into());
        let messages = unnamed.into_iter().chain(undated).collect();
        return again(&mut visitor, &fields, messages).await;
    };
    let named = prescriptions::collector::name(site.portal(), &who, challenge, of, name, day).await;
    let Err(refusal) = named else {
        visitor.forget_errand().await?;
        return visitor.told(Counter::CollectorNamed.into(), errand.start()).await;
    };
    match visitor.fate(&refusal) {
        Fate::Told(Remark::Account(Account::ErrandOver), _) => over(&mut visitor, errand).await,
        Fate::Told(message, _) => again(&mut visitor, &fields, vec![message]).await,
        Fate::Broken(problem) => Err(problem.into()),
    }
}

/// Back to the form, which has what was typed.
async fn again(visitor: &mut Visitor, fields: &Fields, messages: Vec<Remark>) -> Done {
    let typed = kept::COLLECTOR.fields.iter().filter_map(|name| {
        let typed = fields.find(name)?.chars().take(80).collect();
        Some(((*name).to_owned(), typed))
    });
    let typed = typed.collect();
    visitor.set_flash(Flash { messages, typed, ..Flash::default() }).await?;
    Ok(see(Errand::Collector.then()))
}

/// `POST /prescriptions/{id}/collectors/{of}/end`
pub(crate) async fn take_back(
    State(site): State<Site>,
    mut visitor: Visitor,
    Path((id, of)): Path<(String, String)>,
) -> Done {
    let (_, page) = prescription(&id)?;
    let of: CollectorId = of.parse().map_err(|_| Problem::NotFound)?;
    let who = visitor.signed_in(&page).await?;
    match prescriptions::collector::take_back(site.portal(), &who, of).await {
        Ok(()) => visitor.told(Counter::CollectorEnded.into(), &page).await,
        Err(refusal) => visitor.refused(&refusal, &page).await,
    }
}
