//! Exotel, of India: texts by `Sms/send`, calls by `Calls/connect` to a flow of its panel (API version 1;
//! `developer.exotel.com/api/sms`, `…/docs/sms-api/api-reference/send-sms`, `…/docs/voice-v1/api-reference/outgoing-
//! call-to-flow` and `support.exotel.com` on greetings from an address; read in 2026).
//!
//! It signs nothing that it sends, so our signature in an address is the proof. It knows no idempotency key.
//!
//! A call goes to the flow of its language: a `Gather` asks for a key, and then a `Greeting` reads out what our address
//! answers. The panel takes one address for all calls, so what we sign travels as the call's `CustomField`, which Exotel
//! adds to the address with the keys that were pressed. No key, no words: a machine that answers presses none.

mod answer;
mod fate;
mod fields;
mod settings;

pub use settings::Settings;

use crate::{
    Callback, Carrier, Client, Forged, Heard, Of, Outgoing, Receipt, Repeat, Reply, Secret,
    Sending, Why,
    callbacks::{Addresses, Kind, parameter},
    client::{Body, basic},
    template::{Encoding, Text, parts},
};
use domain::{Clock, Language, challenge::Channel, id::MessageId};
use futures::future::BoxFuture;
use http::{HeaderMap, header::AUTHORIZATION};
use settings::Calls;
use std::{borrow::Cow, sync::Arc};
use url::Url;

const NO_CALLS: Why = Why::says("no number is configured to call from");
/// How long a phone rings, in seconds.
const RINGS: &str = "25";
/// How long a call lasts at most, in seconds.
const LASTS: &str = "120";
/// Exotel reads out nothing of another type, not even with a character set named.
const MEDIA: &str = "text/plain";

type Fields = Vec<(Cow<'static, str>, String)>;

/// Exotel, with one account.
pub struct Exotel {
    name: String,
    key: String,
    token: Secret,
    calls: Option<Calls>,
    send: Url,
    connect: Url,
    client: Client,
    addresses: Addresses,
    clock: Arc<dyn Clock>,
}

impl Exotel {
    async fn hand_over(&self, message: &Outgoing) -> Sending {
        let (url, fields) = match (message.channel, &self.calls) {
            (Channel::Sms, _) => (&self.send, self.as_text(message)),
            (Channel::Voice, Some(calls)) => (&self.connect, self.as_call(message, calls)),
            (Channel::Voice, None) => return Sending::Never(NO_CALLS),
        };
        let headers = HeaderMap::from_iter([(AUTHORIZATION, basic(&self.key, &self.token))]);
        match self.client.post(url, headers, Body::Form(fields)).await {
            Ok(answer) => answer::sending(&answer),
            Err(failure) => failure.into(),
        }
    }

    fn as_text(&self, message: &Outgoing) -> Fields {
        let text = message.text.reveal();
        let encoding = match parts(text).encoding {
            Encoding::Gsm7 => "plain",
            Encoding::Ucs2 => "unicode",
        };
        let fields = [
            ("From", message.header.as_str()),
            ("To", message.to.e164()),
            ("Body", text),
            ("EncodingType", encoding),
            ("SmsType", "transactional"),
            ("Priority", "high"),
            ("DltEntityId", &message.entity),
            ("DltTemplateId", &message.template),
            ("StatusCallback", &self.address(Kind::Receipt, message.id)),
        ];
        fields.map(|(name, value)| (name.into(), value.to_owned())).to_vec()
    }

    fn as_call(&self, message: &Outgoing, calls: &Calls) -> Fields {
        let words = self.address(Kind::Words, message.id);
        let signed = words.split_once('?').map_or("", |(_, query)| query);
        let fields = [
            ("From", message.to.e164()),
            ("CallerId", &calls.from),
            ("Url", calls.flow(message.language)),
            ("CallType", "trans"),
            ("TimeLimit", LASTS),
            ("TimeOut", RINGS),
            ("CustomField", signed),
            ("StatusCallback", &self.address(Kind::Receipt, message.id)),
            ("StatusCallbackEvents[0]", "terminal"),
            ("StatusCallbackEvents[1]", "answered"),
        ];
        fields.map(|(name, value)| (name.into(), value.to_owned())).to_vec()
    }

    fn address(&self, kind: Kind, message: MessageId) -> String {
        self.addresses.of(&self.name, kind, message)
    }

    /// The message of a call's flow, which its `CustomField` names as the query of the address that we would have given.
    fn in_flow(&self, callback: &Callback) -> Result<MessageId, Forged> {
        let signed = parameter(callback, "CustomField").ok_or(Forged::Unproven)?;
        let address = format!("{}?{signed}", callback.uri.path());
        let uri = address.parse().map_err(|_| Forged::Unproven)?;
        let given = Callback {
            method: callback.method.clone(),
            uri,
            headers: HeaderMap::new(),
            body: Vec::new(),
        };
        Ok(self.addresses.check(&self.name, &given)?.1)
    }

    fn report(&self, callback: &Callback) -> Result<Heard, Forged> {
        let (_, message) = self.addresses.check(&self.name, callback)?;
        let fields = fields::read(callback)?;
        let field = |name: &str| fields.get(name).map(String::as_str);
        let status = field("Status").ok_or(Forged::Unreadable)?.to_ascii_lowercase();
        let code = field("DetailedStatusCode").and_then(|code| code.parse().ok());
        let fate = match (field("SmsSid"), field("CallSid")) {
            (Some(_), _) => fate::of_text(&status, field("DetailedStatus"), code),
            (None, Some(_)) => fate::of_call(&status),
            (None, None) => return Err(Forged::Unreadable),
        };
        let (carrier, of, at) = (self.name.clone(), Of::Message(message), self.clock.now());
        Ok(Heard::Receipts(
            fate.map(|fate| Receipt { carrier, of, fate, at }).into_iter().collect(),
        ))
    }
}

/// Whether a key was pressed; Exotel puts the keys between quotation marks.
fn pressed(callback: &Callback) -> bool {
    parameter(callback, "digits").is_some_and(|keys| !keys.trim_matches('"').trim().is_empty())
}

impl Carrier for Exotel {
    fn name(&self) -> &str {
        &self.name
    }

    fn carries(&self, channel: Channel) -> bool {
        match channel {
            Channel::Sms => true,
            Channel::Voice => self.calls.is_some(),
        }
    }

    fn repeat(&self) -> Repeat {
        Repeat::Doubles
    }

    fn send(&self, message: Outgoing) -> BoxFuture<'_, Sending> {
        Box::pin(async move { self.hand_over(&message).await })
    }

    fn hear(&self, callback: &Callback) -> Result<Heard, Forged> {
        match Kind::of(callback)? {
            Kind::Receipt => self.report(callback),
            Kind::Words => {
                let message = self.in_flow(callback)?;
                let silence = Reply { media: MEDIA, body: String::new().into() };
                Ok(if pressed(callback) { Heard::Words(message) } else { Heard::Said(silence) })
            }
        }
    }

    fn speak(&self, _: Language, words: &Text) -> Reply {
        Reply { media: MEDIA, body: words.reveal().to_owned().into() }
    }
}
