//! What a page says once about what is handed over at a pharmacy.

use super::Tone;
use portal::domain::{
    Millis,
    dispense::{Amount, NotAnAmount, NotDispensed},
    pharmacy::NotAPrescriptionNumber,
};
use serde::{Deserialize, Serialize};

/// One of a closed set of sentences. None says of which medicine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counter {
    /// The patient is being called.
    PatientCalled,
    /// The patient's code is not right; so many tries are left.
    CodeWrong(i64),
    /// No login was typed.
    LoginMissing,
    /// No prescription number was typed.
    NumberMissing,
    /// What was typed is no prescription number.
    NumberMalformed,
    /// One character of the number is wrong.
    NumberMistyped,
    /// The prescription was changed while it was open.
    Changed,
    /// No amount was typed.
    AmountMissing,
    /// What was typed is no amount.
    AmountMalformed,
    /// A comma may part thousands or decimals.
    AmountUnclear,
    /// It is more than is left, which is this.
    TooMuch(Amount),
    /// A whole fill is handed over, without an amount.
    NotCounted,
    /// The next repeat opens then, or the prescription is valid from then.
    NotOpen(Millis),
    /// Nothing is left.
    UsedUp,
    /// The prescription is over, or was withdrawn.
    Ended,
    /// Nothing was to be handed over.
    NothingChosen,
    /// An identity card of whoever collects is needed.
    IdentityNeeded,
    /// The number of that card is needed.
    IdentityNumberNeeded,
    /// A controlled medicine takes the patient's code.
    Controlled,
    /// Nothing can be handed over for the number.
    NothingThere,
    /// The look-up is over.
    Over,
    /// The patient said no.
    PatientRefused,
    /// A reason is needed.
    ReasonNeeded,
    /// Somebody else must sign in.
    SomebodyElseNeeded,
    /// The name of somebody who collects is needed.
    CollectorNeeded,
    /// The day on which they collect is needed.
    CollectorDayNeeded,
    /// What was handed over is written down.
    Dispensed,
    /// What was handed over is undone.
    Undone,
    /// Somebody was named who collects.
    CollectorNamed,
    /// Nobody collects any more.
    CollectorEnded,
    /// The clinic knows that the patient did not collect it.
    Denied,
    /// The patient has seen what no text could tell them.
    Seen,
    /// The prescription was sealed by hand.
    Sealed,
    /// The prescription was sealed by time.
    SealedByTime,
}

impl Counter {
    /// Every one.
    #[cfg(test)]
    pub(super) const ALL: [Self; 33] = [
        Self::PatientCalled,
        Self::CodeWrong(2),
        Self::LoginMissing,
        Self::NumberMissing,
        Self::NumberMalformed,
        Self::NumberMistyped,
        Self::Changed,
        Self::AmountMissing,
        Self::AmountMalformed,
        Self::AmountUnclear,
        Self::NotCounted,
        Self::NotOpen(Millis(0)),
        Self::UsedUp,
        Self::Ended,
        Self::NothingChosen,
        Self::IdentityNeeded,
        Self::IdentityNumberNeeded,
        Self::Controlled,
        Self::NothingThere,
        Self::Over,
        Self::PatientRefused,
        Self::ReasonNeeded,
        Self::SomebodyElseNeeded,
        Self::CollectorNeeded,
        Self::CollectorDayNeeded,
        Self::Dispensed,
        Self::Undone,
        Self::CollectorNamed,
        Self::CollectorEnded,
        Self::Denied,
        Self::Seen,
        Self::Sealed,
        Self::SealedByTime,
    ];

    /// How it is shown.
    pub(super) const fn tone(self) -> Tone {
        match self {
            Self::NumberMissing
            | Self::NumberMalformed
            | Self::NumberMistyped
            | Self::IdentityNumberNeeded => Tone::Fault("number"),
            Self::ReasonNeeded => Tone::Fault("reason"),
            Self::LoginMissing | Self::SomebodyElseNeeded => Tone::Fault("identifier"),
            Self::CollectorNeeded => Tone::Fault("name"),
            Self::CollectorDayNeeded => Tone::Fault("day"),
            Self::CodeWrong(_) => Tone::Fault("code"),
            Self::AmountMissing
            | Self::AmountMalformed
            | Self::AmountUnclear
            | Self::TooMuch(_)
            | Self::NotCounted => Tone::Fault("amount"),
            Self::IdentityNeeded => Tone::Fault("paper"),
            Self::Changed
            | Self::NotOpen(_)
            | Self::UsedUp
            | Self::Ended
            | Self::NothingChosen
            | Self::Controlled
            | Self::NothingThere
            | Self::Over
            | Self::PatientRefused => Tone::Trouble,
            Self::PatientCalled
            | Self::Dispensed
            | Self::Undone
            | Self::CollectorNamed
            | Self::CollectorEnded
            | Self::Denied
            | Self::Seen
            | Self::Sealed
            | Self::SealedByTime => Tone::Good,
        }
    }

