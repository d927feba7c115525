//! What waits for a code: whose page it is, how far it is, and how it is sent again.

use super::resend::Way;
use crate::{
    away::Away,
    errand::Errand,
    paths,
    problem::Problem,
    remark::{Counter, Remark},
    visitor::Visitor,
};
use portal::{
    Refusal,
    challenge::{self, Pending},
    counter,
    domain::{
        challenge::Progress,
        id::{ChallengeId, PrescriptionId, RecordId, VerificationId},
    },
};

/// What a code is for, as an address says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Signing in.
    SignIn,
    /// Opening a report.
    Report,
    /// Opening a prescription.
    Prescription,
    /// An errand.
    Errand(Errand),
    /// Signing in at a pharmacy.
    Counter,
    /// Letting a pharmacy in: the patient's code.
    LookUp,
    /// Standing for a look-up: the second pharmacist's code.
    Second,
}

impl Kind {
    /// Every one.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let own = [
            Self::SignIn,
            Self::Report,
            Self::Prescription,
            Self::Counter,
            Self::LookUp,
            Self::Second,
        ];
        own.into_iter().chain(Errand::ALL.map(Self::Errand))
    }

    /// Where its addresses begin, as the router names them.
    pub(crate) const fn base(self) -> &'static str {
        match self {
            Self::SignIn => "/sign-in",
            Self::Report => "/labs/{id}",
            Self::Prescription => "/prescriptions/{id}",
            Self::Errand(errand) => errand.base(),
            Self::Counter => "/pharmacy/sign-in",
            Self::LookUp => "/pharmacy/{id}",
            Self::Second => "/pharmacy/{id}/without-code",
        }
    }

    /// The one that an address names.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it names none.
    pub(crate) fn one(self, id: Option<&str>) -> Result<Awaited, Problem> {
        let id = id.unwrap_or_default();
        let one = match self {
            Self::SignIn => Some(Awaited::SignIn),
            Self::Report => id.parse().ok().map(Awaited::Report),
            Self::Prescription => id.parse().ok().map(Awaited::Prescription),
            Self::Errand(errand) => Some(Awaited::Errand(errand)),
            Self::Counter => Some(Awaited::Counter),
            Self::LookUp => id.parse().ok().map(Awaited::LookUp),
            Self::Second => id.parse().ok().map(Awaited::Second),
        };
        one.ok_or(Problem::NotFound)
    }
}

/// One thing that waits for a code.
#[derive(Clone, Copy)]
pub(crate) enum Awaited {
    /// As [`Kind::SignIn`].
    SignIn,
    /// As [`Kind::Report`].
    Report(RecordId),
    /// As [`Kind::Prescription`].
    Prescription(PrescriptionId),
    /// As [`Kind::Errand`].
    Errand(Errand),
    /// As [`Kind::Counter`].
    Counter,
    /// As [`Kind::LookUp`].
    LookUp(VerificationId),
    /// As [`Kind::Second`].
    Second(VerificationId),
}

impl Awaited {
    /// The page on which its code is typed.
    pub(crate) fn page(self) -> String {
        match self {
            Self::SignIn => "/sign-in/code".to_owned(),
            Self::Report(id) => format!("{}/code", paths::report(id)),
            Self::Prescription(id) => format!("{}/code", paths::prescription(id)),
            Self::Errand(errand) => errand.code(),
            Self::Counter => "/pharmacy/sign-in/code".to_owned(),
            Self::LookUp(id) => paths::look_up(id),
            Self::Second(id) => format!("{}/without-code/code", paths::look_up(id)),
        }
    }

    /// Passes for those who may be on that page.
    ///
    /// # Errors
    /// The way to where they sign in.
    pub(crate) async fn admit(self, visitor: &mut Visitor) -> Result<(), Away> {
        let page = match self {
            Self::SignIn | Self::Counter => return Ok(()),
            Self::Errand(errand) if !errand.is_own() => return Ok(()),
            Self::Errand(errand) => errand.start().to_owned(),
            Self::Report(id) => paths::report(id),
            Self::Prescription(id) => paths::prescription(id),
            Self::LookUp(id) | Self::Second(id) => {
                return visitor.at_counter(&paths::look_up(id)).await.map(drop);
            }
        };
        visitor.signed_in(&page).await.map(drop)
    }

    /// The challenge that waits; none for those who would have to sign in first.
    ///
    /// # Errors
    /// [`Refusal`] where it is another's.
    pub(crate) async fn pending(self, visitor: &Visitor) -> Result<Option<Pending>, Refusal> {
        let (portal, caller) = (visitor.site().portal(), visitor.caller());
        match (self, visitor.principal(), visitor.dispenser()) {
            (Self::SignIn, ..) => portal::sign_in::pending(portal, &caller).await,
            (Self::Counter, ..) => counter::sign_in::pending(portal, &caller).await,
            (Self::Errand(errand), ..) => errand.pending(visitor).await,
            (Self::Report(id), Some(who), _) => portal::reports::pending(portal, &who, id).await,
            (Self::Prescription(id), Some(who), _) => {
                portal::prescriptions::pending(portal, &who, id).await
            }
            (Self::LookUp(id), _, Some(who)) => counter::pending(portal, &who, id).await,
            (Self::Second(id), _, Some(who)) => counter::vouch::pending(portal, &who, id).await,
            (Self::Report(_) | Self::Prescription(_), None, _)
            | (Self::LookUp(_) | Self::Second(_), _, None) => Ok(None),
        }
    }

    /// Where its message is.
    ///
    /// # Errors
    /// [`Refusal`] where the challenge is gone.
    pub(crate) async fn progress(
        self,
        visitor: &Visitor,
        pending: &Pending,
    ) -> Result<Progress, Refusal> {
        let portal = visitor.site().portal();
        match (self, visitor.dispenser()) {
            (Self::LookUp(id) | Self::Second(id), Some(who)) => {
                counter::progress(portal, &who, id, pending.id).await
            }
            _ => challenge::progress(portal, &visitor.caller(), pending.id).await,
        }
    }

    /// Sends the code again; gives what to say of it.
    ///
    /// # Errors
    /// As for [`challenge::resend`] and [`challenge::call`].
    pub(crate) async fn send(
        self,
        visitor: &Visitor,
        way: Way,
        of: ChallengeId,
    ) -> Result<Remark, Refusal> {
        let (portal, caller) = (visitor.site().portal(), visitor.caller());
        match (self, visitor.dispenser(), way) {
            (Self::LookUp(id) | Self::Second(id), Some(who), Way::Again) => {
                counter::resend(portal, &who, id, of).await?;
            }
            (Self::LookUp(id) | Self::Second(id), Some(who), Way::Call) => {
                counter::call(portal, &who, id, of).await?;
            }
            (_, _, Way::Again) => challenge::resend(portal, &caller, of).await?,
            (_, _, Way::Call) => challenge::call(portal, &caller, of).await?,
        }
        Ok(match (self, way) {
            (_, Way::Again) => Remark::CodeResent,
            (Self::LookUp(_), Way::Call) => Counter::PatientCalled.into(),
            (_, Way::Call) => Remark::CodeCalled,
        })
    }
}
