//! Who may look.
//!
//! With a token: whoever sends it (`Authorization: Bearer`, RFC 6750) or has shown it in the last half hour (a cookie).
//! Without one: whoever asks from this machine, and only while no proxy stands before the portal, whose requests would
//! all come from this machine; to everybody else there is no such page.

use crate::{
    config::Server,
    quota::{Quota, Slow},
    wiring::Wiring,
};
use app::ClientAddress;
use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, header, request::Parts},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use courier::Secret;
use portal::{Portal, caller, domain::Millis};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use vault::Vault;

/// How long a token that was shown is remembered.
const STAY: Duration = Duration::from_mins(30);

/// Wrong tokens that a network may show in a span.
const WRONG: u32 = 10;
/// The span.
const WRONG_SPAN: Duration = Duration::from_mins(15);

/// What stands between strangers and the figures.
pub(super) struct Door {
    token: Option<Secret>,
    server: Arc<Server>,
    vault: Arc<dyn Vault>,
    portal: Portal,
    guesses: Quota,
    /// The cookies that were taken back before their time, and when that is.
    taken_back: Mutex<HashMap<String, Millis>>,
}

/// Whether somebody may look.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// They may.
    Open,
    /// They have to show the token.
    Closed,
    /// They showed too many wrong ones.
    Slow(Slow),
    /// For them there is nothing here.
    Hidden,
}

impl Door {
    /// The door of this portal.
    pub(super) fn new(wiring: &Wiring, server: Arc<Server>) -> Self {
        Self {
            token: wiring.ops_token.clone(),
            server,
            vault: Arc::clone(&wiring.vault),
            portal: wiring.portal.clone(),
            guesses: Quota::new(WRONG, WRONG_SPAN),
            taken_back: Mutex::default(),
        }
    }

    /// Whether this request may see the figures.
    pub(super) fn entry(&self, parts: &Parts) -> Entry {
        match &self.token {
            None if self.is_local(parts) => Entry::Open,
            None => Entry::Hidden,
            Some(_) if self.has_cookie(&parts.headers) => Entry::Open,
            Some(_) => match bearer(&parts.headers) {
                Some(shown) => self.shown(parts, shown),
                None => Entry::Closed,
            },
        }
    }

    /// Whether this token opens; a wrong one is counted. The right one opens whatever was shown before, by whomever: it is too
    /// long to be guessed, and nobody else may keep those out who know it.
    pub(super) fn shown(&self, parts: &Parts, shown: &str) -> Entry {
        let Some(token) = &self.token else { return self.entry(parts) };
        let network = caller::network(client(parts));
        let now = self.portal.now();
        match self.guesses.slow(&network, now) {
            _ if token.is(shown) => Entry::Open,
            Some(slow) => Entry::Slow(slow),
            None => {
                self.guesses.count(&network, now);
                tracing::warn!("a wrong operator's token was shown");
                Entry::Closed
            }
        }
    }

    /// Whether there is a token, so that signing out has a meaning.
    pub(super) const fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// A cookie that remembers the token for half an hour.
    pub(super) fn cookie(&self) -> String {
        let expires = self.portal.now().after(STAY);
        let value = self.token.as_ref().map(|token| self.value(token, expires));
        self.cookie_with(&value.unwrap_or_default(), STAY)
    }

    /// A cookie that takes it back. What it was opens nothing on this node from now on, whoever has a copy of it.
    pub(super) fn no_cookie(&self, headers: &HeaderMap) -> String {
        let now = self.portal.now();
        let mut taken_back = self.taken_back.lock().unwrap_or_else(PoisonError::into_inner);
        taken_back.retain(|_, until| now < *until);
        // None but those that we gave, so that nobody fills this.
        for value in self.cookies(headers).filter(|value| self.is_valid(value)) {
            taken_back.insert(value.to_owned(), now.after(STAY));
        }
        self.cookie_with("", Duration::ZERO)
    }

    fn cookie_with(&self, value: &str, age: Duration) -> String {
        let (name, age) = (self.cookie_name(), age.as_secs());
        let place = if self.server.is_secure() { "Path=/; Secure" } else { "Path=/" };
        format!("{name}={value}; {place}; Max-Age={age}; HttpOnly; SameSite=Strict")
    }

    fn cookie_name(&self) -> &'static str {
        if self.server.is_secure() { "__Host-medseal-ops" } else { "medseal-ops" }
    }

    /// When it ends, and a proof that we said so; it ends with the token too.
    fn value(&self, token: &Secret, expires: Millis) -> String {
        let said = format!("{} {}", expires.0, token.reveal());
        let proof = URL_SAFE_NO_PAD.encode(self.vault.lookup("ops", &said));
        format!("{}.{proof}", expires.0)
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let is_taken_back = |value: &str| {
            let taken_back = self.taken_back.lock().unwrap_or_else(PoisonError::into_inner);
            taken_back.contains_key(value)
        };
        self.cookies(headers).any(|value| self.is_valid(value) && !is_taken_back(value))
    }

    fn cookies<'a>(&self, headers: &'a HeaderMap) -> impl Iterator<Item = &'a str> + use<'a> {
        let name = self.cookie_name();
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
        let cookies = lines.flat_map(|line| line.split(';'));
        let cookies = cookies.filter_map(|cookie| cookie.trim().split_once('='));
        cookies.filter(move |(found, _)| *found == name).map(|(_, value)| value)
    }

    fn is_valid(&self, value: &str) -> bool {
        let Some(token) = &self.token else { return false };
        let expires = value.split_once('.').and_then(|(expires, _)| expires.parse().ok());
        let now = self.portal.now();
        expires.map(Millis).is_some_and(|expires| {
            let fresh = now < expires && expires <= now.after(STAY);
            fresh && Secret::of(&self.value(token, expires)).is(value)
        })
    }

    /// Whether a request was made on this machine, and by no proxy for somebody else. A portal that has a public origin
    /// has a proxy, whether or not that says so.
    fn is_local(&self, parts: &Parts) -> bool {
        let proxied = ["x-forwarded-for", "forwarded", "x-real-ip", "via"];
        peer(parts).is_loopback()
            && !self.server.behind_tls_proxy
            && self.server.trusted_proxies.is_empty()
            && self.server.origin.is_none()
            && proxied.iter().all(|name| !parts.headers.contains_key(*name))
    }
}

fn peer(parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip().to_canonical())
}

fn client(parts: &Parts) -> IpAddr {
    parts.extensions.get::<ClientAddress>().map_or_else(|| peer(parts), |found| found.0)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
