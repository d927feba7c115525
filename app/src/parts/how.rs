//! How the seal works, in three steps.

use crate::desk::Desk;
use leptos::prelude::*;

/// The aside of pages that a person sees before they open a report.
pub(crate) fn aside(desk: &Desk) -> AnyView {
    let words = desk.words;
    view! {
        <aside class="stack" aria-labelledby="how-title">
            <h2 id="how-title">{words.say("home-how-title")}</h2>
            <ol class="steps">
                <li>{words.say("home-how-sealed")}</li>
                <li>{words.say("home-how-code")}</li>
                <li>{words.say("home-how-close")}</li>
            </ol>
        </aside>
    }
    .into_any()
}
