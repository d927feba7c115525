//! Choosing a password, after a code.

use super::{Halt, Shown, Written};
use crate::{
    desk::{Asked, Desk},
    errand::Errand,
    parts::{
        choices::{Choices, choices, tick},
        field::{Field, Kind, field},
        notice, privacy,
    },
    remark::{Account, Remark},
    seat::Flash,
    shell::Frame,
};
use leptos::prelude::*;
use portal::{Refusal, domain::id::ChallengeId, sign_in::Candidate};

/// `/activate/password`
pub(crate) async fn activate(asked: &mut Asked) -> Written {
    let errand = Errand::Activate;
    let challenge = earned(asked, errand)?;
    let patient = match portal::activation::whose(asked.site.portal(), challenge).await {
        Ok(patient) => patient,
        Err(Refusal::Lapsed) => return over(asked, errand).await,
        Err(refusal) => return Err(refusal.into()),
    };
    let person = portal::profile::person(asked.site.portal(), patient).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    // A browser writes titles down, so that the name stands on the page alone.
    let welcome = words.tell("activate-welcome", [("name", person.given.into())]);
    let title = words.say("activate-title-welcome");
    let accept = asked.site.portal().rules().notice.clone();
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title) };
    let main = view! {
        {notice::flash(desk, &flash, &["accept", "password"])}
        <h1>{welcome}</h1>
        <p class="lead">{words.say("activate-read")}</p>
        {privacy::notice(desk, asked.site.portal())}
        <form class="sheet stack" method="post" action=errand.then() novalidate>
            {tick(desk, &flash, "accept", accept, words.say("privacy-accept"))}
            {password(desk, &flash)}
            <div class="buttons"><button class="button">{words.say("activate-button")}</button></div>
        </form>
    };
    Ok(Shown(frame, main.into_any()))
}

/// `/forgotten/password`
pub(crate) async fn forgotten(asked: &mut Asked) -> Written {
    let errand = Errand::Forgotten;
    let challenge = earned(asked, errand)?;
    let candidates = match portal::forgotten::whose(asked.site.portal(), challenge).await {
        Ok(candidates) => candidates,
        Err(Refusal::Lapsed) => return over(asked, errand).await,
        Err(refusal) => return Err(refusal.into()),
    };
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("forgotten-title");
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title.clone()) };
    let main = view! {
        {notice::flash(desk, &flash, &["pin", "password"])}
        <h1>{title}</h1>
        <p class="lead">{words.say("forgotten-choose")}</p>
        <form class="sheet stack" method="post" action=errand.then() novalidate>
            {who(desk, &flash, &candidates)}
            {candidates.iter().any(|it| it.has_pin).then(|| super::pin::current(desk, &flash))}
            {password(desk, &flash)}
            <div class="buttons"><button class="button">{words.say("account-password-button")}</button></div>
        </form>
    };
    Ok(Shown(frame, main.into_any()))
}

/// Twins on one phone say which of them it is.
fn who(desk: &Desk, flash: &Flash, candidates: &[Candidate]) -> Option<AnyView> {
    if candidates.len() < 2 {
        return None;
    }
    let all = candidates.iter().map(|it| (it.patient.to_string(), it.name.clone())).collect();
    let taken = flash.typed("patient").map(str::to_owned);
    Some(choices(Choices { name: "patient", label: desk.words.say("who-title"), all, taken }))
}

/// The field of a new password.
pub(super) fn password(desk: &Desk, flash: &Flash) -> AnyView {
    let password = Field {
        id: "password",
        label: desk.words.say("account-new-password-label"),
        hint: desk.words.say("account-new-password-hint"),
        fault: notice::fault_of(desk, flash, "password"),
        kind: Kind::NewPassword,
    };
    field(desk, password)
}

/// What entitles this browser to the page; without it the errand begins.
pub(super) fn earned(asked: &Asked, errand: Errand) -> Result<ChallengeId, Halt> {
    asked.visitor.earned(errand).ok_or_else(|| Halt::go(errand.start()))
}

/// Back to where the errand begins, which says why.
pub(super) async fn over(asked: &mut Asked, errand: Errand) -> Written {
    asked.visitor.forget_errand().await?;
    asked.visitor.set_flash(Remark::Account(Account::ErrandOver)).await?;
    Err(Halt::go(errand.start()))
}
