//! All that the islands ask of the browser.

pub mod place;
pub mod pulse;
pub mod stopwatch;
pub mod typed;
pub mod wire;

use js_sys::Function;
use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{CustomEvent, CustomEventInit, Element, Event, EventTarget};

/// Tells every island of the page that a code ends at another time; its detail is that time in
/// milliseconds since 1970 by the server's clock.
pub const UNTIL: &str = "medseal:until";

/// Tells every island of the page that a message was sent from it.
pub const SENT: &str = "medseal:sent";

/// Calls back at each event that reaches a target, for as long as the page lives.
pub fn on(target: &EventTarget, name: &str, react: impl Fn(Event) + 'static) {
    let react = Closure::<dyn Fn(Event)>::wrap(Box::new(react)).into_js_value();
    let react = react.unchecked_into::<Function>();
    let _ = target.add_event_listener_with_callback(name, &react);
}

/// Sends a number to whoever listens for `name` in this page.
pub fn tell(name: &str, detail: f64) {
    let init = CustomEventInit::new();
    init.set_detail(&detail.into());
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = window().dispatch_event(&event);
    }
}

/// The first element of this kind below another.
pub fn find<T: JsCast>(within: &Element, selector: &str) -> Option<T> {
    within.query_selector(selector).ok()??.dyn_into().ok()
}

/// Writes a text where another stands; one that stands there already is left alone, for some
/// readers say it again.
pub fn write(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}
