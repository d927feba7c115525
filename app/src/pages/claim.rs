//! Saying who one is, by number and birth date: to activate an account, or to set a new password.

use super::{Halt, Shown, Written};
use crate::{
    desk::{Asked, Desk},
    errand::Errand,
    parts::{
        birth,
        field::{Field, Kind, field},
        notice,
    },
    seat::Flash,
    shell::Frame,
};
use leptos::prelude::*;

/// What the page says.
struct Said {
    title: String,
    lead: String,
    label: String,
    hint: String,
}

/// `/activate`
pub(crate) async fn activate(asked: &mut Asked) -> Written {
    let words = asked.desk.words;
    let said = Said {
        title: words.say("activate-title"),
        lead: words.say("activate-lead"),
        label: words.say("activate-number-label"),
        hint: words.say("activate-number-hint"),
    };
    write(asked, Errand::Activate, said).await
}

/// `/forgotten`
pub(crate) async fn forgotten(asked: &mut Asked) -> Written {
    let words = asked.desk.words;
    let said = Said {
        title: words.say("forgotten-title"),
        lead: words.say("forgotten-lead"),
        label: words.say("sign-in-identifier-label"),
        hint: words.say("sign-in-identifier-hint"),
    };
    write(asked, Errand::Forgotten, said).await
}

/// `/stop-number`
pub(crate) async fn stop_number(asked: &mut Asked) -> Written {
    let words = asked.desk.words;
    let said = Said {
        title: words.say("number-stop-title"),
        lead: words.say("number-stop-lead"),
        label: words.say("activate-number-label"),
        hint: words.say("activate-number-hint"),
    };
    write(asked, Errand::StopNumber, said).await
}

async fn write(asked: &mut Asked, errand: Errand, said: Said) -> Written {
    if asked.visitor.principal().is_some() {
        return Err(Halt::go("/home"));
    }
    let mut flash = asked.visitor.take_flash().await?;
    flash.identifier = flash.identifier.or_else(|| asked.visitor.seat().identifier.clone());
    let desk = &asked.desk;
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(said.title.clone()) };
    let main = view! {
        {notice::flash(desk, &flash, &["identifier", "day"])}
        <h1>{said.title.clone()}</h1>
        <p class="lead">{said.lead.clone()}</p>
        {form(desk, errand, &flash, said)}
        <p><a href="/sign-in">{desk.words.say("account-to-sign-in")}</a></p>
    };
    Ok(Shown(frame, main.into_any()))
}

fn form(desk: &Desk, errand: Errand, flash: &Flash, said: Said) -> AnyView {
    let identifier = Field {
        id: "identifier",
        label: said.label,
        hint: said.hint,
        fault: notice::fault_of(desk, flash, "identifier"),
        kind: Kind::Identifier(flash.identifier.clone()),
    };
    view! {
        <form class="sheet stack" method="post" action=errand.start() novalidate>
            {field(desk, identifier)}
            {birth::fields(desk, flash)}
            <div class="buttons">
                <button class="button">{desk.words.say("sign-in-button")}</button>
            </div>
        </form>
    }
    .into_any()
}
