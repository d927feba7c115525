//! The notice on personal data: what, why, how long, and the person's rights.

use super::footer;
use crate::{desk::Desk, words::Words};
use leptos::prelude::*;
use portal::{
    Portal, Rules,
    domain::{audit::Keep, device},
};
use std::time::Duration;

/// The notice, with its version.
pub(crate) fn notice(desk: &Desk, portal: &Portal) -> AnyView {
    let words = desk.words;
    let clinic = desk.house.clinic.name.clone();
    let part = |title: String, text: String| {
        view! { <div class="stack stack-tight"><h2>{title}</h2><p>{text}</p></div> }
    };
    let tell = |key: &str| words.tell(key, [("clinic", clinic.as_str().into())]);
    let items = |title: String, texts: Vec<String>| {
        let items = texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
        view! {
            <div class="stack stack-tight"><h2>{title}</h2><ul class="bullets">{items}</ul></div>
        }
    };
    let ask = match &desk.house.help {
        Some(help) => footer::around(desk, "privacy-ask", help),
        None => words.say("privacy-ask-desk").into_any(),
    };
    let version = portal.rules().notice.clone();
    view! {
        <section class="sheet stack" aria-labelledby="privacy-title">
            <h2 id="privacy-title">{words.say("privacy-title")}</h2>
            <p>{tell("privacy-who")}</p>
            {items(words.say("privacy-what-title"), what(words))}
            {part(words.say("privacy-why-title"), words.say("privacy-why"))}
            {items(words.say("privacy-long-title"), how_long(words, portal.rules(), &clinic))}
            {part(words.say("privacy-rights-title"), words.say("privacy-rights"))}
            <p>{ask}</p>
            <p class="small">{words.tell("privacy-version", [("version", version.into())])}</p>
        </section>
    }
    .into_any()
}

fn what(words: Words) -> Vec<String> {
    vec![
        words.say("privacy-what-you"),
        words.say("privacy-what-records"),
        words.say("privacy-what-devices"),
        words.say("privacy-what-people"),
        words.say("privacy-what-list"),
    ]
}

/// The terms as the clinic configured them.
fn how_long(words: Words, rules: &Rules, clinic: &str) -> Vec<String> {
    let (least, longer) = (Keep::OneYear.span(), Keep::ThreeYears.span());
    let list = [
        ("days", days(rules.audit_kept.max(least)).into()),
        ("longer", days(rules.audit_kept.max(longer)).into()),
    ];
    let records = [("clinic", clinic.into()), ("years", rules.record_years.into())];
    vec![
        words.tell("privacy-long-records", records),
        words.tell("privacy-long-messages", [("days", days(rules.messages_kept).into())]),
        words.tell("privacy-long-devices", [("days", days(device::KEPT).into())]),
        words.tell("privacy-long-list", list),
    ]
}

fn days(span: Duration) -> u64 {
    span.as_secs() / (24 * 60 * 60)
}
