//! What has to be looked at again and again.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use js_sys::Function;
use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::PageTransitionEvent;

use super::on;
use crate::clock;

/// Why an island looks again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Beat {
    /// Its time has come, or the page came back into view.
    Regular,
    /// The page was kept as it was, perhaps for hours, and is shown again.
    Restored,
}

/// Calls one function again and again, for as long as the page lives.
#[derive(Clone)]
pub struct Pulse(Rc<Heart>);

struct Heart {
    act: Box<dyn Fn(Beat) -> Option<f64>>,
    ring: OnceCell<Function>,
    timer: Cell<Option<i32>>,
}

impl Pulse {
    /// Calls `act` soon, again after the milliseconds it answers, and whenever the page is shown
    /// again, for timers sleep when pages and machines do.
    pub fn start(act: impl Fn(Beat) -> Option<f64> + 'static) -> Self {
        let (ring, timer) = (OnceCell::new(), Cell::new(None));
        let pulse = Self(Rc::new(Heart { act: Box::new(act), ring, timer }));
        let again = pulse.clone();
        let ring = Closure::<dyn Fn()>::wrap(Box::new(move || again.beat(Beat::Regular)));
        let _ = pulse.0.ring.set(ring.into_js_value().unchecked_into());
        let seen = pulse.clone();
        on(&window(), "visibilitychange", move |_| seen.beat(Beat::Regular));
        let shown = pulse.clone();
        on(&window(), "pageshow", move |event| {
            let page = event.dyn_ref::<PageTransitionEvent>();
            let kept = page.is_some_and(PageTransitionEvent::persisted);
            shown.beat(if kept { Beat::Restored } else { Beat::Regular });
        });
        pulse.beat_after(0.0);
        pulse
    }

    /// Calls the function now, whenever it was to be called next.
    pub fn beat(&self, why: Beat) {
        if let Some(wait) = (self.0.act)(why) {
            self.beat_after(wait);
        }
    }

    fn beat_after(&self, wait: f64) {
        let Some(ring) = self.0.ring.get() else { return };
        let window = window();
        if let Some(timer) = self.0.timer.take() {
            window.clear_timeout_with_handle(timer);
        }
        let wait = clock::timer(wait);
        let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(ring, wait);
        self.0.timer.set(timer.ok());
    }
}
