//! Where no code reaches the patient: a reason, and a second pharmacist who stands for it.

use super::{
    super::{
        Halt, Shown, Written,
        code::{Dead, Other, Purpose, Sent, dead, works},
    },
    id,
    sign_in::credentials,
};
use crate::{
    desk::{Asked, Desk},
    parts::{
        field::{Field, Kind, field},
        notice,
        progress::{self, Told},
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
    domain::{challenge::Channel, id::VerificationId, pharmacy::State},
};

/// `/pharmacy/{id}/without-code`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let (_, id) = awaited(asked).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words, page) = (&asked.desk, asked.desk.words, paths::look_up(id));
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
    let action = format!("{page}/without-code");
    let main = view! {
        {notice::flash(desk, &flash, &["reason", "identifier", "password"])}
        <h1>{title}</h1>
        <p class="lead">{words.say("pharmacy-without-lead")}</p>
        <form class="sheet stack" method="post" action=action novalidate>
            {field(desk, reason)}
            <h2>{words.say("pharmacy-second-title")}</h2>
            {credentials(desk, &flash)}
            <div class="buttons">
                <button class="button">{words.say("sign-in-button")}</button>
                <a class="button button-link" href=page>{words.say("pharmacy-without-back")}</a>
            </div>
        </form>
    };
    Ok(Shown(frame, main.into_any()))
}

/// A look-up whose code is still awaited; for any other the way to its page.
async fn awaited(asked: &mut Asked) -> Result<(Dispenser, VerificationId), Halt> {
    let who = asked.dispenser().await?;
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
    let pending = counter::pending_second(portal, &who, id).await?;
    let flash = asked.visitor.seat().flash.clone().unwrap_or_default();
    let why = Dead::of(&flash, pending.is_some_and(|pending| pending.live));
    let shown = match (pending, why) {
        (Some(pending), None) => {
            let told = told(asked, &who, id, &pending).await?;
            live(&asked.desk, id, &pending, told, &flash)
        }
        (None, None | Some(Dead::Expired)) => {
            return Err(Halt::go(format!("{}/without-code", paths::look_up(id))));
        }
        (_, Some(why)) => dead(&asked.desk, &purpose(&asked.desk), why),
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

fn purpose(desk: &Desk) -> Purpose {
    let words = desk.words;
    Purpose {
        says: words.say("pharmacy-second-purpose"),
        sent: Sent { text: words.say("code-sent"), call: words.say("code-sent-call") },
        button: words.say("pharmacy-second-button"),
        action: String::new(),
        resend: String::new(),
        call: String::new(),
        progress: String::new(),
        over: String::new(),
        other: Other::StartAgain("/pharmacy"),
    }
}

fn live(desk: &Desk, id: VerificationId, pending: &Pending, told: Told, flash: &Flash) -> Shown {
    let (words, purpose) = (desk.words, purpose(desk));
    let base = format!("{}/without-code", paths::look_up(id));
    let title = words.say("code-title");
    let frame = Frame {
        faulty: notice::is_faulty(flash),
        place: Some(Place::Counter),
        wakes: true,
        ..Frame::titled(title.clone())
    };
    let sent = match pending.first {
        Channel::Sms => purpose.sent.text,
        Channel::Voice => purpose.sent.call,
    };
    let reference = pending.reference.to_string();
    let main = view! {
        {notice::flash(desk, flash, &["code"])}
        <h1>{title}</h1>
        <p class="purpose">
            <span>{purpose.says}</span>" "
            <span class="ref">{words.tell("code-ref", [("ref", reference.into())])}</span>
        </p>
        <p>{sent}</p>
        {progress::line(told, format!("{base}/code/progress"))}
        {answer(desk, &base, &purpose.button, pending, flash)}
    };
    Shown(frame, main.into_any())
}

fn answer(desk: &Desk, base: &str, button: &str, pending: &Pending, flash: &Flash) -> AnyView {
    let words = desk.words;
    let code = Field {
        id: "code",
        label: words.say("code-label"),
        hint: words.say("code-hint"),
        fault: notice::fault_of(desk, flash, "code"),
        kind: Kind::TheirCode,
    };
    let challenge = pending.id.to_string();
    let again = challenge.clone();
    view! {
        <form class="sheet stack" method="post" action=format!("{base}/code") novalidate>
            <input type="hidden" name="challenge" value=challenge/>
            {field(desk, code)}
            {works(desk, "", pending.expires_at)}
            <div class="buttons">
                <button class="button">{button.to_owned()}</button>
                <a class="button button-link" href=base.to_owned()>{words.say("code-start-again")}</a>
            </div>
        </form>
        <form class="help" method="post" action=format!("{base}/resend")>
            <input type="hidden" name="challenge" value=again/>
            <button class="button button-quiet">{words.say("code-resend")}</button>
        </form>
    }
    .into_any()
}
