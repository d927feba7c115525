//! Kannel: a gateway of one's own, that speaks SMPP with the operators.
//!
//! Messages go to smsbox's `sendsms` (Kannel 1.4.5 user's guide, "Using the SMS sender"). They are posted with
//! `X-Kannel-…` headers, so that neither the code nor the number is in an address. Kannel gives a message no name that
//! we learn, so a delivery report comes to an address of its own for each message.

use super::{Endpoint, Fittings, Kind, SettingsError};
use crate::{
    Callback, Carrier, Client, Fate, Forged, Heard, Of, Outgoing, Receipt, Repeat, Secret,
    SecretAt, Sending, Why,
    callbacks::{self, Addresses, parameter},
    client::{Answer, Body},
    template::{Encoding, parts},
};
use domain::{Clock, challenge::Channel};
use futures::future::BoxFuture;
use http::{HeaderMap, HeaderName, HeaderValue, header::InvalidHeaderValue};
use serde::Deserialize;
use std::sync::Arc;
use url::{Url, form_urlencoded};

/// The table of a Kannel.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where smsbox listens, such as `http://127.0.0.1:13013/cgi-bin/sendsms`.
    url: Endpoint,
    /// The name of the `sendsms-user`.
    username: String,
    /// Its password.
    password: SecretAt,
    /// The `smsc-id` to send through, where Kannel is not to choose.
    smsc: Option<String>,
    /// The name of the `smpp-tlv` group for the principal entity's id (tag 0x1400).
    #[serde(default = "entity")]
    entity_tlv: String,
    /// The name of the `smpp-tlv` group for the template's id (tag 0x1401).
    #[serde(default = "template")]
    template_tlv: String,
    /// Whether it may be reached over a network without TLS.
    #[serde(default)]
    unencrypted: bool,
}

fn entity() -> String {
    "PE_ID".to_owned()
}

fn template() -> String {
    "TEMPLATE_ID".to_owned()
}

impl Kind for Settings {
    fn secrets(&self) -> Vec<(String, &SecretAt)> {
        vec![("password".to_owned(), &self.password)]
    }

    fn open(&self, name: &str, fittings: &Fittings) -> Result<Arc<dyn Carrier>, SettingsError> {
        Ok(Arc::new(Kannel {
            name: name.to_owned(),
            url: self.url.guarded("url", self.unencrypted)?.clone(),
            password: fittings.secret("password", &self.password)?,
            settings: self.clone(),
            client: fittings.client.clone(),
            addresses: fittings.addresses.clone(),
            clock: Arc::clone(&fittings.clock),
        }))
    }
}

struct Kannel {
    name: String,
    url: Url,
    settings: Settings,
    password: Secret,
    client: Client,
    addresses: Addresses,
    clock: Arc<dyn Clock>,
}

/// Every event of a message that Kannel can report: delivered 1, failed 2, buffered 4, accepted 8, rejected 16.
const EVERY_REPORT: &str = "31";

impl Kannel {
    async fn submit(&self, message: Outgoing) -> Sending {
        let Ok(headers) = self.headers(&message) else {
            return Sending::Never(Why::says("the message does not fit into a request"));
        };
        let body = Body::Text(message.text.reveal().to_owned());
        match self.client.post(&self.url, headers, body).await {
            // Kannel names no message, so ours is its name.
            Ok(answer) => {
                refused(&answer).unwrap_or_else(|| Sending::Accepted(message.id.to_string()))
            }
            Err(failure) => failure.into(),
        }
    }

