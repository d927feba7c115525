//! Codes by which somebody who is signed in agrees to change what is theirs. Nobody does so for somebody else.

use crate::{
    Portal, Principal, Refusal,
    challenge::{self, Opened},
    earned,
};
use domain::{
    challenge::{AskErasure, ChangePassword, ChangePin, ChangeSettings, Purpose, Wrong},
    id::{ChallengeId, PatientId},
};
use store::Tx;

/// A purpose that is about the principal alone.
pub(crate) trait Own: Purpose {
    /// The purpose, for this patient.
    fn of(patient: PatientId) -> Self;
    /// Whom it is for.
    fn patient(&self) -> PatientId;
}

impl Own for ChangePassword {
    fn of(patient: PatientId) -> Self {
        Self { patient }
    }

    fn patient(&self) -> PatientId {
        self.patient
    }
}

impl Own for ChangePin {
    fn of(patient: PatientId) -> Self {
        Self { patient }
    }

    fn patient(&self) -> PatientId {
        self.patient
    }
}

impl Own for ChangeSettings {
    fn of(patient: PatientId) -> Self {
        Self { patient }
    }

    fn patient(&self) -> PatientId {
        self.patient
    }
}

impl Own for AskErasure {
    fn of(patient: PatientId) -> Self {
        Self { patient }
    }

    fn patient(&self) -> PatientId {
        self.patient
    }
}

/// Declares the steps by which a principal earns something of their own: asking for the code, waiting for it, answering it.
macro_rules! steps {
    ($purpose:ty) => {
        /// Sends the code to the principal.
        ///
        /// # Errors
        /// [`Refusal::NotForGuardians`](crate::Refusal::NotForGuardians), a limit, a pause,
        /// [`Refusal::NumberNotServed`](crate::Refusal::NumberNotServed) or
        /// [`Refusal::NeedsStaff`](crate::Refusal::NeedsStaff).
        pub async fn ask(
            portal: &$crate::Portal,
            who: &$crate::Principal,
        ) -> Result<(), $crate::Refusal> {
            $crate::own::ask::<$purpose>(portal, who).await
        }

        /// The challenge of this session that waits for the code.
        ///
        /// # Errors
        /// [`Refusal`](crate::Refusal) when the database fails.
        pub async fn pending(
            portal: &$crate::Portal,
            who: &$crate::Principal,
        ) -> Result<Option<$crate::challenge::Pending>, $crate::Refusal> {
            $crate::challenge::pending::<$purpose>(portal, &who.caller, None).await
        }

        /// Judges the code and consumes it.
        ///
        /// # Errors
        /// [`Refusal::NotForGuardians`](crate::Refusal::NotForGuardians), [`Refusal::Code`](crate::Refusal::Code) or
        /// [`Refusal::Wrong`](crate::Refusal::Wrong).
        pub async fn answer(
            portal: &$crate::Portal,
            who: &$crate::Principal,
            challenge: $crate::domain::id::ChallengeId,
            typed: &str,
        ) -> Result<(), $crate::Refusal> {
            $crate::own::answer::<$purpose>(portal, who, challenge, typed).await
        }

        /// Whether the answered code can still be acted upon.
        ///
        /// # Errors
        /// [`Refusal::Lapsed`](crate::Refusal::Lapsed) when it cannot.
        pub async fn is_open(
            portal: &$crate::Portal,
            who: &$crate::Principal,
            challenge: $crate::domain::id::ChallengeId,
        ) -> Result<(), $crate::Refusal> {
            $crate::own::open_to::<$purpose>(portal, who, challenge).await.map(drop)
        }
    };
}
pub(crate) use steps;

/// Opens the challenge of such a purpose.
///
/// # Errors
/// [`Refusal::NotForGuardians`], a limit, a pause, [`Refusal::NumberNotServed`] or [`Refusal::NeedsStaff`].
pub(crate) async fn ask<P: Own>(portal: &Portal, who: &Principal) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let asked = open::<P>(portal, &mut tx, who).await;
    portal.settle(tx, asked).await.map(drop)
}

async fn open<P: Own>(portal: &Portal, tx: &mut Tx, who: &Principal) -> Result<Opened, Refusal> {
    let purpose = P::of(who.themselves()?);
    challenge::open_for(portal, tx, who, purpose).await
}

/// Judges the code and consumes it.
///
/// # Errors
/// [`Refusal::NotForGuardians`], [`Refusal::Code`] or [`Refusal::Wrong`].
pub(crate) async fn answer<P: Own>(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    who.themselves()?;
    let proof = challenge::answer::<P>(portal, &who.caller, challenge, None, typed).await?;
    let patient = proof.purpose().patient();
    if patient != who.patient {
        return Err(Wrong::Purpose.into());
    }
    let mut tx = portal.begin().await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &[patient]).await?;
    answered.alone(portal, &mut tx, &who.caller).await?;
    Ok(tx.commit().await?)
}

/// Whose code it is, while this principal can still act upon it.
///
/// # Errors
/// [`Refusal::Lapsed`] when they cannot; [`Refusal::NotForGuardians`].
pub(crate) async fn open_to<P: Own>(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
) -> Result<PatientId, Refusal> {
    let mut tx = portal.read().await?;
    let purpose = earned::see::<P>(portal, &mut tx, challenge).await?;
    is_theirs(&purpose, who)?;
    Ok(purpose.patient())
}

/// Uses this patient's code up.
///
/// # Errors
/// [`Refusal::Lapsed`] when it was acted upon, is too old, or is another patient's.
pub(crate) async fn use_up<P: Own>(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    challenge: ChallengeId,
) -> Result<P, Refusal> {
    // What it is used up for may end sessions, which takes the password first.
    store::credential::hold(tx, who.patient).await?;
    let purpose = earned::use_up::<P>(portal, tx, challenge).await?;
    is_theirs(&purpose, who)?;
    Ok(purpose)
}

fn is_theirs(purpose: &impl Own, who: &Principal) -> Result<(), Refusal> {
    if purpose.patient() == who.themselves()? { Ok(()) } else { Err(Refusal::Lapsed) }
}
