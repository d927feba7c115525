//! What is said of a line.

use super::sought::with;
use crate::{desk::Desk, parts, paths, words::Words};
use leptos::prelude::*;
use portal::{
    domain::{audit::Event, challenge::Channel, device::Model, sealed::Kind},
    history::{By, Item, ProvedBy, Reported, Told},
};

/// A line in the list.
pub(super) fn row(desk: &Desk, told: &Told, carried: Option<&str>) -> AnyView {
    let words = desk.words;
    let (time, says) = (desk.dates.time(told.line.at), sentence(words, told));
    let about = format!(": {says}, {time}");
    let href = with(paths::history(told.line.id), carried);
    view! {
        <li class="history-line">
            <p class="history-time">{time}</p>
            <div class="stack stack-tight">
                <p><strong>{says}</strong></p>
                {facts(desk, told)}
                {flaw(words, told)}
                <p><a href=href>
                    {words.say("history-more")}<span class="unseen">{about}</span>
                </a></p>
            </div>
        </li>
    }
    .into_any()
}

/// What happened, in a sentence.
pub(super) fn sentence(words: Words, told: &Told) -> String {
    let detail = told.line.said.as_ref().and_then(|said| said.detail.as_deref());
    match (told.line.event, detail) {
        // Nobody chose a new one.
        (Event::PasswordChanged, Some("rehashed")) => words.say("history-password-kept"),
        (Event::LookedAtByStaff, what) => {
            let what = what.unwrap_or_default();
            words.tell("history-event-looked-at-by-staff", [("what", what.into())])
        }
        (event, _) => words.say(&format!("history-event-{}", event.name())),
    }
}

/// Which record, who, with which device, and by which code.
pub(super) fn facts(desk: &Desk, told: &Told) -> AnyView {
    let words = desk.words;
    let item = told.item.as_ref().map(|it| item(desk, it));
    let device = told.device.map(|it| device(words, it));
    let proof = told.proved_by.map(|it| proof(words, it));
    let told = [item, Some(by(words, &told.by)), device, proof, reported(desk, told.reported)];
    let lines = told.into_iter().flatten().map(|text| view! { <p class="small">{text}</p> });
    lines.collect_view().into_any()
}

/// That a line is not as it was written.
pub(super) fn flaw(words: Words, told: &Told) -> Option<AnyView> {
    (!told.line.genuine)
        .then(|| view! { <p class="fault">{words.say("history-not-genuine")}</p> }.into_any())
}

fn item(desk: &Desk, item: &Item) -> String {
    let key = match item.kind {
        Kind::Report => "history-item-report",
        Kind::Prescription => "history-item-prescription",
        Kind::Dispensing => "history-item-dispensing",
        Kind::Document | Kind::Export => "history-item-document",
        Kind::Observation => "history-item-observation",
    };
    let says = desk.words.tell(key, [("date", desk.dates.day_or_none(item.at).into())]);
    match &item.laboratory {
        Some(laboratory) => format!("{says}, {laboratory}"),
        None => says,
    }
}

fn by(words: Words, by: &By) -> String {
    match by {
        By::Here => words.say("history-by-here"),
        By::Elsewhere => words.say("history-by-elsewhere"),
        By::Guardian(Some(name)) => {
            words.tell("history-by-guardian", [("name", name.as_str().into())])
        }
        By::Guardian(None) => words.say("history-by-somebody"),
        By::Pharmacy(Some(name)) => {
            words.tell("history-by-pharmacy", [("name", name.as_str().into())])
        }
        By::Pharmacy(None) => words.say("history-by-a-pharmacy"),
        By::Clinic => words.say("history-by-clinic"),
        By::Portal => words.say("history-by-itself"),
        By::Unknown => words.say("history-by-unknown"),
    }
}

fn device(words: Words, model: Model) -> String {
    words.tell("history-device", [("device", parts::device::name(words, model).into())])
}

fn proof(words: Words, proof: ProvedBy) -> String {
    let key = match proof.channel {
        Some(Channel::Sms) => "history-code-text",
        Some(Channel::Voice) => "history-code-call",
        None => "history-code",
    };
    words.tell(key, [("ref", proof.reference.to_string().into())])
}

fn reported(desk: &Desk, reported: Reported) -> Option<String> {
    let (key, at) = match reported {
        Reported::No => return None,
        Reported::Waiting(at) => ("history-reported", at),
        Reported::LookedAt(at) => ("history-looked-at", at),
    };
    Some(desk.words.tell(key, [("date", desk.dates.moment(at).into())]))
}
