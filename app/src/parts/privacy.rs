//! The notice on personal data: what, why, how long, and the person's rights.

use super::footer;
use crate::desk::Desk;
use leptos::prelude::*;
use portal::Portal;

/// The notice, with its version.
pub(crate) fn notice(desk: &Desk, portal: &Portal) -> AnyView {
    let words = desk.words;
    let clinic = desk.house.clinic.name.clone();
    let part = |title: String, text: String| {
        view! { <div class="stack stack-tight"><h2>{title}</h2><p>{text}</p></div> }
    };
    let tell = |key: &str| words.tell(key, [("clinic", clinic.as_str().into())]);
    let ask = match &desk.house.help {
        Some(help) => footer::around(desk, "privacy-ask", help),
        None => words.say("privacy-ask-desk").into_any(),
    };
    let version = portal.rules().notice.clone();
    view! {
        <section class="sheet stack" aria-labelledby="privacy-title">
            <h2 id="privacy-title">{words.say("privacy-title")}</h2>
            <p>{tell("privacy-who")}</p>
            {part(words.say("privacy-what-title"), words.say("privacy-what"))}
            {part(words.say("privacy-why-title"), words.say("privacy-why"))}
            {part(words.say("privacy-long-title"), tell("privacy-long"))}
            {part(words.say("privacy-rights-title"), words.say("privacy-rights"))}
            <p>{ask}</p>
            <p class="small">{words.tell("privacy-version", [("version", version.into())])}</p>
        </section>
    }
    .into_any()
}
