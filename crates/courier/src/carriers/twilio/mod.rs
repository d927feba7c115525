//! Twilio: texts by its Messages resource, calls by its Calls resource and `TwiML` (API version 2010-04-01;
//! `www.twilio.com/docs/messaging/api/message-resource` and `…/voice/api/call-resource`, read in 2026).
//!
//! It knows no idempotency key for either, so a message that is handed over again is sent again. Reports of both come to
//! an address that we signed, and are signed by Twilio too; either alone is not enough.

mod answer;
mod codes;
mod fate;
mod settings;
mod signature;
mod twiml;

pub use settings::Settings;

#[cfg(test)]
pub(crate) use signature::sign;

use crate::{
    Callback, Carrier, Client, Forged, Heard, Of, Outgoing, Receipt, Repeat, Reply, Secret,
    Sending,
    callbacks::{Addresses, Kind, parameter},
    client::{Body, basic},
    template::Text,
};
use domain::{
    Clock, Language,
    challenge::{Channel, Life},
    id::MessageId,
};
use futures::future::BoxFuture;
use http::{HeaderMap, header::AUTHORIZATION};
use std::{borrow::Cow, sync::Arc};
use url::{Url, form_urlencoded};

/// How long a text may wait at Twilio, in seconds: no code lives longer.
const WAITS: &str = "300";
const _: () = assert!(Life::LONGEST.as_secs() == 300);
/// How long a phone rings, in seconds.
const RINGS: &str = "25";
/// How long a call lasts at most, in seconds.
const LASTS: &str = "120";
/// What of a call is reported.
const EVENTS: [&str; 3] = ["ringing", "answered", "completed"];

type Fields = Vec<(Cow<'static, str>, String)>;

/// Twilio, with one account.
pub struct Twilio {
    name: String,
    account: String,
    token: Secret,
    /// Whom texts come from; none where they come from the template's header.
    from: Option<String>,
    /// The number that calls; none where it makes none.
    calls_from: Option<String>,
    voice: String,
    texts: Url,
    calls: Url,
    client: Client,
    addresses: Addresses,
    clock: Arc<dyn Clock>,
}

impl Twilio {
    async fn hand_over(&self, message: &Outgoing) -> Sending {
        let mut fields: Fields = vec![("To".into(), message.to.e164().to_owned())];
        let url = match (message.channel, &self.calls_from) {
            (Channel::Sms, _) => {
                self.as_text(message, &mut fields);
                &self.texts
            }
            (Channel::Voice, Some(from)) => {
                self.as_call(message, from, &mut fields);
                &self.calls
            }
            (Channel::Voice, None) => return Sending::Never(settings::NO_CALLS),
        };
        let authorization = basic(&self.account, &self.token);
        let headers = HeaderMap::from_iter([(AUTHORIZATION, authorization)]);
        match self.client.post(url, headers, Body::Form(fields)).await {
            Ok(answer) => answer::sending(&answer),
            Err(failure) => failure.into(),
        }
    }

    fn as_text(&self, message: &Outgoing, fields: &mut Fields) {
        let from = self.from.as_ref().unwrap_or(&message.header);
        let kind = if settings::is_name("MG", from) { "MessagingServiceSid" } else { "From" };
        fields.push((kind.into(), from.clone()));
        fields.push(("Body".into(), message.text.reveal().to_owned()));
        fields.push(("StatusCallback".into(), self.address(Kind::Receipt, message.id)));
        fields.push(("ValidityPeriod".into(), WAITS.to_owned()));
    }

    fn as_call(&self, message: &Outgoing, from: &str, fields: &mut Fields) {
        let words = self.address(Kind::Words, message.id);
        fields.push(("From".into(), from.to_owned()));
        fields.push(("Url".into(), format!("{words}&l={}", message.language.tag())));
        fields.push(("Method".into(), "POST".to_owned()));
        fields.push(("StatusCallback".into(), self.address(Kind::Receipt, message.id)));
        fields.push(("StatusCallbackMethod".into(), "POST".to_owned()));
        fields.extend(EVENTS.map(|event| ("StatusCallbackEvent".into(), event.to_owned())));
        fields.push(("Timeout".into(), RINGS.to_owned()));
        fields.push(("TimeLimit".into(), LASTS.to_owned()));
    }

    fn address(&self, kind: Kind, message: MessageId) -> String {
        self.addresses.of(&self.name, kind, message)
    }

    /// What to say in a call: the words once a key was pressed, and until then the question for one.
    fn in_call(&self, message: MessageId, callback: &Callback, key: Option<&str>) -> Heard {
        let tag = parameter(callback, "l").unwrap_or_default();
        match key {
            Some(key) if !key.is_empty() => Heard::Words(message),
            _ => {
                let language = Language::of_tag(&tag).unwrap_or_default();
                Heard::Said(twiml::greeting(language, &self.voice))
            }
        }
    }

    fn report(&self, message: MessageId, fields: &[(String, String)]) -> Result<Heard, Forged> {
        let error = field(fields, "ErrorCode").and_then(|code| code.parse().ok());
        let fate = match (field(fields, "MessageStatus"), field(fields, "CallStatus")) {
            (Some(status), _) => fate::of_text(status, error),
            (None, Some(status)) => fate::of_call(status, error),
            (None, None) => return Err(Forged::Unreadable),
        };
        let (carrier, of, at) = (self.name.clone(), Of::Message(message), self.clock.now());
        Ok(Heard::Receipts(
            fate.map(|fate| Receipt { carrier, of, fate, at }).into_iter().collect(),
        ))
    }
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl Carrier for Twilio {
    fn name(&self) -> &str {
        &self.name
    }

    fn carries(&self, channel: Channel) -> bool {
        match channel {
            Channel::Sms => true,
            Channel::Voice => self.calls_from.is_some(),
        }
    }

    fn repeat(&self) -> Repeat {
        Repeat::Doubles
    }

    fn send(&self, message: Outgoing) -> BoxFuture<'_, Sending> {
        Box::pin(async move { self.hand_over(&message).await })
    }

    fn hear(&self, callback: &Callback) -> Result<Heard, Forged> {
        let (kind, message) = self.addresses.check(&self.name, callback)?;
        let fields: Vec<_> = form_urlencoded::parse(&callback.body).into_owned().collect();
        let given = callback.headers.get("x-twilio-signature").ok_or(Forged::Unproven)?;
        if !signature::proves(&self.token, &callback.uri, &fields, given.as_bytes()) {
            return Err(Forged::Unproven);
        }
        match kind {
            Kind::Words => Ok(self.in_call(message, callback, field(&fields, "Digits"))),
            Kind::Receipt => self.report(message, &fields),
        }
    }

    fn speak(&self, language: Language, words: &Text) -> Reply {
        twiml::words(language, &self.voice, words)
    }
}
