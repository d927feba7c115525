//! Where a code is: what its page says of its messages.

use super::{Channel, Step};
use crate::Millis;
use std::time::Duration;

/// How long a phone is taken to ring when nobody says what became of the call.
const RINGS: Duration = Duration::from_secs(45);
/// How long a text takes where nothing better is known …
const TYPICAL_TEXT: Duration = Duration::from_secs(4);
/// … and a call, until it was heard.
const TYPICAL_CALL: Duration = Duration::from_secs(25);

/// What became of one message, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// How it travels.
    pub channel: Channel,
    /// When it was to begin.
    pub started_at: Millis,
    /// When a carrier took it.
    pub accepted_at: Option<Millis>,
    /// When it arrived.
    pub delivered_at: Option<Millis>,
    /// When it was known that it will not.
    pub failed_at: Option<Millis>,
}

impl Leg {
    /// A message of this channel that goes as most do.
    #[must_use]
    pub fn typical(channel: Channel) -> Self {
        let span = match channel {
            Channel::Sms => TYPICAL_TEXT,
            Channel::Voice => TYPICAL_CALL,
        };
        let started_at = Millis(0);
        Self {
            channel,
            started_at,
            accepted_at: Some(started_at),
            delivered_at: Some(started_at.after(span)),
            failed_at: None,
        }
    }

    /// The same course, begun at another moment.
    #[must_use]
    pub fn begun_at(self, at: Millis) -> Self {
        let moved = |moment: Millis| at.after(self.started_at.until(moment));
        Self {
            started_at: at,
            accepted_at: self.accepted_at.map(moved),
            delivered_at: self.delivered_at.map(moved),
            failed_at: self.failed_at.map(moved),
            ..self
        }
    }
}

/// The course of a plan none of whose messages is sent: each goes as one that was, from `at` on.
#[must_use]
pub fn borrowed(steps: &[Step], at: Millis, like: impl Fn(Channel) -> Leg) -> Vec<Leg> {
    let mut legs: Vec<Leg> = Vec::with_capacity(steps.len());
    for step in steps {
        let planned = at.after(step.after);
        let failed = legs.last().and_then(|before| before.failed_at);
        let begins = failed.map_or(planned, |failed| failed.min(planned));
        let arrived = legs.iter().filter_map(|leg| leg.delivered_at).min();
        if arrived.is_none_or(|arrived| arrived > begins) {
            legs.push(like(step.channel).begun_at(begins));
        }
    }
    legs
}

/// Where a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Progress {
    /// It is on its way.
    OnItsWay,
    /// The text is on the phone.
    Delivered,
    /// A phone rings.
    Calling,
    /// The call was heard, or is over.
    Called,
    /// No message will arrive.
    Failed,
}

impl Progress {
    /// Where a code is now, by its messages: the latest news counts.
    #[must_use]
    pub fn of(legs: &[Leg], now: Millis) -> Self {
        let failed = |leg: &Leg| leg.failed_at.is_some_and(|at| at <= now);
        let news = legs.iter().flat_map(|leg| news(leg, failed(leg)));
        let latest = news.filter(|(at, _)| *at <= now).max_by_key(|(at, _)| *at);
        match latest {
            Some((_, progress)) => progress,
            None if !legs.is_empty() && legs.iter().all(failed) => Self::Failed,
            None => Self::OnItsWay,
        }
    }
}

fn news(leg: &Leg, failed: bool) -> Vec<(Millis, Progress)> {
    let arrived = |progress| leg.delivered_at.map(|at| (at, progress));
    match leg.channel {
        Channel::Sms => arrived(Progress::Delivered).into_iter().collect(),
        Channel::Voice if failed && leg.delivered_at.is_none() => Vec::new(),
        Channel::Voice => {
            let rings = leg.accepted_at.map(|at| (at, Progress::Calling));
            let over = leg.accepted_at.map(|at| (at.after(RINGS), Progress::Called));
            let heard = arrived(Progress::Called);
            rings.into_iter().chain(heard.or(over)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Plan, SMS_THEN_VOICE};
    use super::*;

    const fn at(seconds: i64) -> Millis {
        Millis(seconds * 1_000)
    }

    fn leg(channel: Channel, [accepted, delivered, failed]: [i64; 3]) -> Leg {
        let known = |moment: i64| (moment >= 0).then_some(at(moment));
        Leg {
            channel,
            started_at: at(0),
            accepted_at: known(accepted),
            delivered_at: known(delivered),
            failed_at: known(failed),
        }
    }

    #[test]
    fn the_latest_news_counts() {
        use Progress::{Called, Calling, Delivered, Failed, OnItsWay};
        let text = |moments| leg(Channel::Sms, moments);
        let call = |moments| leg(Channel::Voice, moments);
        let cases = [
            (vec![], 5, OnItsWay),
            (vec![text([1, -1, -1])], 5, OnItsWay),
            (vec![text([1, 4, -1])], 3, OnItsWay),
            (vec![text([1, 4, -1])], 4, Delivered),
            (vec![text([-1, -1, 2]), call([-1, -1, -1])], 5, OnItsWay),
            (vec![text([-1, -1, 2]), call([-1, -1, 3])], 2, OnItsWay),
            (vec![text([-1, -1, 2]), call([-1, -1, 3])], 3, Failed),
            (vec![text([1, -1, -1]), call([15, -1, -1])], 15, Calling),
            (vec![text([1, -1, -1]), call([15, 30, -1])], 30, Called),
            (vec![text([1, -1, -1]), call([15, -1, -1])], 60, Called),
            (vec![text([1, 20, -1]), call([15, 30, -1])], 20, Delivered),
            (vec![text([1, 40, -1]), call([15, 30, -1])], 40, Delivered),
            (vec![text([1, -1, -1]), call([15, -1, 20])], 17, Calling),
            (vec![text([1, -1, -1]), call([15, -1, 20])], 20, OnItsWay),
            (vec![text([1, -1, 9]), call([15, -1, 20])], 20, Failed),
            (vec![call([15, 40, 20])], 41, Called),
        ];
        for (legs, now, expected) in cases {
            assert_eq!(Progress::of(&legs, at(now)), expected, "at {now} s of {legs:?}");
        }
    }

    #[test]
    fn a_borrowed_course_goes_as_a_real_one_would() {
        let like = |text: Leg| {
            move |channel| match channel {
                Channel::Sms => text,
                Channel::Voice => leg(Channel::Voice, [1, 21, -1]),
            }
        };
        let begun = |text| borrowed(SMS_THEN_VOICE, at(100), like(leg(Channel::Sms, text)));
        let seen = |text, now| Progress::of(&begun(text), at(now));
        for (text, now, expected) in [
            ([0, 3, -1], 102, Progress::OnItsWay),
            ([0, 3, -1], 103, Progress::Delivered),
            ([0, 3, -1], 130, Progress::Delivered),
            ([0, -1, -1], 115, Progress::OnItsWay),
            ([0, -1, -1], 116, Progress::Calling),
            ([0, -1, -1], 136, Progress::Called),
            ([0, 16, -1], 115, Progress::OnItsWay),
            ([0, 17, -1], 116, Progress::Calling),
            ([0, 17, -1], 117, Progress::Delivered),
            ([-1, -1, 2], 103, Progress::Calling),
        ] {
            assert_eq!(seen(text, now), expected, "{text:?} at {now} s");
        }
        let typical = borrowed(Plan::Voice.steps(), at(100), Leg::typical);
        assert_eq!(Progress::of(&typical, at(100)), Progress::Calling);
        assert_eq!(Progress::of(&typical, at(125)), Progress::Called);
    }
}
