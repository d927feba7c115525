//! Why something a person asked for was not done.

use domain::{
    Millis,
    challenge::{NotACode, Wrong},
    dispense::{NotAnAmount, NotDispensed},
    identifier::NotAnIdentifier,
    password::Weak,
    pharmacy::NotAPrescriptionNumber,
    pin,
};

/// Why a use case refused. The edge gives each its words and its HTTP status; none carries health data.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// What was typed to say who it is, is empty or has no known shape.
    #[error(transparent)]
    Identifier(#[from] NotAnIdentifier),
    /// No password was typed.
    #[error("no password was typed")]
    PasswordMissing,
    /// The password may not be chosen.
    #[error(transparent)]
    Weak(#[from] Weak),
    /// The current password is another.
    #[error("the current password is another")]
    PasswordWrong,
    /// The notice on personal data was not accepted as it is now.
    #[error("the notice was not accepted")]
    NoticeNotAccepted,
    /// The account is active already.
    #[error("the account is active already")]
    AlreadyActive,
    /// A code was answered too long ago, or what it entitled to was done.
    #[error("what the code entitled to is over")]
    Lapsed,
    /// Several may be meant, and none was chosen.
    #[error("nobody was chosen")]
    NobodyChosen,
    /// What was typed as a PIN is none; no try was spent.
    #[error(transparent)]
    NotAPin(#[from] pin::NotAPin),
    /// The PIN was not accepted.
    #[error(transparent)]
    PinWrong(#[from] pin::Wrong),
    /// The PIN may not be chosen.
    #[error(transparent)]
    PinWeak(#[from] pin::Weak),
    /// Only the patient themselves may do it, and somebody acts for them.
    #[error("a guardian may not do this")]
    NotForGuardians,
    /// Whoever acted for somebody may do so no more.
    #[error("the guardianship is over")]
    GuardianshipOver,
    /// Whoever acts for somebody with a PIN has one too.
    #[error("a guardian of somebody with a PIN needs one")]
    PinNeeded,
    /// What was typed as a code is empty or not six digits; no try was spent.
    #[error(transparent)]
    Code(#[from] NotACode),
    /// The code was judged and not accepted.
    #[error(transparent)]
    Wrong(#[from] Wrong),
    /// Codes pause until then, after too many wrong tries.
    #[error("codes are paused")]
    Paused(Millis),
    /// No more codes are sent until then.
    #[error("a sending limit is reached")]
    Limited(Millis),
    /// The code may be sent again only then.
    #[error("it is too soon to send the code again")]
    TooSoon(Millis),
    /// The code was sent as often as it may be.
    #[error("the code was sent as often as it may be")]
    NoMoreSends,
    /// There is no number to which a code may be sent.
    #[error("there is no number to which a code may be sent")]
    NumberNotServed,
    /// No code could be sent to the new number.
    #[error("codes are not sent to such a number")]
    NotServed,
    /// The new number is the present one.
    #[error("the new number is the present one")]
    SameNumber,
    /// Staff must help, after very many wrong tries in a row.
    #[error("staff must help")]
    NeedsStaff,
    /// Several lines were said not to be the patient's already, and the clinic looks at those first.
    #[error("enough lines were reported")]
    ReportedEnough,
    /// What was typed as the number of a prescription is none; nothing was looked up.
    #[error(transparent)]
    PrescriptionNumber(#[from] NotAPrescriptionNumber),
    /// The prescription was changed since it was shown, or does not hold any more.
    #[error("the prescription was changed meanwhile")]
    PrescriptionChanged,
    /// So much of a medicine may not be handed over.
    #[error(transparent)]
    NotDispensed(#[from] NotDispensed),
    /// What was typed as an amount is none.
    #[error(transparent)]
    NotAnAmount(#[from] NotAnAmount),
    /// No amount of any medicine was given.
    #[error("nothing was to be handed over")]
    NothingChosen,
    /// Whoever collects a controlled medicine shows a paper that says who they are.
    #[error("a paper that says who collects is needed")]
    IdentityNeeded,
    /// A controlled medicine is never handed over without the patient's code.
    #[error("controlled medicines take the patient's code")]
    Controlled,
    /// Nothing can be handed over for this number.
    #[error("nothing can be handed over for this number")]
    NothingThere,
    /// What was looked up is over: the time for it has passed, or somebody ended it.
    #[error("the look-up is over")]
    LookUpOver,
    /// The patient said no.
    #[error("the patient said no")]
    PatientRefused,
    /// Why a code cannot reach the patient was not said, or at too great a length.
    #[error("a reason is needed")]
    ReasonNeeded,
    /// It takes somebody else than whoever asks.
    #[error("somebody else is needed")]
    SomebodyElseNeeded,
    /// Who collects was not said, or is nobody whom the patient named.
    #[error("somebody who collects is needed")]
    CollectorNeeded,
    /// On which day they collect was not said, or it is past or far away.
    #[error("a day to collect on is needed")]
    CollectorDayNeeded,
    /// A pharmacy's system asked for something else under the same key.
    #[error("the key was used for another request")]
    KeyReused,
    /// The same request of a pharmacy's system is being done just now.
    #[error("the same request is being done")]
    UnderWay,
    /// There is no such thing, or it is somebody else's.
    #[error("there is no such thing here")]
    NotFound,
    /// The report is still under review, or was withdrawn, and cannot be opened.
    #[error("the report cannot be opened")]
    NotReleased,
    /// The report is sealed.
    #[error("the report is sealed")]
    Sealed,
    /// Too many passwords are being checked just now.
    #[error("too busy")]
    Busy,
    /// The database failed.
    #[error("the database failed")]
    Store(#[from] store::Error),
    /// The vault failed.
    #[error("the vault failed")]
    Vault(#[from] vault::Error),
    /// Something inside failed.
    #[error("an inner step failed: {0}")]
    Inner(&'static str),
}

impl Refusal {
    /// Whether the portal failed, rather than refused.
    #[must_use]
    pub const fn is_failure(&self) -> bool {
        matches!(self, Self::Store(_) | Self::Vault(_) | Self::Inner(_))
    }
}
