//! The time that is left of a code or of an open report.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{CustomEvent, Element};

use crate::browser::pulse::{Beat, Pulse};
use crate::browser::stopwatch::Stopwatch;
use crate::browser::{UNTIL, on, place, write};
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
    let plan = Plan { until, now, words, then, spoken };
    view! {
        <span class="countdown" use:run=plan></span>
        <span class="unseen" role="status"></span>
    }
}

#[derive(Clone)]
struct Plan {
    until: f64,
    now: f64,
    words: String,
    then: String,
    spoken: Option<String>,
}

impl Plan {
    fn told(&self, seconds: u32) -> String {
        let shown = || clock::shown(&self.words, seconds);
        self.spoken.as_ref().map_or_else(shown, |words| clock::spoken(words, seconds))
    }
}

/// A countdown on the screen; `end` is in milliseconds of the page's life, which began at the
/// server's `now`.
struct Count {
    plan: Plan,
    face: Element,
    voice: Option<Element>,
    watch: Stopwatch,
    end: Cell<f64>,
    before: Cell<u32>,
    leaving: Cell<bool>,
}

fn run(face: Element, plan: Plan) {
    let (watch, end) = (Stopwatch::since_answer(), plan.until - plan.now);
    if end <= 0.0 {
        // It was over when the page was written: to go on would lead here again and again.
        return;
    }
    let (voice, born) = (face.next_element_sibling(), plan.now);
    let before = Cell::new(clock::seconds(end - watch.elapsed()));
    let (end, leaving) = (Cell::new(end), Cell::new(false));
    let count = Rc::new(Count { plan, face, voice, watch, end, before, leaving });
    let (looking, posting) = (count.clone(), count.clone());
    let pulse = Pulse::start(move |beat| looking.look(beat));
    // A code that was typed at the last moment is on its way: to leave now would call it back.
    on(&window(), "submit", move |event| {
        posting.leaving.set(posting.leaving.get() || !event.default_prevented());
    });
    on(&window(), UNTIL, move |event| {
        if let Some(until) = event.dyn_ref::<CustomEvent>().and_then(|it| it.detail().as_f64()) {
            count.end.set(until - born);
            pulse.beat(Beat::Regular);
        }
    });
}

impl Count {
    /// Shows the time; answers when to look again, in milliseconds.
    fn look(&self, beat: Beat) -> Option<f64> {
        if beat == Beat::Restored {
            self.leaving.set(false);
        }
        let left = self.end.get() - self.watch.elapsed();
        let seconds = clock::seconds(left);
        write(&self.face, &clock::shown(&self.plan.words, seconds));
        if let Some(voice) = &self.voice
            && clock::is_telling(self.before.replace(seconds), seconds)
        {
            write(voice, &self.plan.told(seconds));
        }
        if seconds == 0 && !self.leaving.get() {
            place::go(&self.plan.then);
        }
        (seconds > 0).then(|| clock::until_change(left))
    }
}
