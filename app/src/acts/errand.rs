//! The codes of errands: asked for, and answered.

use super::{Done, see};
use crate::{
    errand::Errand,
    fields::Fields,
    problem::Problem,
    remark::{Account, Remark},
    site::Site,
    visitor::Visitor,
};
use portal::{
    Refusal,
    activation::{self, Answered},
    domain::id::ChallengeId,
    erasure, export, forgotten, password, pin, settings,
};

/// `POST …/ask`
pub(crate) async fn ask(errand: Errand, site: Site, mut visitor: Visitor) -> Done {
    // A guardian may take the data of whom they act for, and ask for nothing else.
    let who = match errand {
        Errand::Export => visitor.signed_in(errand.start()).await,
        _ => visitor.themselves(errand.start()).await,
    };
    let who = match who {
        Ok(who) => who,
        Err(away) => return away,
    };
    let asked = match errand {
        Errand::Password => password::ask(site.portal(), &who).await,
        Errand::Pin => pin::ask(site.portal(), &who).await,
        Errand::Settings => settings::ask(site.portal(), &who).await,
        Errand::Export => export::ask(site.portal(), &who).await,
        Errand::Erase => erasure::ask(site.portal(), &who).await,
        Errand::Activate | Errand::Forgotten => return Err(Problem::NotFound),
    };
    match asked {
        Ok(()) => Ok(see(&errand.code())),
        Err(refusal) => visitor.refused(&refusal, errand.start()).await,
    }
}

/// `POST …/code`
pub(crate) async fn answer(
    errand: Errand,
    site: Site,
    mut visitor: Visitor,
    fields: Fields,
) -> Done {
    let (challenge, code) = (fields.get("challenge")?.parse(), fields.get("code")?);
    let challenge: ChallengeId = challenge.map_err(|_| Problem::Malformed)?;
    // Whoever is signed in has nothing to claim, and must not lose their seat over it.
    if !errand.is_own() && visitor.principal().is_some() {
        return Ok(see("/home"));
    }
    let (portal, caller) = (site.portal(), visitor.caller());
    let judged = match errand {
        Errand::Activate => activation::answer(portal, &caller, challenge, code).await,
        Errand::Forgotten => {
            forgotten::answer(portal, &caller, challenge, code).await.map(|()| Answered::Earned)
        }
        Errand::Export => match visitor.signed_in(errand.start()).await {
            Err(away) => return away,
            Ok(who) => own(errand, portal, &who, challenge, code).await,
        },
        Errand::Password | Errand::Pin | Errand::Settings | Errand::Erase => {
            match visitor.themselves(errand.start()).await {
                Err(away) => return away,
                Ok(who) => own(errand, portal, &who, challenge, code).await,
            }
        }
    };
    match judged {
        Ok(Answered::Earned) => {
            visitor.earn(errand, challenge).await?;
            Ok(see(errand.then()))
        }
        Ok(Answered::Active) => {
            visitor.told(Remark::Account(Account::AlreadyActive), "/sign-in").await
        }
        Err(refusal) => visitor.refused(&refusal, &errand.code()).await,
    }
}

async fn own(
    errand: Errand,
    portal: &portal::Portal,
    who: &portal::Principal,
    challenge: ChallengeId,
    code: &str,
) -> Result<Answered, Refusal> {
    match errand {
        Errand::Password => password::answer(portal, who, challenge, code).await?,
        Errand::Pin => pin::answer(portal, who, challenge, code).await?,
        Errand::Export => export::answer(portal, who, challenge, code).await?,
        Errand::Erase => erasure::answer(portal, who, challenge, code).await?,
        _ => settings::answer(portal, who, challenge, code).await?,
    }
    Ok(Answered::Earned)
}
