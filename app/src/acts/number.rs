//! The phone number that codes go to: another one is asked for, or one that waits is stopped.

use super::{Done, see};
use crate::{
    errand::Errand,
    fields::Fields,
    kept,
    refusal::Fate,
    remark::{Account, Remark},
    seat::Flash,
    site::Site,
    visitor::Visitor,
};
use axum::extract::State;
use portal::{domain::phone::Phone, number, rebind};

/// `POST /settings/number`
pub(crate) async fn ask(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let typed = fields.get("phone")?;
    let start = Errand::Number.start();
    let who = visitor.signed_in_with(&kept::NUMBER, &fields, start).await?;
    let portal = site.portal();
    let phone = match Phone::parse(typed, portal.rules().home()) {
        Ok(phone) => phone,
        Err(_) if typed.trim().is_empty() => {
            return again(&mut visitor, typed, Account::PhoneMissing.into()).await;
        }
        Err(_) => return again(&mut visitor, typed, Account::PhoneMalformed.into()).await,
    };
    match number::old::ask(portal, &who, &phone).await.map_err(|it| visitor.fate(&it)) {
        Ok(()) => Ok(see(&Errand::Number.code())),
        Err(Fate::Told(message, _)) => again(&mut visitor, typed, message).await,
        Err(Fate::Broken(problem)) => Err(problem.into()),
    }
}

/// Back to the form, which has what was typed.
async fn again(visitor: &mut Visitor, typed: &str, message: Remark) -> Done {
    let typed = vec![("phone".to_owned(), typed.chars().take(40).collect())];
    visitor.set_flash(Flash { messages: vec![message], typed, ..Flash::default() }).await?;
    Ok(see(Errand::Number.start()))
}

/// `POST /settings/number/stop`
pub(crate) async fn stop(State(site): State<Site>, mut visitor: Visitor) -> Done {
    let who = visitor.themselves("/settings").await?;
    let message = match rebind::stop::own(site.portal(), &who).await {
        Ok(true) => Account::NumberStopped,
        Ok(false) => Account::NothingToStop,
        Err(refusal) => return visitor.refused(&refusal, "/settings").await,
    };
    visitor.told(message.into(), "/settings").await
}
