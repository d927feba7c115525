//! A code that was answered, until the log says so.

use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
};
use domain::{
    audit::Event,
    id::{ChallengeId, PatientId},
};
use store::Tx;

/// A right answer of which the log says nothing yet. One act has one line: where the answer bought the act at once, the
/// line of the act names the challenge, and no other tells of the answer.
#[must_use = "the log has to say that a code was answered"]
pub(crate) struct Answered {
    pub(super) challenge: ChallengeId,
    pub(super) kind: &'static str,
    /// Whose code it was, where that is one alone.
    pub(super) patient: Option<PatientId>,
}

impl Answered {
    /// Appends the line of the act that it bought in this transaction.
    pub(crate) async fn bought(
        self,
        portal: &Portal,
        tx: &mut Tx,
        caller: &Caller,
        event: Event,
        about: About,
    ) -> Result<(), Refusal> {
        let about = About { challenge: Some(self.challenge), ..about };
        note(portal, tx, caller, event, about).await
    }

    /// Appends a line of its own: what it was for comes on a later page, or was done already.
    pub(crate) async fn alone(
        self,
        portal: &Portal,
        tx: &mut Tx,
        caller: &Caller,
    ) -> Result<(), Refusal> {
        let Self { challenge, kind, patient } = self;
        let about =
            About { patient, challenge: Some(challenge), detail: Some(kind), ..About::default() };
        note(portal, tx, caller, Event::CodeAnswered, about).await
    }
}
