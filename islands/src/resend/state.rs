//! Whether a code can be asked for again.

use crate::clock;

/// Where asking again stands; times are milliseconds of the page's life.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resend {
    /// Too early: the message deserves time to arrive.
    Waiting {
        /// When waiting ends.
        end: f64,
    },
    /// A press asks.
    Ready,
    /// Asked, not answered.
    Sending,
    /// The code will not be sent again.
    Over,
}

impl Resend {
    /// What the server's `again_in`, in seconds, means at `now`.
    pub fn told(again_in: Option<f64>, now: f64) -> Self {
        match again_in {
            Some(seconds) => Self::Waiting { end: now + seconds * 1000.0 }.at(now),
            None => Self::Over,
        }
    }

    /// The state once time has come to `now`.
    pub fn at(self, now: f64) -> Self {
        match self {
            Self::Waiting { end } if end <= now => Self::Ready,
            other => other,
        }
    }

    /// Whether the button explains itself and does nothing.
    pub fn is_inert(self) -> bool {
        self != Self::Ready
    }

    /// What the button says at `now`: the words for waiting, with `{time}`, or its own.
    pub fn label(self, now: f64, button: &str, wait: &str) -> String {
        match self {
            Self::Waiting { end } => clock::shown(wait, clock::seconds(end - now)),
            _ => button.to_owned(),
        }
    }

    /// The milliseconds until the label changes by itself.
    pub fn next_change(self, now: f64) -> Option<f64> {
        match self {
            Self::Waiting { end } => Some(clock::until_change(end - now)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_ends_by_itself_and_nothing_else_does() {
        let waiting = Resend::told(Some(30.0), 5_000.0);
        assert_eq!(waiting, Resend::Waiting { end: 35_000.0 });
        let cases = [
            (waiting, 34_999.0, waiting),
            (waiting, 35_000.0, Resend::Ready),
            (waiting, 9e9, Resend::Ready),
            (Resend::Sending, 9e9, Resend::Sending),
            (Resend::Over, 9e9, Resend::Over),
        ];
        for (state, now, then) in cases {
            assert_eq!(state.at(now), then, "{state:?} at {now}");
        }
        assert_eq!(Resend::told(Some(0.0), 7.0), Resend::Ready);
        assert_eq!(Resend::told(None, 7.0), Resend::Over);
    }

    #[test]
    fn only_a_ready_button_acts() {
        let cases = [
            (Resend::Waiting { end: 1.0 }, true),
            (Resend::Ready, false),
            (Resend::Sending, true),
            (Resend::Over, true),
        ];
        for (state, inert) in cases {
            assert_eq!(state.is_inert(), inert, "{state:?}");
        }
    }

    #[test]
    fn the_button_tells_how_long() {
        let waiting = Resend::Waiting { end: 30_000.0 };
        let label = |state: Resend, now| state.label(now, "Send again", "Again in {time}");
        assert_eq!(label(waiting, 500.0), "Again in 0:30");
        assert_eq!(waiting.next_change(500.0), Some(500.0));
        assert_eq!(label(waiting, 29_500.0), "Again in 0:01");
        assert_eq!(label(Resend::Ready, 30_000.0), "Send again");
        assert_eq!(Resend::Ready.next_change(30_000.0), None);
    }
}
