//! How long the session lasts, and what to do about it.

use crate::clock;

/// The server is asked again after this many milliseconds, however far the end is: the session may be ended elsewhere, and
/// a lost browser is to be told within half a minute.
const ASK_EVERY: f64 = 20_000.0;
/// Without an answer the question is shown this many milliseconds after it was due.
const ANSWER_WITHIN: f64 = 5_000.0;
/// Without an answer the page is left this many milliseconds after the end.
const PATIENCE: f64 = 10_000.0;
/// The longest sleep, in milliseconds: machines sleep too, and wake without telling.
const LOOK_EVERY: f64 = 5_000.0;
/// A page that did not look for this many milliseconds slept, or its clock was set: it knows nothing any more.
const SLEPT: f64 = 30_000.0;

/// What is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The end is far.
    Quiet,
    /// The question "are you still there?".
    Asking,
    /// Nothing: the person answered, and the session ends soon nevertheless.
    Answered,
    /// Nothing at all: the session is over.
    Gone,
}

/// What the page is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Nothing.
    Rest,
    /// Ask the server how much is left, under this number.
    Ask(u32),
    /// Take the page out of sight and ask the server, under this number; an answer brings the page back.
    Hide(u32),
    /// Show the question.
    Open,
    /// Take the question away.
    Close,
    /// Take everything off the screen and go.
    Leave,
}

/// One page's view of the session; times are milliseconds of the page's life.
#[derive(Debug)]
pub struct Watch {
    phase: Phase,
    end: f64,
    warn: f64,
    looked_at: f64,
    asked_at: f64,
    asked: u32,
    /// Whether the last question has no answer yet.
    waits: bool,
    /// Whether the page is out of sight until there is an answer.
    hidden: bool,
}

impl Watch {
    /// A session that ends at `end`; the question comes `warn` milliseconds before.
    pub fn new(end: f64, warn: f64) -> Self {
        let phase = Phase::Quiet;
        let (waits, hidden) = (false, false);
        Self { phase, end, warn, looked_at: 0.0, asked_at: 0.0, asked: 0, waits, hidden }
    }

    /// The milliseconds left, as far as this page knows.
    pub fn left(&self, now: f64) -> f64 {
        self.end - now
    }

    /// Whether the question is to be on the screen.
    pub fn is_asking(&self) -> bool {
        self.phase == Phase::Asking
    }

    /// What time alone brings.
    pub fn look(&mut self, now: f64) -> Act {
        let (left, unseen) = (self.left(now), now - self.looked_at);
        self.looked_at = now;
        match self.phase {
            Phase::Gone => Act::Rest,
            _ if unseen > SLEPT => self.hide(now),
            _ if left <= -PATIENCE && self.waits_for(PATIENCE, now) => self.leave(),
            Phase::Quiet if left <= self.warn && self.waits_for(ANSWER_WITHIN, now) => self.open(),
            _ if self.is_time_to_ask(now) => Act::Ask(self.ask(now)),
            _ => Act::Rest,
        }
    }

    /// The milliseconds until the next look: to the next second while the question is shown; none
    /// once all is over.
    pub fn next_look(&self, now: f64) -> Option<f64> {
        match (self.phase, self.left(now)) {
            (Phase::Gone, _) => None,
            (Phase::Asking, left) => Some(clock::until_change(left)),
            (Phase::Quiet, left) if left > self.warn => Some((left - self.warn).min(LOOK_EVERY)),
            (_, left) if left > 0.0 => Some(left.min(LOOK_EVERY)),
            _ => Some(1000.0),
        }
    }

    /// A page that was put away and is shown again knows nothing: it asks, whatever its clock says.
    pub fn restored(&mut self, now: f64) -> Act {
        self.looked_at = now;
        match self.phase {
            Phase::Gone => Act::Leave,
            _ => self.hide(now),
        }
    }

    /// Notes that the server is asked now; answers the number of the question.
    pub fn ask(&mut self, now: f64) -> u32 {
        (self.asked_at, self.waits) = (now, true);
        self.asked += 1;
        self.asked
    }

    /// What the server said to question `number`, in seconds; none if it said nothing of use.
    pub fn heard(&mut self, number: u32, left: Option<f64>, now: f64) -> Act {
        if number != self.asked || self.phase == Phase::Gone {
            return Act::Rest;
        }
        self.waits = false;
        match left {
            Some(seconds) => self.set(seconds * 1000.0, now),
            None if self.left(now) <= 0.0 => self.leave(),
            None if self.phase == Phase::Quiet && self.left(now) <= self.warn => self.open(),
            None => Act::Rest,
        }
    }

    /// What the server said after the person asked to stay, under the question's `number`. Where
    /// it could give no more time, the question is not put again.
    pub fn stayed(&mut self, number: u32, left: Option<f64>, now: f64) -> Act {
        let act = self.heard(number, left, now);
        match (act, left) {
            (Act::Leave, _) => act,
            (_, Some(_)) => {
                if self.phase == Phase::Asking {
                    self.phase = Phase::Answered;
                }
                Act::Close
            }
            (_, None) => {
                self.asked_at = f64::NEG_INFINITY;
                Act::Open
            }
        }
    }

    fn set(&mut self, left: f64, now: f64) -> Act {
        (self.end, self.hidden) = (now + left, false);
        match self.phase {
            _ if left <= 0.0 => self.leave(),
            _ if left > self.warn => {
                self.phase = Phase::Quiet;
                Act::Close
            }
            Phase::Quiet => self.open(),
            _ => Act::Rest,
        }
    }

    fn open(&mut self) -> Act {
        self.phase = Phase::Asking;
        Act::Open
    }

    fn leave(&mut self) -> Act {
        self.phase = Phase::Gone;
        Act::Leave
    }

    /// The session was ended and the page is to be gone, whatever it knows.
    pub fn ended(&mut self) -> Act {
        self.leave()
    }

    /// Whether the page is out of sight.
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    fn hide(&mut self, now: f64) -> Act {
        self.hidden = true;
        Act::Hide(self.ask(now))
    }

    fn waits_for(&self, time: f64, now: f64) -> bool {
        self.waits && now - self.asked_at >= time
    }

    /// Now and then; when the question is due and at the end once more, however lately the server was asked; and sooner
    /// while nothing is seen.
    fn is_time_to_ask(&self, now: f64) -> bool {
        let passed = |moment: f64| self.asked_at < moment && moment <= now;
        let due = self.phase == Phase::Quiet && passed(self.end - self.warn);
        let every = if self.hidden { LOOK_EVERY } else { ASK_EVERY };
        now - self.asked_at >= every || due || passed(self.end)
    }
}

#[cfg(test)]
mod tests;