    fn headers(&self, message: &Outgoing) -> Result<HeaderMap, InvalidHeaderValue> {
        let Settings { username, smsc, .. } = &self.settings;
        let address = self.addresses.of(&self.name, callbacks::Kind::Receipt, message.id);
        // Kannel puts the event and the operator's words in the place of these.
        let report = format!("{address}&d=%d&a=%A");
        let meta = self.meta_data(message);
        let coding = match parts(message.text.reveal()).encoding {
            Encoding::Gsm7 => "0",
            Encoding::Ucs2 => "2",
        };
        let mut headers = HeaderMap::new();
        let values = [
            ("x-kannel-username", username.as_str()),
            ("x-kannel-password", self.password.reveal()),
            ("x-kannel-from", &message.header),
            ("x-kannel-to", message.to.e164()),
            ("x-kannel-coding", coding),
            ("x-kannel-dlr-mask", EVERY_REPORT),
            ("x-kannel-dlr-url", &report),
            ("x-kannel-meta-data", &meta),
        ];
        let smsc = smsc.iter().map(|smsc| ("x-kannel-smsc", smsc.as_str()));
        for (name, value) in values.into_iter().chain(smsc) {
            let mut value = HeaderValue::from_str(value)?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static(name), value);
        }
        Ok(headers)
    }

    /// The ids that operators in India ask for, as parameters of SMPP.
    fn meta_data(&self, message: &Outgoing) -> String {
        let Settings { entity_tlv, template_tlv, .. } = &self.settings;
        let parameters = form_urlencoded::Serializer::new(String::new())
            .append_pair(entity_tlv, &message.entity)
            .append_pair(template_tlv, &message.template)
            .finish();
        format!("?smpp?{parameters}")
    }
}

/// Why smsbox did not take the message, or may not have; none when it did.
fn refused(answer: &Answer) -> Option<Sending> {
    if let Some(refusal) = answer.refusal() {
        return Some(refusal);
    }
    let text = str::from_utf8(&answer.body).unwrap_or_default();
    match text.split_once(':').map(|(code, _)| code.trim()) {
        // Accepted, or queued until an operator can be reached.
        Some("0" | "3") => None,
        _ => Some(Sending::Unsure(Why::says("the gateway answers something else"))),
    }
}

impl Carrier for Kannel {
    fn name(&self) -> &str {
        &self.name
    }

    fn carries(&self, channel: Channel) -> bool {
        channel == Channel::Sms
    }

    fn repeat(&self) -> Repeat {
        Repeat::Doubles
    }

    fn send(&self, message: Outgoing) -> BoxFuture<'_, Sending> {
        Box::pin(self.submit(message))
    }

    fn hear(&self, callback: &Callback) -> Result<Heard, Forged> {
        let (callbacks::Kind::Receipt, message) = self.addresses.check(&self.name, callback)?
        else {
            return Err(Forged::Unreadable);
        };
        let event = parameter(callback, "d").ok_or(Forged::Unreadable)?;
        let words = parameter(callback, "a").unwrap_or_default();
        let fate = fate(&event, &words).ok_or(Forged::Unreadable)?;
        let (carrier, of, at) = (self.name.clone(), Of::Message(message), self.clock.now());
        Ok(Heard::Receipts(vec![Receipt { carrier, of, fate, at }]))
    }
}

/// What an event is, with the operator's words about it.
fn fate(event: &str, words: &str) -> Option<Fate> {
    match event {
        "1" => Some(Fate::Delivered),
        "2" => Some(Fate::Failed(undelivered(words))),
        "4" | "8" => Some(Fate::Underway),
        "16" => Some(Fate::Failed(rejected(words))),
        _ => None,
    }
}

/// Reads `stat` and `err` out of a delivery receipt (SMPP 3.4, appendix B).
fn undelivered(words: &str) -> Why {
    let part = |name: &str| words.split(' ').find_map(|word| word.strip_prefix(name));
    let says = match part("stat:") {
        Some("EXPIRED") => "the phone was not reached in time",
        Some("REJECTD") => "the operator rejects the message",
        Some("DELETED") => "the operator deleted the message",
        _ => "the operator could not deliver it",
    };
    why(says, part("err:").and_then(|code| code.parse().ok()))
}

/// Reads the `command_status` out of `NACK/0x0000000b/…`, with which Kannel repeats an operator's refusal.
fn rejected(words: &str) -> Why {
    let status = words.strip_prefix("NACK/0x").and_then(|rest| rest.split('/').next());
    let status = status.and_then(|hex| u16::from_str_radix(hex, 16).ok());
    let says = match status {
        Some(0x14 | 0x58) => "the operator is busy",
        Some(0x0a) => "the operator does not know the header",
        Some(0x0b) => "the operator does not know the number",
        _ => "the operator refuses the message",
    };
    why(says, status)
}

const fn why(says: &'static str, code: Option<u16>) -> Why {
    Why { says, code }
}
