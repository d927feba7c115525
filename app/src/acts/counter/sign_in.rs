//! Signing in at a pharmacy.

use super::super::{
    Done,
    progress::news,
    resend::{self, Way},
    see,
    sign_in::shown,
    wants_json,
};
use crate::{
    fields::Fields,
    problem::Problem,
    refusal::Fate,
    remark::{Counter, Remark},
    seat::Flash,
    site::Site,
    visitor::Visitor,
};
use axum::{extract::State, http::HeaderMap};
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
    visitor.set_flash(Flash { messages, identifier, typed: Vec::new() }).await?;
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
    let (challenge, code) = (resend::challenge(&fields)?, fields.get("code")?);
    let now = site.portal().now();
    match portal_sign_in::answer(site.portal(), &visitor.caller(), challenge, code).await {
        Ok(who) => {
            visitor.sign_in_staff(&who, now).await?;
            Ok(see(&visitor.take_return().await?))
        }
        Err(refusal) => visitor.refused(&refusal, CODE).await,
    }
}

/// `GET /pharmacy/sign-in/code/progress`
pub(super) async fn progress(State(site): State<Site>, visitor: Visitor) -> Done {
    let caller = visitor.caller();
    let pending = portal_sign_in::pending(site.portal(), &caller).await;
    news(&site, &visitor, &caller, pending).await
}

/// `POST /pharmacy/sign-in/resend`
pub(super) async fn resend(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    send(&site, visitor, &headers, &fields, Way::Again).await
}

/// `POST /pharmacy/sign-in/call`
pub(super) async fn call(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    fields: Fields,
) -> Done {
    send(&site, visitor, &headers, &fields, Way::Call).await
}

async fn send(
    site: &Site,
    mut visitor: Visitor,
    headers: &HeaderMap,
    fields: &Fields,
    way: Way,
) -> Done {
    let (portal, caller) = (site.portal(), visitor.caller());
    let sent = way.send(portal, &caller, resend::challenge(fields)?).await;
    if !wants_json(headers) {
        return resend::back(&mut visitor, &sent, CODE).await;
    }
    let pending = portal_sign_in::pending(portal, &caller).await;
    resend::answer(&visitor, &sent, &pending)
}
