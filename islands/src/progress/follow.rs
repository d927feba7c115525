//! The line while the browser watches over it.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use leptos::prelude::{document, window};
use leptos::task::spawn_local;
use web_sys::Element;

use super::pace::Pace;
use crate::browser::pulse::{Beat, Pulse};
use crate::browser::stopwatch::Stopwatch;
use crate::browser::wire::{self, Answer};
use crate::browser::{SENT, UNTIL, on, place, tell, write};

/// The state in which the page itself is no longer what it was.
const MOVED: &str = "moved";
/// The state of a code that can no longer be answered.
const OVER: &str = "over";

struct Follower {
    line: Element,
    at: String,
    watch: Stopwatch,
    /// When the server is asked next, in milliseconds of the page's life.
    next: Cell<f64>,
    asking: Cell<bool>,
    until: Cell<Option<f64>>,
    pace: Cell<Pace>,
    pulse: OnceCell<Pulse>,
}

/// Begins to follow the message.
pub fn wake(line: Element, at: String) {
    let (watch, pace) = (Stopwatch::since_answer(), Cell::new(Pace::new()));
    let next = Cell::new(watch.elapsed() + Pace::new().pause().unwrap_or_default());
    let (asking, until, pulse) = (Cell::new(false), Cell::new(None), OnceCell::new());
    let follower = Rc::new(Follower { line, at, watch, next, asking, until, pace, pulse });
    let looking = follower.clone();
    let _ = follower.pulse.set(Pulse::start(move |beat| looking.look(beat)));
    // Something was sent from this page, so there is something new to follow.
    on(&window(), SENT, move |_| {
        follower.pace.set(Pace::new());
        follower.next.set(0.0);
        follower.beat();
    });
}

impl Follower {
    /// Answers when to look again, in milliseconds; none while nobody sees the page, which tells
    /// when it is seen again.
    fn look(self: &Rc<Self>, beat: Beat) -> Option<f64> {
        let pause = self.pace.get().pause()?;
        if self.asking.get() || document().hidden() {
            return None;
        }
        let left = self.next.get() - self.watch.elapsed();
        if left > 0.0 && beat == Beat::Regular {
            return Some(left.min(pause));
        }
        self.asking.set(true);
        spawn_local(self.clone().ask());
        None
    }

    async fn ask(self: Rc<Self>) {
        let answer = wire::get(&self.at).await;
        let mut pace = self.pace.get();
        match answer.and_then(|answer| Some((answer.text("state")?, answer))) {
            Some((state, answer)) => {
                pace.heard(self.line.get_attribute("data-state").as_ref() != Some(&state));
                self.show(&state, &answer);
                if state == MOVED {
                    place::go("");
                }
                if [OVER, MOVED].contains(&state.as_str()) {
                    pace.end();
                }
            }
            None => pace.missed(),
        }
        self.pace.set(pace);
        self.next.set(self.watch.elapsed() + pace.pause().unwrap_or_default());
        self.asking.set(false);
        self.beat();
    }

    fn show(&self, state: &str, answer: &Answer) {
        if let Some(says) = answer.text("says") {
            write(&self.line, &says);
        }
        let _ = self.line.set_attribute("data-state", state);
        let until = answer.number("until");
        // A message that came late gave its code more time.
        if let Some(until) = until.filter(|_| self.until.replace(until) != until) {
            tell(UNTIL, until);
        }
    }

    fn beat(&self) {
        if let Some(pulse) = self.pulse.get() {
            pulse.beat(Beat::Regular);
        }
    }
}
