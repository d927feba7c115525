//! A look-up that the patient looks at on their own phone.

use super::super::{Shown, Written};
use crate::{
    desk::Asked,
    parts::progress::{self, Told},
    paths,
    shell::{Frame, Next, Place},
};
use leptos::prelude::*;
use portal::domain::id::VerificationId;

/// After how many seconds a browser without JavaScript looks again.
const AGAIN: u64 = 10;

/// The page on which a pharmacist waits for the patient to agree.
pub(super) async fn write(asked: &mut Asked, id: VerificationId) -> Written {
    asked.visitor.take_flash().await?;
    let (words, page) = (asked.desk.words, paths::look_up(id));
    let title = words.say("pharmacy-looked-at-title");
    let frame = Frame {
        place: Some(Place::Counter),
        wakes: true,
        next: Next::Before(AGAIN, paths::when_over(&page)),
        ..Frame::titled(title.clone())
    };
    let main = view! {
        <h1>{title}</h1>
        <p class="lead">{words.say("pharmacy-looked-at-text")}</p>
        {progress::line(Told::looked_at(words), format!("{page}/code/progress?looked-at"))}
        <p><a class="button" href=page>{words.say("pharmacy-code-agreed")}</a></p>
        <p><a href="/pharmacy">{words.say("pharmacy-code-other")}</a></p>
    };
    Ok(Shown(frame, main.into_any()))
}
