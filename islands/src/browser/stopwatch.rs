//! Time that has gone by, told by whichever clock of the browser saw more of it.

use js_sys::Date;
use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Performance, PerformanceResourceTiming};

/// Runs from one moment on.
///
/// The steady clock of the browser stands still on many machines while they sleep; the clock on
/// the wall goes on, but people set it. Trusting the greater of the two ends things too early now
/// and then, and never too late.
#[derive(Clone, Copy)]
pub struct Stopwatch {
    steady: f64,
    wall: f64,
}

impl Stopwatch {
    /// Begins when the first byte of this page arrived: for what the server said in the page.
    pub fn since_answer() -> Self {
        let ago = performance().map_or(0.0, |clock| clock.now() - answered(&clock));
        Self { steady: steady() - ago, wall: Date::now() - ago }
    }

    /// The milliseconds since the beginning.
    pub fn elapsed(self) -> f64 {
        (steady() - self.steady).max(Date::now() - self.wall)
    }
}

fn performance() -> Option<Performance> {
    window().performance()
}

fn steady() -> f64 {
    performance().map_or(0.0, |clock| clock.now())
}

/// When the page's first byte arrived, in milliseconds on the steady clock; 0, when its fetching
/// began, in browsers that do not tell.
fn answered(clock: &Performance) -> f64 {
    let entry = clock.get_entries_by_type("navigation").get(0);
    let page = entry.dyn_ref::<PerformanceResourceTiming>();
    page.map_or(0.0, PerformanceResourceTiming::response_start)
}
