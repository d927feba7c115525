//! The operator's book: every message it took, and what became of each.

use super::{
    operator::{Conduct, Manner, reason},
    phone::{Delivered, Dropped, State},
};
use crate::{Fate, Outgoing, Why};
use domain::{Millis, challenge::Channel, id::MessageId, phone::Phone};
use std::{collections::VecDeque, mem::take, time::Duration};

/// How many messages are remembered, over all phones.
const MOST: usize = 500;
/// How long a phone rings.
const RINGS: Duration = Duration::from_secs(30);

/// Where a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// With the operator, until then.
    Underway(Millis, End),
    /// The phone rings, until then.
    Ringing(Millis),
    /// The text is on the phone, or the call was answered.
    Delivered,
    /// The person did not take the call.
    Declined,
    /// The phone rang in vain.
    Missed,
    /// The operator gave it up.
    Dropped(Why),
}

/// What comes at the end of a message's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Arrive,
    Fail(Why),
}

impl Standing {
    /// Where a message is that the operator takes now; `fault` is what the operator finds wrong with it.
    pub(super) fn of_new(manner: Manner, fault: Option<Why>, now: Millis) -> Self {
        let end = match (fault, manner.does) {
            (Some(why), _) => End::Fail(why),
            (None, Conduct::Lose) => return Self::Dropped(reason::LOST),
            (None, Conduct::Bar) => End::Fail(reason::BARRED),
            (None, Conduct::Fail) => End::Fail(reason::UNREACHED),
            (None, Conduct::Deliver | Conduct::Refuse | Conduct::Hang) => End::Arrive,
        };
        Self::Underway(now.after(manner.delay.span()), end)
    }

    /// Where it is once time has come to `now`.
    fn at(self, channel: Channel, now: Millis) -> Self {
        match (self, channel) {
            (Self::Underway(until, end), _) if until <= now => match (end, channel) {
                (End::Arrive, Channel::Sms) => Self::Delivered,
                (End::Arrive, Channel::Voice) => Self::Ringing(now.after(RINGS)),
                (End::Fail(why), _) => Self::Dropped(why),
            },
            (Self::Ringing(until), _) if until <= now => Self::Missed,
            (other, _) => other,
        }
    }

    /// When it moves on by itself.
    const fn until(self) -> Option<Millis> {
        match self {
            Self::Underway(until, _) | Self::Ringing(until) => Some(until),
            Self::Delivered | Self::Declined | Self::Missed | Self::Dropped(_) => None,
        }
    }

    /// What the operator reports of it. Of a lost message it never says that it is.
    pub(super) fn fate(self) -> Fate {
        match self {
            Self::Delivered => Fate::Delivered,
            Self::Declined => Fate::Failed(reason::DECLINED),
            Self::Missed => Fate::Failed(reason::NO_ANSWER),
            Self::Dropped(why) if why != reason::LOST => Fate::Failed(why),
            Self::Dropped(_) | Self::Underway(..) | Self::Ringing(_) => Fate::Underway,
        }
    }
}

/// A message in the book.
#[derive(Clone)]
pub(super) struct Entry {
    pub message: Outgoing,
    pub standing: Standing,
    /// Since when it stands so.
    since: Millis,
}

impl Entry {
    pub(super) fn new(message: Outgoing, standing: Standing, now: Millis) -> Self {
        Self { standing: standing.at(message.channel, now), message, since: now }
    }

    /// As its phone shows it, if it came there.
    pub(super) fn shown(&self) -> Option<Delivered> {
        let state = match self.standing {
            Standing::Delivered => State::Delivered,
            Standing::Ringing(_) => State::Ringing,
            Standing::Declined => State::Declined,
            Standing::Missed => State::Missed,
            Standing::Underway(..) | Standing::Dropped(_) => return None,
        };
        Some(Delivered::new(&self.message, self.since, state))
    }

    /// As the operator lists it, if it was given up.
    pub(super) fn dropped(&self) -> Option<Dropped> {
        match self.standing {
            Standing::Dropped(why) => Some(Dropped::new(&self.message, self.since, why)),
            _ => None,
        }
    }

    fn is_due(&self, now: Millis) -> bool {
        self.standing.until().is_some_and(|until| until <= now)
    }

    fn is_ringing(&self) -> bool {
        matches!(self.standing, Standing::Ringing(_))
    }
}

/// The messages of all phones, newest first.
#[derive(Default)]
pub(super) struct Book(VecDeque<Entry>);

impl Book {
    /// A message that is in the book already.
    pub(super) fn find(&self, id: MessageId) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.message.id == id)
    }

    /// Writes a message into it.
    pub(super) fn enter(&mut self, entry: Entry) {
        self.0.push_front(entry);
        self.0.truncate(MOST);
    }

    /// Moves everything on that time has overtaken; gives what has moved.
    pub(super) fn advance(&mut self, now: Millis) -> Vec<Entry> {
        let mut moved = Vec::new();
        for entry in self.0.iter_mut().filter(|entry| entry.is_ringing() && entry.is_due(now)) {
            entry.standing = entry.standing.at(entry.message.channel, now);
            moved.push(entry.clone());
        }
        // What arrives now stands before what arrived earlier, whichever was taken first.
        let (due, rest): (VecDeque<_>, VecDeque<_>) =
            take(&mut self.0).into_iter().partition(|entry| entry.is_due(now));
        self.0 = rest;
        for entry in due.into_iter().rev() {
            let entry = Entry::new(entry.message, entry.standing, now);
            self.enter(entry.clone());
            moved.push(entry);
        }
        moved
    }

    /// Ends the ringing of a call; none if no phone rings for it.
    pub(super) fn pick(&mut self, id: MessageId, standing: Standing) -> Option<Entry> {
        let mut ringing = self.0.iter_mut().filter(|entry| entry.is_ringing());
        let entry = ringing.find(|entry| entry.message.id == id)?;
        entry.standing = standing;
        Some(entry.clone())
    }

    /// When something moves on by itself next.
    pub(super) fn next(&self) -> Option<Millis> {
        self.0.iter().filter_map(|entry| entry.standing.until()).min()
    }

    pub(super) fn shown(&self, to: Option<&Phone>) -> Vec<Delivered> {
        let of_one = |entry: &&Entry| to.is_none_or(|to| *to == entry.message.to);
        self.0.iter().filter(of_one).filter_map(Entry::shown).collect()
    }

    pub(super) fn dropped(&self) -> Vec<Dropped> {
        self.0.iter().filter_map(Entry::dropped).collect()
    }
}

#[cfg(test)]
#[path = "book_tests.rs"]
mod tests;
