//! Time that has gone by, told by whichever clock of the browser saw more of it.

use std::cell::Cell;

use js_sys::Date;
use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Performance, PerformanceResourceTiming};

use crate::clock::Passed;

/// Runs from one moment on, whatever happens to the clocks meanwhile.
pub struct Stopwatch(Cell<Passed>);

impl Stopwatch {
    /// Begins when the first byte of this page arrived: for what the server said in the page.
    pub fn since_answer() -> Self {
        let ago = performance().map_or(0.0, |clock| clock.now() - answered(&clock));
        Self(Cell::new(Passed::since(steady() - ago, Date::now() - ago)))
    }

    /// The milliseconds since the beginning.
    pub fn elapsed(&self) -> f64 {
        let mut passed = self.0.get();
        let gone = passed.at(steady(), Date::now());
        self.0.set(passed);
        gone
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
