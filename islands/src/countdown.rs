//! The time that is left of a code or of an open report.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::CustomEvent;

use crate::browser::pulse::{Beat, Pulse};
use crate::browser::stopwatch::Stopwatch;
use crate::browser::{UNTIL, on, place};
use crate::clock;

/// Counts down to `until` beside a text that says the same for good; without the browser's help it
/// stays empty, for a time that stands still would be a lie.
#[island]
pub fn Countdown(
    /// The end, in milliseconds since 1970.
    until: f64,
    /// The server's time as it wrote the page, in milliseconds since 1970.
    now: f64,
    /// What is shown, with `{time}` for minutes and seconds.
    words: String,
    /// The address to open at the end; empty for this page's own.
    then: String,
    /// What is read aloud at a few moments, with `{seconds}`; if left out, what is shown.
    #[prop(optional)]
    spoken: Option<String>,
) -> impl IntoView {
    let face = Face { shown: RwSignal::default(), told: RwSignal::default() };
    let words = StoredValue::new(Words { shown: words, spoken, then });
    Effect::new(move |_| run(until - now, now, words, face));
    view! {
        <span class="countdown" prop:textContent=move || face.shown.get()></span>
        <span class="unseen" role="status" prop:textContent=move || face.told.get()></span>
    }
}

/// What changes while the time runs: the text on the screen, and the text read aloud.
#[derive(Clone, Copy)]
struct Face {
    shown: RwSignal<String>,
    told: RwSignal<String>,
}

struct Words {
    shown: String,
    spoken: Option<String>,
    then: String,
}

impl Words {
    fn told(&self, seconds: u32) -> String {
        let shown = || clock::shown(&self.shown, seconds);
        self.spoken.as_ref().map_or_else(shown, |words| clock::spoken(words, seconds))
    }
}

/// Counts from the page's arrival to `end`, both in milliseconds of the page's life, which began
/// at `born` by the server's clock.
fn run(end: f64, born: f64, words: StoredValue<Words>, face: Face) {
    if end <= 0.0 {
        // It was over when the page was written: to go on would lead here again and again.
        return;
    }
    let watch = Stopwatch::since_answer();
    let (end, leaving) = (StoredValue::new(end), StoredValue::new(false));
    let before = StoredValue::new(clock::seconds(end.get_value() - watch.elapsed()));
    let pulse = Pulse::start(move |beat| {
        if beat == Beat::Restored {
            leaving.set_value(false);
        }
        let left = end.get_value() - watch.elapsed();
        let seconds = clock::seconds(left);
        words.with_value(|words| {
            face.shown.set(clock::shown(&words.shown, seconds));
            if clock::is_telling(before.get_value(), seconds) {
                face.told.set(words.told(seconds));
            }
        });
        before.set_value(seconds);
        if seconds > 0 {
            return Some(clock::until_change(left));
        }
        if !leaving.get_value() {
            words.with_value(|words| place::go(&words.then));
        }
        None
    });
    // A code that was typed at the last moment is on its way: to leave now would call it back.
    on("submit", move |event| leaving.set_value(leaving.get_value() || !event.default_prevented()));
    on(UNTIL, move |event| {
        if let Some(until) = event.dyn_ref::<CustomEvent>().and_then(|it| it.detail().as_f64()) {
            end.set_value(until - born);
            pulse.beat(Beat::Regular);
        }
    });
}
