//! The codes of errands: asked for, and answered.

use super::{Done, resend::challenge, see};
use crate::{
    away::Away,
    errand::Errand,
    fields::Fields,
    problem::Problem,
    remark::{Account, Remark},
    site::Site,
    visitor::Visitor,
};
use portal::{
    Portal, Principal, Refusal,
    activation::{self, Answered},
    domain::id::ChallengeId,
    erasure, export, forgotten, number, password, pin, prescriptions, rebind, settings,
};

/// `POST …/ask`
pub(crate) async fn ask(errand: Errand, site: Site, mut visitor: Visitor) -> Done {
    let who = owner(errand, &mut visitor).await?;
    let asked = match errand {
        Errand::Password => password::ask(site.portal(), &who).await,
        Errand::Pin => pin::ask(site.portal(), &who).await,
        Errand::Settings => settings::ask(site.portal(), &who).await,
        Errand::Export => export::ask(site.portal(), &who).await,
        Errand::Erase => erasure::ask(site.portal(), &who).await,
        Errand::Collector => prescriptions::collector::ask(site.portal(), &who).await,
        // The number is typed anew.
        Errand::Number => return Ok(see(errand.start())),
        Errand::NewNumber => match visitor.earned(Errand::Number) {
            Some(left) => number::new::ask(site.portal(), &who, left).await,
            None => return Ok(see(Errand::Number.start())),
        },
        Errand::Activate | Errand::Forgotten | Errand::StopNumber => {
            return Err(Problem::NotFound.into());
        }
    };
    match asked {
        Ok(()) => Ok(see(&errand.code())),
        Err(Refusal::Lapsed) if errand == Errand::NewNumber => begin_again(&mut visitor).await,
        Err(refusal) => visitor.refused(&refusal, errand.start()).await,
    }
}

/// Whose errand it is.
async fn owner(errand: Errand, visitor: &mut Visitor) -> Result<Principal, Away> {
    if errand.is_for_guardians() {
        visitor.signed_in(errand.start()).await
    } else {
        visitor.themselves(errand.start()).await
    }
}

/// `POST …/code`
pub(crate) async fn answer(
    errand: Errand,
    site: Site,
    mut visitor: Visitor,
    fields: Fields,
) -> Done {
    let (challenge, code) = (challenge(&fields)?, fields.get("code")?);
    // Whoever is signed in has nothing to claim, and must not lose their seat over it.
    if !errand.is_own() && visitor.principal().is_some() {
        return Ok(see("/home"));
    }
    let (portal, caller) = (site.portal(), visitor.caller());
    let judged = match errand {
        Errand::Activate => activation::answer(portal, &caller, challenge, code).await.map(of),
        Errand::Forgotten => {
            forgotten::answer(portal, &caller, challenge, code).await.map(|()| Judged::Earned)
        }
        Errand::StopNumber => {
            rebind::stop::answer(portal, &caller, challenge, code).await.map(of_stopping)
        }
        Errand::Password
        | Errand::Pin
        | Errand::Settings
        | Errand::Export
        | Errand::Erase
        | Errand::Number
        | Errand::NewNumber
        | Errand::Collector => {
            let who = owner(errand, &mut visitor).await?;
            own(errand, portal, &who, challenge, code).await
        }
    };
    go_on(errand, &mut visitor, challenge, judged).await
}

/// Where a judged code leads.
async fn go_on(
    errand: Errand,
    visitor: &mut Visitor,
    challenge: ChallengeId,
    judged: Result<Judged, Refusal>,
) -> Done {
    match judged {
        Ok(Judged::Earned) => {
            visitor.earn(errand, challenge).await?;
            Ok(see(errand.then()))
        }
        Ok(Judged::Done(message)) => {
            visitor.settle_errand().await?;
            visitor.told(Remark::Account(message), errand.then()).await
        }
        Ok(Judged::Elsewhere(message)) => visitor.told(Remark::Account(message), "/sign-in").await,
        Err(Refusal::Lapsed) if errand == Errand::NewNumber => begin_again(visitor).await,
        Err(refusal) => visitor.refused(&refusal, &errand.code()).await,
    }
}

/// What a right code leads to.
enum Judged {
    /// The errand's next page is open.
    Earned,
    /// That was all, and this is said of it.
    Done(Account),
    /// There is nothing to go on with, but for signing in.
    Elsewhere(Account),
}

fn of(answered: Answered) -> Judged {
    match answered {
        Answered::Earned => Judged::Earned,
        Answered::Active => Judged::Elsewhere(Account::AlreadyActive),
    }
}

fn of_stopping(stopped: bool) -> Judged {
    Judged::Elsewhere(if stopped { Account::NumberStopped } else { Account::NothingToStop })
}

/// Back to where the new number is typed, since the first code's time is over.
async fn begin_again(visitor: &mut Visitor) -> Done {
    visitor.forget_errand().await?;
    visitor.told(Remark::Account(Account::ErrandOver), Errand::Number.start()).await
}

async fn own(
    errand: Errand,
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    code: &str,
) -> Result<Judged, Refusal> {
    match errand {
        Errand::Password => password::answer(portal, who, challenge, code).await?,
        Errand::Pin => pin::answer(portal, who, challenge, code).await?,
        Errand::Export => export::answer(portal, who, challenge, code).await?,
        Errand::Erase => erasure::answer(portal, who, challenge, code).await?,
        Errand::Collector => {
            prescriptions::collector::answer(portal, who, challenge, code).await?;
        }
        Errand::Number => number::old::answer(portal, who, challenge, code).await?,
        Errand::NewNumber => {
            number::new::answer(portal, who, challenge, code).await?;
            return Ok(Judged::Done(Account::NumberChanged));
        }
        Errand::Settings => settings::answer(portal, who, challenge, code).await?,
        Errand::Activate | Errand::Forgotten | Errand::StopNumber => return Err(Refusal::NotFound),
    }
    Ok(Judged::Earned)
}
