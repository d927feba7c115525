//! "Are you still there?", before a session ends.

mod dialog;
mod watch;

use leptos::prelude::*;

use self::dialog::{Plan, wake};
use crate::clock;

/// A question over the page, a while before the session ends, that one press answers. It is
/// closed as the server writes it; people without its help are sent to a page of the same words.
#[island]
pub fn StaySignedIn(
    /// The seconds until the session ends, from when the page was written.
    left: u32,
    /// Whose stay it is, as the server says it with each answer.
    stay: String,
    /// How many seconds before the end the question comes.
    warn: u32,
    /// The question.
    title: String,
    /// How long it may stand, with `{time}` for minutes and seconds.
    text: String,
    /// The words of the button that stays.
    button: String,
    /// The words of the button that signs out.
    leave: String,
) -> impl IntoView {
    let shown = clock::shown(&text, left.min(warn));
    let plan = Plan { left, warn, stay, words: text };
    view! {
        <dialog class="warning" aria-labelledby="still-title" aria-describedby="still-text"
            use:wake=plan>
            <div class="stack">
                <h2 id="still-title">{title}</h2>
                <p class="countdown" id="still-text">{shown}</p>
                <div class="buttons">
                    <form method="post" action="/session/stay">
                        <button class="button">{button}</button>
                    </form>
                    <form method="post" action="/sign-out">
                        <button class="button button-link">{leave}</button>
                    </form>
                </div>
            </div>
        </dialog>
    }
}
