//! Listening for the message.

use js_sys::{Array, Object, Promise, Reflect};
use leptos::prelude::window;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, CredentialRequestOptions, Element, HtmlFormElement,
    HtmlInputElement,
};

use crate::browser::{find, on};

/// The browser's name for what it can do.
const ABLE: &str = "OTPCredential";
/// The field that the code belongs in.
const FIELD: &str = "[autocomplete=one-time-code]";

/// Listens until the message comes, the form is sent or the page is left, whichever is first.
pub fn wake(mark: Element) {
    if !Reflect::has(&window(), &ABLE.into()).unwrap_or(false) {
        return;
    }
    let (Ok(Some(form)), Ok(controller)) = (mark.closest("form"), AbortController::new()) else {
        return;
    };
    let Some(asked) = ask(&controller.signal()) else { return };
    let sent = controller.clone();
    on(&form, "submit", move |_| sent.abort());
    on(&window(), "pagehide", move |_| controller.abort());
    spawn_local(async move {
        // No message, or one that the person keeps to themselves: they can still type.
        if let Ok(credential) = JsFuture::from(asked).await {
            fill(&mark, &credential);
        }
    });
}

/// The browser's promise of a code; none where it makes none.
fn ask(signal: &AbortSignal) -> Option<Promise> {
    let (wanted, options) = (Object::new(), Object::new());
    Reflect::set(&wanted, &"transport".into(), &Array::of1(&"sms".into())).ok()?;
    Reflect::set(&options, &"otp".into(), &wanted).ok()?;
    Reflect::set(&options, &"signal".into(), signal).ok()?;
    let options = options.unchecked_into::<CredentialRequestOptions>();
    window().navigator().credentials().get_with_options(&options).ok()
}

/// Fills the code in and sends the form; none where one of them is missing.
fn fill(mark: &Element, credential: &JsValue) -> Option<()> {
    let code = Reflect::get(credential, &"code".into()).ok()?.as_string()?;
    let form: HtmlFormElement = mark.closest("form").ok()??.dyn_into().ok()?;
    find::<HtmlInputElement>(&form, FIELD)?.set_value(&code);
    // As the button would: whoever listens to the form hears of it.
    form.request_submit().ok()
}
