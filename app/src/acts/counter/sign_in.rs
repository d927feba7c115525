//! Signing in at a pharmacy.

use super::super::{Done, resend::challenge, see, sign_in::shown};
use crate::{
    fields::Fields,
    problem::Problem,
    refusal::Fate,
    remark::{Counter, Remark},
    seat::Flash,
    site::Site,
    visitor::Visitor,
};
use axum::extract::State;
use portal::{Refusal, counter::sign_in as portal_sign_in};

const PAGE: &str = "/pharmacy/sign-in";
const CODE: &str = "/pharmacy/sign-in/code";

/// `POST /pharmacy/sign-in`
pub(super) async fn begin(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let (login, password) = (fields.get("identifier")?, fields.get("password")?);
    match portal_sign_in::begin(site.portal(), &visitor.caller(), login, password).await {
        Ok(()) => {
            visitor.await_code(&shown(login)).await?;
            Ok(see(CODE))
        }
        Err(refusal) => not_begun(&mut visitor, &refusal, (login, password)).await,
    }
}

async fn not_begun(visitor: &mut Visitor, refusal: &Refusal, typed: (&str, &str)) -> Done {
    let messages = not_taken(visitor, refusal, typed)?;
    let paused = |it: &Remark| matches!(it, Remark::CodesPaused(_) | Remark::CodesBlocked);
    let page = if messages.iter().any(paused) { CODE } else { PAGE };
    let identifier = Some(shown(typed.0));
    visitor.set_flash(Flash { messages, identifier, ..Flash::default() }).await?;
    Ok(see(page))
}

/// What is said of a login and a password that were not taken.
pub(super) fn not_taken(
    visitor: &Visitor,
    refusal: &Refusal,
    (login, password): (&str, &str),
) -> Result<Vec<Remark>, Problem> {
    match (refusal, visitor.fate(refusal)) {
        (_, Fate::Broken(problem)) => Err(problem),
        (Refusal::Identifier(_) | Refusal::PasswordMissing, _) => Ok(missing(login, password)),
        (_, Fate::Told(message, _)) => Ok(vec![message]),
    }
}

/// What is said of a login and a password of which something is missing.
pub(super) fn missing(login: &str, password: &str) -> Vec<Remark> {
    let login = login.trim().is_empty().then_some(Counter::LoginMissing.into());
    let password = password.is_empty().then_some(Remark::PasswordMissing);
    login.into_iter().chain(password).collect()
}

/// `POST /pharmacy/sign-in/code`
pub(super) async fn answer(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let (challenge, code) = (challenge(&fields)?, fields.get("code")?);
    let now = site.portal().now();
    match portal_sign_in::answer(site.portal(), &visitor.caller(), challenge, code).await {
        Ok(who) => {
            visitor.sign_in_staff(&who, now).await?;
            Ok(see(&visitor.take_return().await?))
        }
        Err(refusal) => visitor.refused(&refusal, CODE).await,
    }
}
