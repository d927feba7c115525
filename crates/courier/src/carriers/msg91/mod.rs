//! MSG91, of India: texts by its flow API, version 5 (`docs.msg91.com/sms/send-sms`, and
//! `msg91.com/help/text-sms/custom-metadata-parameters-for-tracking-sms-requests`; read in 2026).
//!
//! Its older `sendsms` takes a whole text with a `DLT_TE_ID`, and so would suit our own templates better; but since July
//! 2020 it sends no text over it that is not also in a template of its panel, and today's documentation has left it out.
//! So a template is kept at MSG91 too, with the DLT template id and the header given there, and what travels are its
//! variables, `VAR1`, `VAR2` and so on in the order of the registered text. Which of its templates stands for which of
//! ours is configured.
//!
//! It knows no idempotency key, but names the message as we do (`CRQID`) in every report. Reports come to one address
//! for all messages, which a token proves.

mod answer;
mod report;
mod settings;

pub use settings::Settings;

use crate::{
    Callback, Carrier, Client, Forged, Heard, Outgoing, Receipt, Repeat, Secret, Sending, Why,
    callbacks::{Kind, token},
    client::Body,
};
use domain::{Clock, challenge::Channel};
use futures::future::BoxFuture;
use http::{HeaderMap, HeaderValue};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, sync::Arc};
use url::Url;

const NO_TEMPLATE: Why = Why::says("no template of the carrier stands for this one");
const NO_CALLS: Why = Why::says("this carrier makes no calls");

/// MSG91, with one account.
pub struct Msg91 {
    name: String,
    key: HeaderValue,
    token: Secret,
    /// The ids of its templates, by the ids under which ours are registered.
    templates: BTreeMap<String, String>,
    flow: Url,
    client: Client,
    clock: Arc<dyn Clock>,
}

impl Msg91 {
    async fn hand_over(&self, message: &Outgoing) -> Sending {
        if message.channel == Channel::Voice {
            return Sending::Never(NO_CALLS);
        }
        let Some(template) = self.templates.get(&message.template) else {
            return Sending::Never(NO_TEMPLATE);
        };
        let headers = HeaderMap::from_iter([(settings::KEY, self.key.clone())]);
        let body = Body::Json(request(template, message));
        match self.client.post(&self.flow, headers, body).await {
            Ok(answer) => answer::sending(&answer),
            Err(failure) => failure.into(),
        }
    }
}

/// One text to one number. Our name for it stands where single requests have it and where lists have it.
fn request(template: &str, message: &Outgoing) -> Value {
    let id = message.id.to_string();
    let mobiles = message.to.e164().trim_start_matches('+');
    let variables = message.values.iter().zip(1..);
    let variables =
        variables.map(|((_, value), n)| (format!("VAR{n}"), Value::from(value.reveal())));
    let mut recipient: Map<String, Value> = variables.collect();
    recipient.insert("mobiles".to_owned(), mobiles.into());
    recipient.insert("CRQID".to_owned(), id.clone().into());
    json!({ "template_id": template, "short_url": "0", "CRQID": id, "recipients": [recipient] })
}

impl Carrier for Msg91 {
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
        Box::pin(async move { self.hand_over(&message).await })
    }

    fn hear(&self, callback: &Callback) -> Result<Heard, Forged> {
        token(callback, &self.token)?;
        match Kind::of(callback)? {
            Kind::Words => Err(Forged::Unreadable),
            Kind::Receipt => {
                let at = self.clock.now();
                let receipt = |(of, fate)| Receipt { carrier: self.name.clone(), of, fate, at };
                Ok(Heard::Receipts(report::read(callback)?.into_iter().map(receipt).collect()))
            }
        }
    }
}
