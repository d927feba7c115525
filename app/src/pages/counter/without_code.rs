//! Where no code reaches the patient: a reason, and a second pharmacist who stands for it.

use super::{
    super::{
        Halt, Shown, Written,
        code::{Called, Dead, Other, Purpose, Sent, dead},
    },
    id,
    sign_in::credentials,
    their_code::{Says, page},
};
use crate::{
    desk::{Asked, Desk},
    parts::{
        field::{Field, Kind, field},
        notice,
        progress::Told,
    },
    paths,
    seat::Flash,
    shell::{Frame, Place},
};
use leptos::prelude::*;
use portal::{
    Refusal,
    challenge::Pending,
    counter::{self, Dispenser},
    domain::{id::VerificationId, pharmacy::State},
};

/// The page of a look-up on which a second pharmacist stands for it.
fn own(id: VerificationId) -> String {
    format!("{}/without-code", paths::look_up(id))
}

/// `/pharmacy/{id}/without-code`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let (_, id) = awaited(asked).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words, back) = (&asked.desk, asked.desk.words, paths::look_up(id));
    let title = words.say("pharmacy-without-title");
    let frame = Frame {
        faulty: notice::is_faulty(&flash),
        place: Some(Place::Counter),
        ..Frame::titled(title.clone())
    };
    let reason = Field {
        id: "reason",
        label: words.say("pharmacy-reason-label"),
        hint: words.say("pharmacy-reason-hint"),
        fault: notice::fault_of(desk, &flash, "reason"),
        kind: Kind::Sentences(flash.typed("reason").map(str::to_owned)),
    };
    let main = view! {
        {notice::flash(desk, &flash, &["reason", "identifier", "password"])}
        <h1>{title}</h1>
        <p class="lead">{words.say("pharmacy-without-lead")}</p>
        <form class="sheet stack" method="post" action=own(id) novalidate>
            {field(desk, reason)}
            <h2>{words.say("pharmacy-second-title")}</h2>
            {credentials(desk, &flash, Kind::TheirLogin, Kind::TheirPassword)}
            <div class="buttons">
                <button class="button">{words.say("sign-in-button")}</button>
                <a class="button button-link" href=back>{words.say("pharmacy-without-back")}</a>
            </div>
        </form>
    };
    Ok(Shown(frame, main.into_any()))
}

/// A look-up whose code is still awaited; for any other the way to its page.
async fn awaited(asked: &mut Asked) -> Result<(Dispenser, VerificationId), Halt> {
    let who = asked.at_counter().await?;
    let id = id(&asked.path)?;
    match counter::state(asked.site.portal(), &who, id).await? {
        State::Asked => Ok((who, id)),
        _ => Err(Halt::go(paths::look_up(id))),
    }
}

/// `/pharmacy/{id}/without-code/code`
pub(crate) async fn code(asked: &mut Asked) -> Written {
    let (who, id) = awaited(asked).await?;
    let portal = asked.site.portal();
    let pending = counter::vouch::pending(portal, &who, id).await?;
    let flash = asked.visitor.flash();
    let why = Dead::of(&flash, pending.is_some_and(|pending| pending.live));
    let shown = match (pending, why) {
        (Some(pending), None) => {
            let told = told(asked, &who, id, &pending).await?;
            live(&asked.desk, id, (&pending, told), &flash)
        }
        (None, None | Some(Dead::Expired)) => {
            return Err(Halt::go(own(id)));
        }
        (_, Some(why)) => dead(&asked.desk, &purpose(&asked.desk, id), why),
    };
    asked.visitor.take_flash().await?;
    Ok(shown)
}

async fn told(
    asked: &Asked,
    who: &Dispenser,
    id: VerificationId,
    pending: &Pending,
) -> Result<Told, Refusal> {
    let progress = counter::progress(asked.site.portal(), who, id, pending.id).await?;
    Ok(Told::of(progress, pending.first, asked.desk.words))
}

/// What the code is for.
fn purpose(desk: &Desk, id: VerificationId) -> Purpose {
    let (words, base) = (desk.words, own(id));
    Purpose {
        says: words.say("pharmacy-second-purpose"),
        sent: Sent { text: words.say("code-sent"), call: words.say("code-sent-call") },
        button: words.say("pharmacy-second-button"),
        called: Called::Reader,
        over: String::new(),
        other: Other::StartAgain(base.clone()),
        base,
    }
}

fn live(desk: &Desk, id: VerificationId, code: (&Pending, Told), flash: &Flash) -> Shown {
    let words = desk.words;
    let anew = words.say("code-start-again");
    let beside = view! { <a class="button button-link" href=own(id)>{anew}</a> };
    let says = Says {
        title: words.say("code-title"),
        hint: words.say("code-hint"),
        note: "code-call-note",
        beside: Some(beside.into_any()),
        below: None,
        ways: None,
    };
    page(desk, &purpose(desk, id), code, flash, says)
}
