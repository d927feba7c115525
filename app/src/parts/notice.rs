//! What a page says once, above its heading.

use super::icon::{Sign, sign};
use crate::{
    desk::Desk,
    remark::{Counter, Remark, Tone},
    seat::Flash,
};
use leptos::prelude::*;

/// A sentence to know.
pub(crate) fn note(text: String) -> AnyView {
    view! { <div class="notice" role="status">{sign(Sign::Note)}<p>{text}</p></div> }.into_any()
}

/// A sentence about something that went well.
pub(crate) fn good(shown: Sign, text: String) -> AnyView {
    view! { <div class="notice notice-good" role="status">{sign(shown)}<p>{text}</p></div> }
        .into_any()
}

/// Everything that waited to be said: errors in one summary, with links to those of these fields that they are of, in the
/// place that was typed as `faulty` where a page has several of a kind; the rest one by one.
pub(crate) fn flash(desk: &Desk, flash: &Flash, fields: &[&str]) -> AnyView {
    let mut faults = Vec::new();
    let mut notices = Vec::new();
    for message in &flash.messages {
        let text = message.text(desk.words, &desk.dates);
        match message.tone() {
            Tone::Fault(field) => faults.push((Some(field).filter(|it| fields.contains(it)), text)),
            Tone::Trouble => faults.push((None, text)),
            Tone::Note => notices.push(note(text)),
            Tone::Good => notices.push(good(of(*message), text)),
        }
    }
    let place = flash.typed("faulty").map(|place| format!("-{place}")).unwrap_or_default();
    let summary = (!faults.is_empty()).then(|| summary(desk, faults, &place));
    view! { {summary}{notices} }.into_any()
}

/// Whether any of it is an error.
pub(crate) fn is_faulty(flash: &Flash) -> bool {
    flash.messages.iter().any(|message| matches!(message.tone(), Tone::Fault(_) | Tone::Trouble))
}

/// The error of a field.
pub(crate) fn fault_of(desk: &Desk, flash: &Flash, field: &str) -> Option<String> {
    let of_field = |it: &&Remark| matches!(it.tone(), Tone::Fault(name) if name == field);
    flash.messages.iter().find(of_field).map(|message| message.text(desk.words, &desk.dates))
}

fn of(message: Remark) -> Sign {
    match message {
        Remark::SealedAgain
        | Remark::SealedByTime
        | Remark::Counter(Counter::Sealed | Counter::SealedByTime) => Sign::Sealed,
        _ => Sign::Normal,
    }
}

fn summary(desk: &Desk, faults: Vec<(Option<&'static str>, String)>, place: &str) -> AnyView {
    let items = faults.into_iter().map(|(field, text)| match field {
        Some(field) => view! { <li><a href=format!("#{field}{place}")>{text}</a></li> }.into_any(),
        None => view! { <li>{text}</li> }.into_any(),
    });
    view! {
        <div class="fault-summary" role="alert" aria-labelledby="fault-title" tabindex="-1">
            <h2 id="fault-title">{desk.words.say("common-error-title")}</h2>
            <ul>{items.collect_view()}</ul>
        </div>
    }
    .into_any()
}
