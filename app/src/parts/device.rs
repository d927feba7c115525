//! A device in words.

use super::icon::{Sign, sign};
use crate::{desk::Desk, words::Words};
use leptos::prelude::*;
use portal::{
    devices::Device,
    domain::{
        Millis,
        device::{Model, Wipe},
    },
};

/// Its name, such as `Chrome on Android`.
pub(crate) fn name(words: Words, model: Model) -> String {
    let browser =
        model.browser.name().map_or_else(|| words.say("devices-a-browser"), str::to_owned);
    match model.system.name() {
        None => browser,
        Some(system) => {
            words.tell("devices-name", [("browser", browser.into()), ("system", system.into())])
        }
    }
}

/// Whether it is this one, signed in, or cleared.
pub(crate) fn standing(desk: &Desk, device: &Device) -> AnyView {
    let text = says(desk, device);
    if device.wipe == Wipe::Unasked && device.is_this {
        return view! { <p><span class="mark mark-open">{sign(Sign::Normal)}{text}</span></p> }
            .into_any();
    }
    view! { <p>{text}</p> }.into_any()
}

/// The same in words alone.
pub(crate) fn says(desk: &Desk, device: &Device) -> String {
    let words = desk.words;
    let when = |at: Millis| desk.dates.moment(at);
    match device.wipe {
        Wipe::Asked(at) => words.tell("devices-wipe-waits", [("when", when(at).into())]),
        Wipe::Delivered { asked_at, delivered_at } => {
            let values = [("asked", when(asked_at).into()), ("when", when(delivered_at).into())];
            words.tell("devices-wipe-done", values)
        }
        Wipe::Unasked if device.is_this => words.say("devices-this"),
        Wipe::Unasked if device.is_signed_in => words.say("devices-signed-in"),
        Wipe::Unasked => words.say("devices-signed-out"),
    }
}

/// When it was seen, and where.
pub(crate) fn facts(desk: &Desk, device: &Device) -> AnyView {
    let words = desk.words;
    let moment = |at| desk.dates.moment(at);
    let place = device.look.place.clone();
    let lines = [
        Some((words.say("devices-last-seen"), moment(device.last_seen_at))),
        Some((words.say("devices-first-seen"), moment(device.first_seen_at))),
        place.map(|place| (words.say("devices-place"), place)),
    ];
    let lines = lines.into_iter().flatten();
    let lines = lines.map(|(label, says)| view! { <dt>{label}</dt><dd>{says}</dd> });
    view! { <dl class="set">{lines.collect_view()}</dl> }.into_any()
}
