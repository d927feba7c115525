//! What there is of somebody beside their records.

use super::{fact, html};
use crate::{
    desk::Desk,
    parts::{
        device,
        set::{codes_by, named, size},
    },
};
use leptos::prelude::*;
use portal::{
    devices::Device,
    domain::Millis,
    export::Account,
    family::{Family, Tie},
    notice::Accepted,
    rebind::Waiting,
};

/// What somebody set, agreed to and signed in with, and who has to do with them; where somebody else took the copy, that it is
/// not in it.
pub(super) fn account(desk: &Desk, it: Option<&Account>) -> String {
    let words = desk.words;
    let parts = match it {
        None => view! { <p>{words.say("my-data-account-own")}</p> }.into_any(),
        Some(it) => {
            let parts = [settings(desk, it), notices(desk, &it.notices), family(desk, &it.family)];
            let devices = devices(desk, &it.devices);
            view! { {parts.into_iter().collect_view()}{devices} }.into_any()
        }
    };
    html(view! { <h2>{words.say("my-data-account")}</h2>{parts} }.into_any())
}

fn settings(desk: &Desk, it: &Account) -> AnyView {
    let (words, set) = (desk.words, it.settings);
    let pin = words.say(if it.has_pin { "pin-section-set" } else { "pin-section-none" });
    let language = set.language.unwrap_or(words.0);
    view! {
        <section>
            <h3>{words.say("settings-title")}</h3>
            <dl>
                {fact(words.say("settings-codes-label"), Some(codes_by(words, set.codes_by)))}
                {fact(words.say("settings-language-label"), Some(named(words, language)))}
                {fact(words.say("settings-text-label"), Some(size(words, set.text)))}
                {fact(words.say("pin-title"), Some(pin))}
                {fact(words.say("my-data-waiting"), it.waiting.as_ref().map(|it| waiting(desk, it)))}
            </dl>
        </section>
    }
    .into_any()
}

fn waiting(desk: &Desk, it: &Waiting) -> String {
    let values =
        [("ending", it.tail.as_str().into()), ("date", desk.dates.moment(it.due_at).into())];
    desk.words.tell("my-data-waiting-says", values)
}

fn notices(desk: &Desk, all: &[Accepted]) -> AnyView {
    let lines = all.iter().map(|it| {
        let values = [
            ("version", it.version.as_str().into()),
            ("language", named(desk.words, it.language).into()),
            ("date", desk.dates.moment(it.at).into()),
        ];
        desk.words.tell("my-data-notice", values)
    });
    listed(desk, ("my-data-notices", "my-data-notices-none"), lines.collect())
}

fn family(desk: &Desk, it: &Family) -> AnyView {
    let lines = |key, ties: &[Tie]| ties.iter().map(|it| until(desk, key, it)).collect();
    let wards = ("family-wards-title", "family-wards-none");
    let guardians = ("family-guardians-title", "family-guardians-none");
    view! {
        {listed(desk, wards, lines("family-ward", &it.wards))}
        {listed(desk, guardians, lines("family-guardian", &it.guardians))}
    }
    .into_any()
}

/// Who, and the last day on which it holds.
fn until(desk: &Desk, key: &'static str, it: &Tie) -> String {
    let last = desk.dates.day(Millis(it.until.0 - 1));
    desk.words.tell(key, [("name", it.name.as_str().into()), ("date", last.into())])
}

/// A part of the account: its lines, or that there are none.
fn listed(desk: &Desk, (title, none): (&str, &str), lines: Vec<String>) -> AnyView {
    let words = desk.words;
    let none = lines.is_empty().then(|| view! { <p>{words.say(none)}</p> });
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let list = none.is_none().then(|| view! { <ul>{lines}</ul> });
    view! { <section><h3>{words.say(title)}</h3>{none}{list}</section> }.into_any()
}

fn devices(desk: &Desk, all: &[Device]) -> AnyView {
    let words = desk.words;
    if all.is_empty() {
        return listed(desk, ("devices-title", "my-data-devices-none"), vec![]);
    }
    let each = all.iter().map(|it| {
        view! {
            <h4>{device::name(words, it.look.model())}</h4>
            <p>{device::says(desk, it)}</p>
            <dl>
                {fact(words.say("devices-last-seen"), Some(desk.dates.moment(it.last_seen_at)))}
                {fact(words.say("devices-first-seen"), Some(desk.dates.moment(it.first_seen_at)))}
                {fact(words.say("devices-place"), it.look.place.clone())}
            </dl>
        }
    });
    view! { <section><h3>{words.say("devices-title")}</h3>{each.collect_view()}</section> }
        .into_any()
}
