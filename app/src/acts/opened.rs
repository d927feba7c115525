//! What a patient opens with a code: asking for it, answering it, and sealing it again.

use super::{Done, resend::challenge, see};
use crate::{
    fields::Fields,
    paths,
    problem::Problem,
    refusal::Fate,
    remark::{Counter, Remark},
    visitor::Visitor,
};
use portal::{
    Portal, Principal, Refusal,
    domain::id::{ChallengeId, PrescriptionId, RecordId},
    prescriptions, reports,
};

/// One thing that a code opens.
#[derive(Clone, Copy)]
pub(crate) enum Opened {
    /// A report.
    Report(RecordId),
    /// The medicines of a prescription.
    Prescription(PrescriptionId),
}

impl Opened {
    /// The report that a path names.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it names none.
    pub(crate) fn report(id: &str) -> Result<Self, Problem> {
        id.parse().map(Self::Report).map_err(|_| Problem::NotFound)
    }

    /// The prescription that a path names.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it names none.
    pub(crate) fn prescription(id: &str) -> Result<Self, Problem> {
        id.parse().map(Self::Prescription).map_err(|_| Problem::NotFound)
    }

    fn page(self) -> String {
        match self {
            Self::Report(id) => paths::report(id),
            Self::Prescription(id) => paths::prescription(id),
        }
    }

    async fn ask(self, portal: &Portal, who: &Principal) -> Result<(), Refusal> {
        match self {
            Self::Report(id) => reports::ask(portal, who, id).await,
            Self::Prescription(id) => prescriptions::ask(portal, who, id).await,
        }
    }

    async fn answer(
        self,
        portal: &Portal,
        who: &Principal,
        challenge: ChallengeId,
        code: &str,
    ) -> Result<(), Refusal> {
        match self {
            Self::Report(id) => reports::answer(portal, who, id, challenge, code).await,
            Self::Prescription(id) => prescriptions::answer(portal, who, id, challenge, code).await,
        }
    }

    /// Seals it; gives what to say of it.
    async fn seal(self, portal: &Portal, who: &Principal) -> Result<Remark, Refusal> {
        match self {
            Self::Report(id) => reports::seal(portal, who, id).await.map(|()| Remark::SealedAgain),
            Self::Prescription(id) => {
                prescriptions::seal(portal, who, id).await.map(|()| Counter::Sealed.into())
            }
        }
    }
}

/// `POST /labs/{id}/ask` and `POST /prescriptions/{id}/ask`
pub(crate) async fn ask(of: Opened, mut visitor: Visitor) -> Done {
    let page = of.page();
    let who = visitor.signed_in(&page).await?;
    let Err(refusal) = of.ask(visitor.site().portal(), &who).await else {
        return Ok(see(&format!("{page}/code")));
    };
    let page = match visitor.fate(&refusal) {
        Fate::Told(Remark::CodesPaused(_) | Remark::CodesBlocked, _) => format!("{page}/code"),
        _ => page,
    };
    visitor.refused(&refusal, &page).await
}

/// `POST /labs/{id}/code` and `POST /prescriptions/{id}/code`
pub(crate) async fn answer(of: Opened, mut visitor: Visitor, fields: &Fields) -> Done {
    let page = of.page();
    let (challenge, code) = (challenge(fields)?, fields.get("code")?);
    let who = visitor.signed_in(&page).await?;
    match of.answer(visitor.site().portal(), &who, challenge, code).await {
        Ok(()) => Ok(see(&page)),
        Err(refusal) => visitor.refused(&refusal, &format!("{page}/code")).await,
    }
}

/// `POST /labs/{id}/seal` and `POST /prescriptions/{id}/seal`
pub(crate) async fn seal(of: Opened, mut visitor: Visitor) -> Done {
    let page = of.page();
    let who = visitor.signed_in(&page).await?;
    match of.seal(visitor.site().portal(), &who).await {
        // A browser drops the pages that it keeps for going back once a cookie of theirs has changed.
        Ok(says) => {
            visitor.renew_id().await?;
            visitor.told(says, &page).await
        }
        Err(refusal) => visitor.refused(&refusal, &page).await,
    }
}
