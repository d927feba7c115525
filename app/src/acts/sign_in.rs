//! Signing in.

use super::{Done, resend::challenge, see};
use crate::{
    fields::Fields, refusal::Fate, remark::Remark, seat::Flash, site::Site, visitor::Visitor,
};
use axum::extract::State;
use portal::{
    Principal, Refusal,
    domain::{Millis, challenge::Wrong},
    sign_in::{Admission, Entry},
};

/// `POST /sign-in`
pub(crate) async fn begin(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let (identifier, password) = (fields.get("identifier")?, fields.get("password")?);
    match portal::sign_in::begin(site.portal(), &visitor.caller(), identifier, password).await {
        Ok(()) => {
            visitor.await_code(&shown(identifier)).await?;
            Ok(see("/sign-in/code"))
        }
        Err(refusal) => not_begun(&mut visitor, &refusal, identifier, password).await,
    }
}

/// Back to the form, which has what was typed but for the password; or to the page of codes that pause.
async fn not_begun(
    visitor: &mut Visitor,
    refusal: &Refusal,
    identifier: &str,
    password: &str,
) -> Done {
    let message = match visitor.fate(refusal) {
        Fate::Told(message, _) => message,
        Fate::Broken(problem) => return Err(problem.into()),
    };
    let page = match message {
        Remark::CodesPaused(_) | Remark::CodesBlocked => "/sign-in/code",
        _ => "/sign-in",
    };
    let unfilled = matches!(refusal, Refusal::Identifier(_)) && password.is_empty();
    let also = unfilled.then_some(Remark::PasswordMissing);
    let messages = [message].into_iter().chain(also).collect();
    visitor
        .set_flash(Flash { messages, identifier: Some(shown(identifier)), ..Flash::default() })
        .await?;
    Ok(see(page))
}

/// As much of what was typed as a page shows again.
pub(super) fn shown(identifier: &str) -> String {
    identifier.chars().take(200).collect()
}

/// `POST /sign-in/code`
pub(crate) async fn answer(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let (challenge, code) = (challenge(&fields)?, fields.get("code")?);
    let now = site.portal().now();
    match portal::sign_in::answer(site.portal(), &visitor.caller(), challenge, code).await {
        Ok(Admission::One(Entry::In(who))) => enter(&mut visitor, &who, now).await,
        Ok(Admission::One(Entry::Pin(patient))) => {
            visitor.admit(challenge, vec![patient], Some(patient)).await?;
            Ok(see("/sign-in/pin"))
        }
        Ok(Admission::Several(patients)) => {
            visitor.admit(challenge, patients, None).await?;
            Ok(see("/sign-in/who"))
        }
        Err(refusal) => visitor.refused(&refusal, "/sign-in/code").await,
    }
}

/// Signed in, and on to where the person wanted to go.
async fn enter(visitor: &mut Visitor, who: &Principal, now: Millis) -> Done {
    visitor.sign_in(who.patient, now).await?;
    Ok(see(&visitor.take_return().await?))
}

/// `POST /sign-in/who`
pub(crate) async fn choose(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let Some(chosen) = fields.find("patient").and_then(|chosen| chosen.parse().ok()) else {
        return visitor.told(Remark::PersonMissing, "/sign-in/who").await;
    };
    let portal = site.portal();
    let Some(open) = visitor.seat().admitted_at(portal.now()).cloned() else {
        return Ok(see("/sign-in"));
    };
    let (caller, now) = (visitor.caller(), portal.now());
    match portal::sign_in::choose(portal, &caller, open.challenge, &open.patients, chosen).await {
        Ok(Entry::In(who)) => enter(&mut visitor, &who, now).await,
        Ok(Entry::Pin(patient)) => {
            visitor.choose(patient).await?;
            Ok(see("/sign-in/pin"))
        }
        // Another request of this browser was first: the session is that one's now, cookie and all.
        Err(Refusal::Wrong(Wrong::Used)) => Ok(see("/sign-in")),
        Err(refusal) => visitor.refused(&refusal, "/sign-in/who").await,
    }
}

/// `POST /sign-in/pin`
pub(crate) async fn pin(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let (portal, typed) = (site.portal(), fields.get("pin")?);
    let Some((open, chosen)) = visitor.seat().pin_due(portal.now()) else {
        return Ok(see("/sign-in"));
    };
    let (challenge, admitted) = (open.challenge, open.patients.clone());
    let (caller, now) = (visitor.caller(), portal.now());
    let given =
        portal::sign_in::give_pin(portal, &caller, challenge, &admitted, chosen, typed).await;
    match given {
        Ok(who) => enter(&mut visitor, &who, now).await,
        Err(Refusal::Wrong(Wrong::Used)) => Ok(see("/sign-in")),
        Err(refusal @ Refusal::Lapsed) => visitor.refused(&refusal, "/sign-in").await,
        Err(refusal) => visitor.refused(&refusal, "/sign-in/pin").await,
    }
}