    /// The message's key in the word files.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::PatientCalled => "pharmacy-code-calling",
            Self::CodeWrong(_) => "pharmacy-code-wrong",
            Self::LoginMissing => "refusal-login-missing",
            Self::NumberMissing => "refusal-prescription-number-missing",
            Self::NumberMalformed => "refusal-prescription-number-malformed",
            Self::NumberMistyped => "refusal-prescription-number-mistyped",
            Self::Changed => "refusal-prescription-changed",
            Self::AmountMissing => "refusal-amount-missing",
            Self::AmountMalformed => "refusal-amount-malformed",
            Self::AmountUnclear => "refusal-amount-unclear",
            Self::TooMuch(_) => "refusal-too-much",
            Self::NotCounted => "refusal-amount-not-counted",
            Self::NotOpen(_) => "refusal-not-open",
            Self::UsedUp => "refusal-used-up",
            Self::Ended => "refusal-prescription-ended",
            Self::NothingChosen => "refusal-nothing-chosen",
            Self::IdentityNeeded => "refusal-identity-needed",
            Self::IdentityNumberNeeded => "refusal-identity-number-needed",
            Self::Controlled => "refusal-controlled",
            Self::NothingThere => "refusal-nothing-there",
            Self::Over => "refusal-look-up-over",
            Self::PatientRefused => "refusal-patient-refused",
            Self::ReasonNeeded => "refusal-reason-needed",
            Self::SomebodyElseNeeded => "refusal-somebody-else-needed",
            Self::CollectorNeeded => "refusal-collector-needed",
            Self::CollectorDayNeeded => "refusal-collector-day-needed",
            Self::Dispensed => "pharmacy-dispensed",
            Self::Undone => "pharmacy-undone",
            Self::CollectorNamed => "prescriptions-collector-named",
            Self::CollectorEnded => "prescriptions-collector-ended",
            Self::Denied => "prescriptions-denied",
            Self::Seen => "prescriptions-seen",
            Self::Sealed => "prescriptions-sealed-again",
            Self::SealedByTime => "prescriptions-sealed-by-time",
        }
    }
}

impl From<NotAPrescriptionNumber> for Counter {
    fn from(why: NotAPrescriptionNumber) -> Self {
        match why {
            NotAPrescriptionNumber::Missing => Self::NumberMissing,
            NotAPrescriptionNumber::Malformed => Self::NumberMalformed,
            NotAPrescriptionNumber::Mistyped => Self::NumberMistyped,
        }
    }
}

impl From<NotAnAmount> for Counter {
    fn from(why: NotAnAmount) -> Self {
        match why {
            NotAnAmount::Missing => Self::AmountMissing,
            NotAnAmount::Unclear => Self::AmountUnclear,
            NotAnAmount::Malformed
            | NotAnAmount::Zero
            | NotAnAmount::Negative
            | NotAnAmount::TooFine
            | NotAnAmount::TooLarge => Self::AmountMalformed,
        }
    }
}

impl From<NotDispensed> for Counter {
    fn from(why: NotDispensed) -> Self {
        match why {
            NotDispensed::TooMuch(most) => Self::TooMuch(most),
            NotDispensed::AmountNeeded => Self::AmountMissing,
            NotDispensed::NotCounted | NotDispensed::OtherUnit => Self::NotCounted,
            NotDispensed::NotOpen(at) | NotDispensed::NotYetValid(at) => Self::NotOpen(at),
            NotDispensed::UsedUp => Self::UsedUp,
            NotDispensed::Expired | NotDispensed::Withdrawn => Self::Ended,
        }
    }
}
