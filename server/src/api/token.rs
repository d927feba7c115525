//! Who asks: a pharmacy's system, by its token (RFC 6750, section 2.1), and nothing else that a request may carry.

use super::{
    Api,
    problem::{Problem, SCOPE, TOKEN_INVALID, TOKEN_MISSING},
    refused::refused,
};
use app::ClientAddress;
use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use portal::{
    Caller, Refusal,
    counter::Dispenser,
    domain::{id::SessionKey, pharmacy::Scope},
    pharmacy::token,
};
use std::net::{IpAddr, Ipv4Addr};

const REALM: &str = "Bearer realm=\"medseal\"";

/// A system that may look prescriptions up.
pub(super) struct Verifier(pub Dispenser);

/// A system that may write down what was handed over.
pub(super) struct Giver(pub Dispenser);

impl FromRequestParts<Api> for Verifier {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        admitted(parts, api, Scope::Verify).await.map(Self)
    }
}

impl FromRequestParts<Api> for Giver {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        admitted(parts, api, Scope::Dispense).await.map(Self)
    }
}

async fn admitted(parts: &Parts, api: &Api, scope: Scope) -> Result<Dispenser, Problem> {
    let secret =
        secret(parts).ok_or_else(|| Problem::from(TOKEN_MISSING).challenging(REALM.to_owned()))?;
    match token::dispenser(&api.portal, caller(parts, api), secret).await {
        Ok((who, scopes)) if scopes.contains(&scope) => Ok(who),
        Ok(_) => {
            let name = scope.name();
            let challenge = format!("{REALM}, error=\"insufficient_scope\", scope=\"{name}\"");
            Err(Problem::from(SCOPE).challenging(challenge))
        }
        Err(Refusal::NotFound) => {
            let challenge = format!("{REALM}, error=\"invalid_token\"");
            Err(Problem::from(TOKEN_INVALID).challenging(challenge))
        }
        Err(refusal) => Err(refused(&api.portal, &refusal)),
    }
}

/// The one token of a request.
fn secret(parts: &Parts) -> Option<&str> {
    let mut all = parts.headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (all.next(), all.next()) else { return None };
    let (scheme, secret) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim()).filter(|it| !it.is_empty())
}

/// Each request is by itself: a system has no session, and what it may go on with is told by its token.
fn caller(parts: &Parts, api: &Api) -> Caller {
    let address = parts.extensions.get::<ClientAddress>();
    Caller {
        session: SessionKey::fresh(api.portal.now(), api.portal.chance()),
        address: address.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |it| it.0),
        language: api.language,
        acting: None,
        counter: None,
        model: None,
    }
}
