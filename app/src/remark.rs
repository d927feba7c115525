//! What a page says once after something happened.

use crate::{dates::Dates, words::Words};
use portal::domain::Millis;
use serde::{Deserialize, Serialize};

mod account;
mod counter;
mod device;
mod family;

pub use account::Account;
pub use counter::Counter;
pub use device::Device;
pub use family::Family;

/// One of a closed set of sentences, as it waits in the session for the next page. None carries health data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// Nothing was typed to say who it is.
    IdentifierMissing,
    /// What was typed to say who it is has no known shape.
    IdentifierMalformed,
    /// No password was typed.
    PasswordMissing,
    /// No code was typed.
    CodeMissing,
    /// What was typed is no code.
    CodeMalformed,
    /// The code is not right; so many tries are left.
    CodeWrong(i64),
    /// The code has ended.
    CodeExpired,
    /// The code was used.
    CodeUsed,
    /// Wrong tries ended the code.
    CodeSpent,
    /// Codes pause until then.
    CodesPaused(Millis),
    /// Staff must help.
    CodesBlocked,
    /// No more codes are sent until then.
    SendingLimit(Millis),
    /// The code may be sent again only then.
    ResendTooSoon(Millis),
    /// The code will not be sent again.
    ResendNoMore,
    /// No code can be sent to the number.
    NumberUnreachable,
    /// Too many people are signing in just now.
    Busy,
    /// No name was chosen.
    PersonMissing,
    /// The report is sealed.
    ReportSealed,
    /// The report cannot be opened yet.
    ReportUnderReview,
    /// The clinic looks at what they reported before they can report more.
    ReportedEnough,
    /// Nothing happened for so many minutes, so the session ended.
    TimedOut(i64),
    /// The session lasted as long as it may.
    LongSession,
    /// The page is shown to people who are signed in.
    SignInNeeded,
    /// The code was sent again.
    CodeResent,
    /// The person is being called.
    CodeCalled,
    /// The report was sealed by hand.
    SealedAgain,
    /// The report was sealed by time.
    SealedByTime,
    /// The person stays signed in.
    Stayed,
    /// A form that came too late waits until then.
    FormKept(Millis),
    /// A form has what was typed before.
    FormFilled,
    /// Something about their devices.
    Device(Device),
    /// Something about their account.
    Account(Account),
    /// Something about a PIN, or about acting for somebody.
    Family(Family),
    /// Something about what is handed over at a pharmacy.
    Counter(Counter),
}

/// How a message is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// An error of a field, by the field's name.
    Fault(&'static str),
    /// An error of no field.
    Trouble,
    /// Something to know.
    Note,
    /// Something that went well.
    Good,
}

impl From<Account> for Remark {
    fn from(account: Account) -> Self {
        Self::Account(account)
    }
}

impl From<Family> for Remark {
    fn from(family: Family) -> Self {
        Self::Family(family)
    }
}

impl From<Counter> for Remark {
    fn from(counter: Counter) -> Self {
        Self::Counter(counter)
    }
}

impl Remark {
    /// How it is shown.
    pub(crate) const fn tone(self) -> Tone {
        match self {
            Self::Account(account) => account.tone(),
            Self::Family(family) => family.tone(),
            Self::Counter(counter) => counter.tone(),
            Self::IdentifierMissing | Self::IdentifierMalformed => Tone::Fault("identifier"),
            Self::PasswordMissing => Tone::Fault("password"),
            Self::CodeMissing
            | Self::CodeMalformed
            | Self::CodeWrong(_)
            | Self::CodeExpired
            | Self::CodeUsed
            | Self::CodeSpent => Tone::Fault("code"),
            Self::CodesPaused(_)
            | Self::CodesBlocked
            | Self::SendingLimit(_)
            | Self::ResendTooSoon(_)
            | Self::ResendNoMore
            | Self::NumberUnreachable
            | Self::Busy
            | Self::PersonMissing
            | Self::ReportSealed
            | Self::ReportUnderReview
            | Self::ReportedEnough => Tone::Trouble,
            Self::TimedOut(_)
            | Self::LongSession
            | Self::SignInNeeded
            | Self::FormKept(_)
            | Self::FormFilled => Tone::Note,
            Self::Device(_)
            | Self::CodeResent
            | Self::CodeCalled
            | Self::SealedAgain
            | Self::SealedByTime
            | Self::Stayed => Tone::Good,
        }
    }

    /// The message's key in the word files.
    const fn key(self) -> &'static str {
        match self {
            Self::Account(account) => account.key(),
            Self::Device(device) => device.key(),
            Self::FormKept(_) => "session-form-kept",
            Self::FormFilled => "session-form-filled",
            Self::Family(family) => family.key(),
            Self::Counter(counter) => counter.key(),
            Self::IdentifierMissing => "refusal-identifier-missing",
            Self::IdentifierMalformed => "refusal-identifier-malformed",
            Self::PasswordMissing => "refusal-password-missing",
            Self::CodeMissing => "refusal-code-missing",
            Self::CodeMalformed => "refusal-code-malformed",
            Self::CodeWrong(_) => "refusal-code-wrong",
            Self::CodeExpired => "refusal-code-expired",
            Self::CodeUsed => "refusal-code-used",
            Self::CodeSpent => "refusal-code-spent",
            Self::CodesPaused(_) => "refusal-codes-paused",
            Self::CodesBlocked => "refusal-codes-blocked",
            Self::SendingLimit(_) => "refusal-sending-limit",
            Self::ResendTooSoon(_) => "refusal-resend-too-soon",
            Self::ResendNoMore => "refusal-resend-no-more",
            Self::NumberUnreachable => "refusal-number-unreachable",
            Self::Busy => "refusal-busy",
            Self::PersonMissing => "refusal-person-missing",
            Self::ReportSealed => "refusal-report-sealed",
            Self::ReportUnderReview => "refusal-report-under-review",
            Self::ReportedEnough => "history-reported-enough",
            Self::TimedOut(_) => "sign-in-timed-out",
            Self::LongSession => "sign-in-long-session",
            Self::SignInNeeded => "sign-in-needed",
            Self::CodeResent => "code-resent",
            Self::CodeCalled => "code-calling",
            Self::SealedAgain => "lab-sealed-again",
            Self::SealedByTime => "lab-sealed-by-time",
            Self::Stayed => "session-stayed",
        }
    }

    /// The sentence.
    pub(crate) fn text(self, words: Words, dates: &Dates) -> String {
        let key = self.key();
        match self {
            Self::CodeWrong(left)
            | Self::Counter(Counter::CodeWrong(left))
            | Self::Family(Family::PinWrong(left)) => words.tell(key, [("left", left.into())]),
            Self::TimedOut(minutes) => words.tell(key, [("minutes", minutes.into())]),
            Self::CodesPaused(until)
            | Self::SendingLimit(until)
            | Self::ResendTooSoon(until)
            | Self::FormKept(until)
            | Self::Family(Family::PinPaused(until)) => {
                words.tell(key, [("time", dates.time(until).into())])
            }
            Self::Counter(Counter::TooMuch(most)) => {
                words.tell(key, [("most", most.to_string().into())])
            }
            Self::Counter(Counter::NotOpen(at)) => {
                words.tell(key, [("time", dates.day(at).into())])
            }
            _ => words.say(key),
        }
    }
}

#[cfg(test)]
#[path = "remark_tests.rs"]
mod tests;
