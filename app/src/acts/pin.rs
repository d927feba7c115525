//! Setting, changing and removing one's PIN, after a code.

use super::{
    Done,
    account::{not_set, over},
};
use crate::{
    errand::Errand,
    fields::Fields,
    remark::{Account, Family, Remark},
    site::Site,
    visitor::Visitor,
};
use axum::extract::State;
use portal::{Refusal, domain::pin::NotAPin, pin};

/// `POST /settings/pin`
pub(crate) async fn change(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let errand = Errand::Pin;
    let current = fields.find("pin").or_else(|| fields.find("current")).unwrap_or_default();
    let typed = fields.get("new-pin")?;
    let who = visitor.themselves(errand.start()).await?;
    let Some(challenge) = visitor.earned(errand) else { return over(&mut visitor, errand).await };
    if current.is_empty() {
        // Everything that is missing is said at once.
        let unfilled = match fields.find("current") {
            Some(_) => Remark::Account(Account::CurrentPasswordMissing),
            None => Remark::Family(Family::PinMissing),
        };
        let missing = typed.is_empty().then(|| Refusal::PinWeak(NotAPin::Missing.into()));
        return not_set(errand, &mut visitor, &fields, missing, Some(unfilled)).await;
    }
    match pin::change(site.portal(), &who, challenge, current, typed).await {
        Ok(()) => done(&mut visitor, Family::PinSet).await,
        Err(refusal) => not_set(errand, &mut visitor, &fields, Some(refusal), None).await,
    }
}

/// `POST /settings/pin/remove`
pub(crate) async fn remove(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let errand = Errand::Pin;
    let current = fields.get("pin")?;
    let who = visitor.themselves(errand.start()).await?;
    let Some(challenge) = visitor.earned(errand) else { return over(&mut visitor, errand).await };
    match pin::remove(site.portal(), &who, challenge, current).await {
        Ok(()) => done(&mut visitor, Family::PinRemoved).await,
        Err(refusal) => not_set(errand, &mut visitor, &fields, Some(refusal), None).await,
    }
}

async fn done(visitor: &mut Visitor, remark: Family) -> Done {
    visitor.forget_errand().await?;
    visitor.told(Remark::Family(remark), "/settings").await
}
