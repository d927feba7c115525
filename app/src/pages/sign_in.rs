//! Signing in: who it is, and the password.

use super::{Halt, Shown, Written};
use crate::{
    desk::{Asked, Desk},
    parts::{
        field::{Field, Kind, field},
        how, notice,
    },
    remark::Remark,
    seat::Flash,
    shell::Frame,
};
use leptos::prelude::*;

/// `/sign-in`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    if asked.visitor.principal().is_some() {
        return Err(Halt::go("/home"));
    }
    let mut flash = asked.visitor.take_flash().await?;
    if asked.visitor.was_sent_to_sign_in() && flash.messages.is_empty() {
        flash.messages.push(Remark::SignInNeeded);
    }
    flash.identifier = flash.identifier.or_else(|| asked.visitor.seat().identifier.clone());
    let desk = &asked.desk;
    let frame = Frame {
        faulty: notice::is_faulty(&flash),
        split: true,
        ..Frame::titled(desk.words.say("sign-in-title"))
    };
    let main = view! {
        <div class="stack">
            {notice::flash(desk, &flash, &["identifier", "password"])}
            <h1>{desk.words.say("sign-in-title")}</h1>
            <p class="lead">{desk.words.say("sign-in-lead")}</p>
            {form(desk, &flash)}
            <p><a href="/forgotten">{desk.words.say("sign-in-forgot")}</a></p>
            <p>
                {desk.words.say("sign-in-first") + " "}
                <a href="/activate">{desk.words.say("sign-in-activate")}</a>
            </p>
            <p><a href="/stop-number">{desk.words.say("number-stop-link")}</a></p>
        </div>
        {how::aside(desk)}
    };
    Ok(Shown(frame, main.into_any()))
}

fn form(desk: &Desk, flash: &Flash) -> AnyView {
    let words = desk.words;
    let identifier = Field {
        id: "identifier",
        label: words.say("sign-in-identifier-label"),
        hint: words.say("sign-in-identifier-hint"),
        fault: notice::fault_of(desk, flash, "identifier"),
        kind: Kind::Identifier(flash.identifier.clone()),
    };
    let password = Field {
        id: "password",
        label: words.say("sign-in-password-label"),
        hint: words.say("sign-in-password-hint"),
        fault: notice::fault_of(desk, flash, "password"),
        kind: Kind::Password,
    };
    view! {
        <form class="sheet stack" method="post" action="/sign-in" novalidate>
            {field(desk, identifier)}
            {field(desk, password)}
            <div class="buttons"><button class="button">{words.say("sign-in-button")}</button></div>
        </form>
    }
    .into_any()
}
