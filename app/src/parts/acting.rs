//! The line that every page has while somebody acts for somebody else.

use crate::desk::Desk;
use leptos::prelude::*;

/// For whom, and the way back.
pub(crate) fn banner(desk: &Desk) -> Option<AnyView> {
    let (words, name) = (desk.words, desk.acts_for.clone()?);
    let says = words.tell("family-acting", [("name", name.into())]);
    Some(
        view! {
            <section class="acting" aria-label=words.say("family-acting-label")>
                <div class="acting-row">
                    <p>{says}</p>
                    <form method="post" action="/family/back">
                        <button class="button button-quiet">{words.say("family-back-button")}</button>
                    </form>
                </div>
            </section>
        }
        .into_any(),
    )
}
