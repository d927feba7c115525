//! Asking the server for JSON.

use js_sys::{JSON, Reflect};
use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit, RequestRedirect, Response, UrlSearchParams};

/// A JSON object from the server.
pub struct Answer(JsValue);

impl Answer {
    /// A member that is a number.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.member(name)?.as_f64()
    }

    /// A member that is a text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.member(name)?.as_string()
    }

    /// Whether a member is there and is `null`.
    pub fn is_null(&self, name: &str) -> bool {
        self.member(name).is_some_and(|value| value.is_null())
    }

    fn member(&self, name: &str) -> Option<JsValue> {
        Reflect::get(&self.0, &name.into()).ok()
    }
}

/// What a GET of this address answers; none unless it is JSON with status 200.
pub async fn get(address: &str) -> Option<Answer> {
    ask(address, &RequestInit::new()).await
}

/// What a form post of these fields answers; none unless it is JSON with status 200.
pub async fn post(address: &str, fields: &[(&str, &str)]) -> Option<Answer> {
    let form = UrlSearchParams::new().ok()?;
    for (name, value) in fields {
        form.append(name, value);
    }
    send(address, &form).await
}

/// As [`post`], of fields that were gathered.
pub async fn send(address: &str, form: &UrlSearchParams) -> Option<Answer> {
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(form);
    ask(address, &request).await
}

async fn ask(address: &str, request: &RequestInit) -> Option<Answer> {
    let headers = Headers::new().ok()?;
    headers.set("Accept", "application/json").ok()?;
    request.set_headers(&headers);
    request.set_cache(RequestCache::NoStore);
    // A redirect is meant for a person: to follow it here would use up the page it leads to.
    request.set_redirect(RequestRedirect::Manual);
    let sent = window().fetch_with_str_and_init(address, request);
    let response: Response = JsFuture::from(sent).await.ok()?.dyn_into().ok()?;
    if response.status() != 200 {
        return None;
    }
    let body = JsFuture::from(response.text().ok()?).await.ok()?;
    JSON::parse(&body.as_string()?).ok().map(Answer)
}
