//! All that the islands ask of the browser.

pub mod place;
pub mod pulse;
pub mod stopwatch;
pub mod wire;

use leptos::prelude::{window, window_event_listener_untyped};
use web_sys::{CustomEvent, CustomEventInit, Event};

/// Tells every island of the page that a code ends at another time; its detail is that time in
/// milliseconds since 1970 by the server's clock.
pub const UNTIL: &str = "medseal:until";

/// Calls back at each event that reaches the window, for as long as the page lives.
pub fn on(name: &str, react: impl Fn(Event) + 'static) {
    let _ = window_event_listener_untyped(name, react);
}

/// Sends a number to whoever listens for `name` in this page.
pub fn tell(name: &str, detail: f64) {
    let init = CustomEventInit::new();
    init.set_detail(&detail.into());
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = window().dispatch_event(&event);
    }
}
