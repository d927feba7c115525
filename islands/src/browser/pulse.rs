//! What has to be looked at again and again.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::wasm_bindgen::JsCast;
use web_sys::PageTransitionEvent;

use super::on;

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
    timer: Cell<Option<TimeoutHandle>>,
}

impl Pulse {
    /// Calls `act` now, again after the milliseconds it answers, and whenever the page is shown
    /// again, for timers sleep when pages and machines do.
    pub fn start(act: impl Fn(Beat) -> Option<f64> + 'static) -> Self {
        let pulse = Self(Rc::new(Heart { act: Box::new(act), timer: Cell::new(None) }));
        let seen = pulse.clone();
        on("visibilitychange", move |_| seen.beat(Beat::Regular));
        let shown = pulse.clone();
        on("pageshow", move |event| {
            let kept =
                event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
            shown.beat(if kept { Beat::Restored } else { Beat::Regular });
        });
        pulse.beat(Beat::Regular);
        pulse
    }

    /// Calls the function now, whenever it was to be called next.
    pub fn beat(&self, why: Beat) {
        if let Some(timer) = self.0.timer.take() {
            timer.clear();
        }
        if let Some(wait) = (self.0.act)(why) {
            let next = self.clone();
            // Timers fire up to a millisecond early in some browsers.
            let wait = Duration::from_secs_f64((wait.max(0.0) + 2.0) / 1000.0);
            let timer = set_timeout_with_handle(move || next.beat(Beat::Regular), wait);
            self.0.timer.set(timer.ok());
        }
    }
}
