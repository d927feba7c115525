//! The challenge engine: one way to ask "do you agree to this?" out of band.
//!
//! A flow is a [`Purpose`]; the engine is the same for all. The order of acts is the caller's duty and its
//! proof is in the types: an attempt is spent first ([`Spent`]), then judged ([`judge()`]), and only the judge
//! makes a [`Proof`].

mod basis;
mod code;
mod counter;
mod course;
mod judge;
mod life;
mod number;
mod plan;
mod purpose;
mod reference;

pub use basis::Basis;
pub use code::{Code, Guess, NotACode, Pepper};
pub use counter::{
    OpenPrescription, SendSomebody, StaffSignIn, Told, VerifyPrescription, Vouch, Words,
};
pub use course::{Leg, Progress, borrowed};
pub use judge::{MOST_ANSWERS, Proof, Spent, Wrong, judge};
pub use life::{Life, LifeOutOfBounds};
pub use number::{LeaveNumber, NewNumber, StopNumber, TakeNumber, is_sent_quietly};
pub use plan::{Channel, FOLLOWS_AFTER, Plan, SMS_THEN_VOICE, Step};
pub use purpose::{
    Activate, AskErasure, BASES, ChangePassword, ChangePin, ChangeSettings, ExportData, KINDS,
    NewPassword, OpenReport, PURPOSES, Purpose, SignIn, is_blind, usual_plan,
};
pub use reference::Reference;

use std::time::Duration;

/// How long a person waits before a code is sent again.
pub const RESEND_AFTER: Duration = Duration::from_secs(30);

/// How often the code of one challenge is sent at most, the first time included.
pub const SENDS: i64 = 3;
