//! Setting, changing and removing one's PIN.

use super::{
    Halt, Shown, Written,
    new_password::{earned, over},
};
use crate::{
    desk::{Asked, Desk},
    errand::Errand,
    parts::{
        field::{Field, Kind, field},
        notice,
    },
    seat::Flash,
    shell::Frame,
    words::Words,
};
use leptos::prelude::*;
use portal::Refusal;

/// `/settings/pin`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.themselves().await?;
    let challenge = earned(asked, Errand::Pin)?;
    match portal::pin::is_open(asked.site.portal(), &who, challenge).await {
        Ok(()) => {}
        Err(Refusal::Lapsed) => return over(asked, Errand::Pin).await,
        Err(refusal) => return Err(Halt::from(refusal)),
    }
    let is_set = portal::pin::is_set(asked.site.portal(), who.patient).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say(if is_set { "pin-change-title" } else { "pin-set-title" });
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title.clone()) };
    let main = view! {
        {notice::flash(desk, &flash, &["current", "pin", "new-pin"])}
        <h1>{title}</h1>
        <form class="sheet stack" method="post" action="/settings/pin" novalidate>
            {if is_set { current(desk, &flash) } else { password(desk, &flash) }}
            {fresh(desk, &flash)}
            <div class="buttons">
                <button class="button">{words.say("pin-save")}</button>
                {is_set.then(|| view! {
                    <button class="button button-quiet" formaction="/settings/pin/remove">{words.say("pin-remove")}</button>
                })}
                <a class="button button-link" href="/settings">{words.say("code-cancel-change")}</a>
            </div>
        </form>
    };
    Ok(Shown(frame, main.into_any()))
}

/// The field of the password, which sets the first PIN.
fn password(desk: &Desk, flash: &Flash) -> AnyView {
    super::settings::current(desk, notice::fault_of(desk, flash, "current"))
}

/// The field of a PIN that is set.
pub(super) fn current(desk: &Desk, flash: &Flash) -> AnyView {
    let pin = Field {
        id: "pin",
        label: desk.words.say("pin-label"),
        hint: desk.words.say("pin-hint"),
        fault: notice::fault_of(desk, flash, "pin"),
        kind: Kind::Pin,
    };
    field(desk, pin)
}

fn fresh(desk: &Desk, flash: &Flash) -> AnyView {
    let pin = Field {
        id: "new-pin",
        label: desk.words.say("new-pin-label"),
        hint: desk.words.say("new-pin-hint"),
        fault: notice::fault_of(desk, flash, "new-pin"),
        kind: Kind::Pin,
    };
    field(desk, pin)
}

/// The way here, from the settings.
pub(crate) fn section(words: Words, is_set: bool) -> AnyView {
    let (text, button) = if is_set {
        ("pin-section-set", "pin-change-button")
    } else {
        ("pin-section-none", "pin-set-button")
    };
    view! {
        <section class="sheet stack" id="pin" aria-labelledby="pin-title">
            <h2 id="pin-title">{words.say("pin-title")}</h2>
            <p>{words.say("pin-section-text")}</p>
            <p>{words.say(text)}</p>
            <form class="buttons" method="post" action="/settings/pin/ask">
                <button class="button button-quiet">{words.say(button)}</button>
            </form>
        </section>
    }
    .into_any()
}

/// What somebody is told who shares a phone and has no PIN.
pub(super) fn advice(words: Words) -> AnyView {
    let link = view! { <a href="/settings#pin">{words.say("pin-advice-link")}</a> };
    view! { <section class="sheet stack stack-tight"><p>{words.say("pin-advice")}</p><p>{link}</p></section> }
        .into_any()
}
