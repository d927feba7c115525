//! How far a pharmacy's look-up of a prescription has come.

use crate::Millis;
use std::time::Duration;

/// How long medicines may be seen and handed over once the patient's code was right.
pub const DISPENSE_LIFE: Duration = Duration::from_mins(10);

/// For how long whoever handed something over may undo it.
pub const UNDO_WITHIN: Duration = Duration::from_mins(10);

/// When each thing happened to a verification, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moments {
    /// When the pharmacy asked.
    pub asked_at: Millis,
    /// When the patient answered the code on their own phone, to look before they allow it.
    pub looked_at: Option<Millis>,
    /// When the pharmacy was let in: by the code, by the patient's own page, or by a second pharmacist.
    pub allowed_at: Option<Millis>,
    /// When the patient, on their own phone, said no.
    pub refused_at: Option<Millis>,
    /// When the medicines were handed over.
    pub dispensed_at: Option<Millis>,
    /// When that was undone.
    pub undone_at: Option<Millis>,
    /// When whoever asked left before anything was handed over.
    pub ended_at: Option<Millis>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The patient's code is awaited.
    Asked,
    /// The patient answered on their own phone, and has still to allow it or to say no.
    LookedAt,
    /// The pharmacy may see the medicines and hand them over until then.
    Allowed(Millis),
    /// The patient said no.
    Refused,
    /// The medicines were handed over.
    Dispensed {
        /// When.
        at: Millis,
        /// Until when that may be undone.
        undo_until: Millis,
    },
    /// It was undone.
    Undone(Millis),
    /// It came to nothing.
    Over,
}

impl Moments {
    /// One that was just asked for.
    #[must_use]
    pub const fn asked(asked_at: Millis) -> Self {
        Self {
            asked_at,
            looked_at: None,
            allowed_at: None,
            refused_at: None,
            dispensed_at: None,
            undone_at: None,
            ended_at: None,
        }
    }

    /// How far it has come by `now`: what happened last counts.
    #[must_use]
    pub fn state(&self, now: Millis) -> State {
        match *self {
            Self { undone_at: Some(at), .. } => State::Undone(at),
            Self { dispensed_at: Some(at), .. } => {
                State::Dispensed { at, undo_until: at.after(UNDO_WITHIN) }
            }
            Self { refused_at: Some(_), .. } => State::Refused,
            Self { ended_at: Some(_), .. } => State::Over,
            Self { allowed_at: Some(at), .. } => allowed(at.after(DISPENSE_LIFE), now),
            Self { looked_at: Some(at), .. } if now < at.after(DISPENSE_LIFE) => State::LookedAt,
            Self { looked_at: Some(_), .. } => State::Over,
            Self { asked_at, .. } if now < asked_at.after(DISPENSE_LIFE) => State::Asked,
            Self { .. } => State::Over,
        }
    }
}

fn allowed(until: Millis, now: Millis) -> State {
    if now < until { State::Allowed(until) } else { State::Over }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIFE: i64 = 600_000;

    #[test]
    fn what_happened_last_is_what_it_is() {
        let asked = Moments::asked(Millis(0));
        let at = |n| Some(Millis(n));
        let looked = Moments { looked_at: at(10), ..asked };
        let allowed = Moments { allowed_at: at(20), ..looked };
        let dispensed = Moments { dispensed_at: at(30), ..allowed };
        let cases = [
            (asked, 1, State::Asked),
            (asked, LIFE - 1, State::Asked),
            (asked, LIFE, State::Over),
            (looked, LIFE + 9, State::LookedAt),
            (looked, LIFE + 10, State::Over),
            (allowed, LIFE + 19, State::Allowed(Millis(LIFE + 20))),
            (allowed, LIFE + 20, State::Over),
            (Moments { ended_at: at(25), ..allowed }, 26, State::Over),
            (Moments { refused_at: at(15), ..looked }, 16, State::Refused),
            (dispensed, 31, State::Dispensed { at: Millis(30), undo_until: Millis(LIFE + 30) }),
            (
                Moments { ended_at: at(40), ..dispensed },
                9 * LIFE,
                State::Dispensed { at: Millis(30), undo_until: Millis(LIFE + 30) },
            ),
            (Moments { undone_at: at(50), ..dispensed }, 51, State::Undone(Millis(50))),
        ];
        for (moments, now, expected) in cases {
            assert_eq!(moments.state(Millis(now)), expected, "{moments:?} at {now}");
        }
    }
}
