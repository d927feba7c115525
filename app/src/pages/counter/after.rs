//! A look-up after which nothing more can be handed over.

use super::super::{Shown, Written};
use crate::{
    desk::{Asked, Desk},
    parts::notice,
    paths,
    remark::Remark,
    seat::Flash,
    shell::{Frame, Place},
};
use leptos::prelude::*;
use portal::domain::{Millis, id::VerificationId, pharmacy::State};

/// The page that says what became of it. The medicines are not named again.
pub(super) async fn write(asked: &mut Asked, id: VerificationId, state: State) -> Written {
    let told = asked.visitor.take_flash().await?;
    let desk = &asked.desk;
    let (title, text) = sentences(desk, state);
    let undo = match state {
        State::Dispensed { undo_until, .. } if desk.now < undo_until => {
            Some(undo(desk, id, undo_until))
        }
        _ => None,
    };
    let frame = Frame { place: Some(Place::Counter), ..Frame::titled(title.clone()) };
    let main = view! {
        {notice::flash(desk, &stayed(told), &[])}
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        <p><a class="button" href="/pharmacy" autofocus=true>{desk.words.say("pharmacy-next")}</a></p>
        {undo}
    };
    Ok(Shown(frame, main.into_any()))
}

/// Whatever else was to be said is what the page says.
fn stayed(told: Flash) -> Flash {
    let messages = told.messages.into_iter().filter(|it| *it == Remark::Stayed).collect();
    Flash { messages, ..Flash::default() }
}

fn sentences(desk: &Desk, state: State) -> (String, String) {
    let words = desk.words;
    let at = |key, at| words.tell(key, [("time", desk.dates.time(at).into())]);
    match state {
        State::Dispensed { at: when, .. } => {
            (words.say("pharmacy-dispensed"), at("pharmacy-dispensed-text", when))
        }
        State::Undone(when) => (words.say("pharmacy-undone"), at("pharmacy-undone-text", when)),
        State::Refused => (words.say("pharmacy-refused-title"), words.say("pharmacy-refused-text")),
        State::Asked | State::LookedAt | State::Allowed(_) | State::Over => {
            (words.say("pharmacy-over-title"), words.say("pharmacy-over-text"))
        }
    }
}

fn undo(desk: &Desk, id: VerificationId, until: Millis) -> AnyView {
    let words = desk.words;
    let time = desk.dates.time(until);
    view! {
        <form class="sheet stack" method="post" action=format!("{}/undo", paths::look_up(id))>
            <p>{words.tell("pharmacy-undo-text", [("time", time.into())])}</p>
            <div class="buttons">
                <button class="button button-quiet">{words.say("pharmacy-undo-button")}</button>
            </div>
        </form>
    }
    .into_any()
}
