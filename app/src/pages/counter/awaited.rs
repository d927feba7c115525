//! A look-up while the patient's code is awaited.

use super::super::{
    Shown, Written,
    code::{Dead, Other, Purpose, Sent, dead, seconds, works},
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
use islands::{ResendCode, Way};
use leptos::prelude::*;
use portal::{
    challenge::Pending,
    counter::{self, Dispenser},
    domain::{Millis, challenge::Channel, id::VerificationId},
};

/// The page of a look-up whose code is awaited, or has ended.
pub(super) async fn write(asked: &mut Asked, who: &Dispenser, id: VerificationId) -> Written {
    let portal = asked.site.portal();
    let pending = counter::pending(portal, who, id).await?;
    let flash = asked.visitor.seat().flash.clone().unwrap_or_default();
    let why = Dead::of(&flash, pending.is_some_and(|pending| pending.live));
    let shown = match (pending, why) {
        (Some(pending), None) => {
            let progress = counter::progress(portal, who, id, pending.id).await?;
            live(&asked.desk, id, &pending, Told::to_patient(progress, asked.desk.words), &flash)
        }
        (_, why) => dead(&asked.desk, &purpose(&asked.desk, id), why.unwrap_or(Dead::Expired)),
    };
    asked.visitor.take_flash().await?;
    Ok(shown)
}

/// What the code is for.
fn purpose(desk: &Desk, id: VerificationId) -> Purpose {
    let (words, page) = (desk.words, paths::look_up(id));
    Purpose {
        says: words.say("pharmacy-code-purpose"),
        sent: Sent {
            text: words.say("pharmacy-code-sent"),
            call: words.say("pharmacy-code-sent-call"),
        },
        button: words.say("pharmacy-code-button"),
        action: format!("{page}/code"),
        resend: format!("{page}/resend"),
        call: format!("{page}/call"),
        progress: format!("{page}/code/progress"),
        over: paths::when_over(&page),
        other: Other::StartAgain("/pharmacy"),
    }
}

fn live(desk: &Desk, id: VerificationId, pending: &Pending, told: Told, flash: &Flash) -> Shown {
    let (words, page, purpose) = (desk.words, paths::look_up(id), purpose(desk, id));
    let frame = Frame {
        faulty: notice::is_faulty(flash),
        place: Some(Place::Counter),
        wakes: true,
        ..Frame::titled(words.say("pharmacy-code-title"))
    };
    let (sent, note) = match pending.first {
        Channel::Sms => (&purpose.sent.text, "pharmacy-code-call-note"),
        Channel::Voice => (&purpose.sent.call, "code-ring-note"),
    };
    let reference = pending.reference.to_string();
    let main = view! {
        {notice::flash(desk, flash, &["code"])}
        <h1>{words.say("pharmacy-code-title")}</h1>
        <p class="purpose">
            <span>{purpose.says.clone()}</span>" "
            <span class="ref">{words.tell("code-ref", [("ref", reference.into())])}</span>
        </p>
        <p>{sent.clone()}</p>
        {progress::line(told, purpose.progress.clone())}
        {form(desk, &purpose, pending, flash)}
        <p><a href=page.clone()>{words.say("pharmacy-code-agreed")}</a></p>
        <section class="help stack">
            <p>{words.say(note)}</p>
            {again(desk, &purpose, pending)}
            <p><a href=format!("{page}/without-code")>{words.say("pharmacy-code-none")}</a></p>
            <p><a href="/pharmacy">{words.say("pharmacy-code-other")}</a></p>
        </section>
    };
    Shown(frame, main.into_any())
}

fn form(desk: &Desk, purpose: &Purpose, pending: &Pending, flash: &Flash) -> AnyView {
    let words = desk.words;
    let code = Field {
        id: "code",
        label: words.say("code-label"),
        hint: words.say("pharmacy-code-hint"),
        fault: notice::fault_of(desk, flash, "code"),
        kind: Kind::TheirCode,
    };
    view! {
        <form class="sheet stack" method="post" action=purpose.action.clone() novalidate>
            <input type="hidden" name="challenge" value=pending.id.to_string()/>
            {field(desk, code)}
            {works(desk, &purpose.over, pending.expires_at)}
            <div class="buttons"><button class="button">{purpose.button.clone()}</button></div>
        </form>
    }
    .into_any()
}

fn again(desk: &Desk, purpose: &Purpose, pending: &Pending) -> AnyView {
    let words = desk.words;
    let way = |action: &str, at: Millis, button: &str, wait: &str| Way {
        action: action.to_owned(),
        again_in: seconds(desk.now, at),
        button: words.say(button),
        wait: words.tell(wait, [("clock", "{time}".into())]),
    };
    let call = |at| way(&purpose.call, at, "pharmacy-code-call", "code-call-wait");
    let (again, instead) = match pending.first {
        Channel::Sms => ("code-resend", pending.call_at.map(call)),
        // To send it again is to call again.
        Channel::Voice => ("pharmacy-code-call-again", None),
    };
    view! {
        <ResendCode
            challenge=pending.id.to_string()
            again=pending.resend_at.map(|at| way(&purpose.resend, at, again, "code-resend-wait"))
            instead=instead
            none_left=words.say("refusal-resend-no-more")
            sent=words.say("code-resent")
        />
    }
    .into_any()
}
