//! A carrier made from its configuration alone, for providers that speak HTTP in some way of their own.

mod answer;
mod fields;
mod pattern;
mod receipt;
mod settings;

pub use settings::Settings;

use crate::{
    Callback, Carrier, Client, Forged, Heard, Outgoing, Repeat, Sending, Why,
    callbacks::{self, Addresses},
    client::Body,
};
use answer::Expected;
use domain::{Clock, challenge::Channel};
use fields::Fields;
use futures::future::BoxFuture;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use pattern::{Pattern, Values};
use receipt::Reports;
use std::sync::Arc;
use url::Url;

struct Generic {
    name: String,
    method: Method,
    url: Url,
    channels: Vec<Channel>,
    repeat: Repeat,
    headers: Vec<(HeaderName, Pattern)>,
    fields: Fields,
    expected: Expected,
    reports: Option<Reports>,
    client: Client,
    addresses: Addresses,
    clock: Arc<dyn Clock>,
}

impl Generic {
    async fn submit(&self, message: Outgoing) -> Sending {
        let callback = self.addresses.of(&self.name, callbacks::Kind::Receipt, message.id);
        let id = message.id.to_string();
        let values = Values { message: &message, id: &id, callback: &callback };
        let Some(headers) = self.headers(&values) else {
            return Sending::Never(Why::says("the message does not fit into a request"));
        };
        let mut url = self.url.clone();
        let body = match (&self.method, self.fields.written(&values)) {
            (&Method::GET, Body::Form(fields)) => {
                url.query_pairs_mut().extend_pairs(fields);
                Body::Empty
            }
            (_, body) => body,
        };
        match self.client.ask(self.method.clone(), &url, headers, body).await {
            Ok(answer) => self.expected.judge(&answer, message.id),
            Err(failure) => failure.into(),
        }
    }

    fn headers(&self, values: &Values<'_>) -> Option<HeaderMap> {
        let mut headers = HeaderMap::new();
        for (name, pattern) in &self.headers {
            let mut value = HeaderValue::from_str(&pattern.filled(values)).ok()?;
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        Some(headers)
    }
}

impl Carrier for Generic {
    fn name(&self) -> &str {
        &self.name
    }

    fn carries(&self, channel: Channel) -> bool {
        self.channels.contains(&channel)
    }

    fn repeat(&self) -> Repeat {
        self.repeat
    }

    fn send(&self, message: Outgoing) -> BoxFuture<'_, Sending> {
        Box::pin(self.submit(message))
    }

    fn hear(&self, callback: &Callback) -> Result<Heard, Forged> {
        let reports = self.reports.as_ref().ok_or(Forged::Unproven)?;
        let receipt = reports.read(&self.name, callback, &self.addresses, self.clock.now())?;
        Ok(Heard::Receipts(vec![receipt]))
    }
}
