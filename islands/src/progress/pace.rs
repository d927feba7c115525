//! When to ask.

/// The first pauses, in milliseconds.
const SOON: f64 = 2_000.0;
/// How many questions go at that pace.
const EAGER: u32 = 10;
/// How much longer each pause after those is.
const SLOWER: f64 = 1.5;
/// The longest pause, in milliseconds.
const LONGEST: f64 = 10_000.0;
/// After this many questions in a row without an answer nobody asks any more.
const PATIENCE: u32 = 5;

/// How often the server is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    pause: f64,
    asked: u32,
    unanswered: u32,
    over: bool,
}

impl Pace {
    /// The pace at which a page begins.
    pub const fn new() -> Self {
        Self { pause: SOON, asked: 0, unanswered: 0, over: false }
    }

    /// The milliseconds until the next question; none if there is none.
    pub fn pause(&self) -> Option<f64> {
        (!self.over).then_some(self.pause)
    }

    /// An answer came: something new, or what was known before.
    pub fn heard(&mut self, is_new: bool) {
        if is_new {
            *self = Self::new();
        }
        self.unanswered = 0;
        self.asked += 1;
        if self.asked > EAGER {
            self.pause = (self.pause * SLOWER).min(LONGEST);
        }
    }

    /// No answer came.
    pub fn missed(&mut self) {
        self.unanswered += 1;
        self.pause = (self.pause * SLOWER).min(LONGEST);
        self.over |= self.unanswered >= PATIENCE;
    }

    /// There is nothing more to follow.
    pub fn end(&mut self) {
        self.over = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_come_often_at_first_and_seldom_later() {
        let mut pace = Pace::new();
        let mut pauses = Vec::new();
        for _ in 0..16 {
            pauses.push(pace.pause().unwrap());
            pace.heard(false);
        }
        assert_eq!(pauses[..11], [2_000.0; 11]);
        assert_eq!(pauses[11..], [3_000.0, 4_500.0, 6_750.0, 10_000.0, 10_000.0]);
        pace.heard(true);
        assert_eq!(pace.pause(), Some(2_000.0));
    }

    #[test]
    fn a_server_that_does_not_answer_is_left_alone() {
        let mut pace = Pace::new();
        for pause in [2_000.0, 3_000.0, 4_500.0, 6_750.0] {
            assert_eq!(pace.pause(), Some(pause));
            pace.missed();
        }
        pace.heard(false);
        pace.missed();
        assert_eq!(pace.pause(), Some(10_000.0), "an answer in between begins anew");
        for _ in 0..4 {
            pace.missed();
        }
        assert_eq!(pace.pause(), None);
        let mut ended = Pace::new();
        ended.end();
        assert_eq!(ended.pause(), None);
    }
}
