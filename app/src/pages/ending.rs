//! "Are you still there?", for browsers without JavaScript.

use super::{Shown, Written};
use crate::{
    desk::Asked,
    shell::{Frame, Next},
};
use leptos::prelude::*;

/// `/session/ending`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    asked.anybody().await?;
    let words = asked.desk.words;
    let left = asked.visitor.left();
    let back =
        asked.visitor.seat().place.clone().unwrap_or_else(|| asked.visitor.first_page().to_owned());
    let title = words.say("session-still-title");
    let minutes = left.div_ceil(60);
    // Whoever does not answer finds the sign-in page.
    let next = Next::Answered(u64::from(left) + 1, back.clone());
    let frame = Frame { next, ..Frame::titled(title.clone()) };
    let main = view! {
        <div class="sheet stack">
            <h1 id="still-title">{title}</h1>
            <p>{words.tell("session-still-text", [("minutes", minutes.into())])}</p>
            <div class="buttons">
                <form method="post" action="/session/stay">
                    <input type="hidden" name="back" value=back/>
                    <button class="button">{words.say("session-stay")}</button>
                </form>
                <form method="post" action="/sign-out">
                    <button class="button button-link">{words.say("session-leave")}</button>
                </form>
            </div>
        </div>
    };
    Ok(Shown(frame, main.into_any()))
}
