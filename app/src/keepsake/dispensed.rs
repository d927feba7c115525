//! What was handed out.

use super::{fact, html};
use crate::{
    desk::Desk,
    parts::{amount, value},
    words::Words,
};
use leptos::prelude::*;
use portal::domain::clinical::{Agreed, Collector, Dispensing, Handover, Identity};

/// What was handed out by a prescription; nothing where nothing was.
pub(super) fn list(desk: &Desk, all: &[Dispensing]) -> Option<AnyView> {
    let title = desk.words.say("my-data-dispensed");
    let facts = all.iter().map(|it| facts(desk, it)).collect_view();
    (!all.is_empty()).then(|| view! { <h4>{title}</h4>{facts} }.into_any())
}

/// What was handed out by a prescription that is not here.
pub(super) fn alone(desk: &Desk, it: &Dispensing) -> String {
    let facts = facts(desk, it);
    html(view! { <section><h3>{it.medicine.clone()}</h3>{facts}</section> }.into_any())
}

fn facts(desk: &Desk, it: &Dispensing) -> AnyView {
    let words = desk.words;
    let undone = (it.handover == Handover::EnteredInError).then(|| words.say("my-data-undone"));
    let other = it.substituted.filter(|was| *was).map(|_| words.say("lab-result-yes"));
    let amount = it.amount.as_ref().map(|amount| amount::of(desk, amount));
    let lasts = it.supply.as_ref().map(|supply| value::quantity(desk, supply));
    view! {
        <dl>
            {fact(words.say("my-data-dispensed-at"), it.handed_over_at.map(|at| desk.dates.moment(at)))}
            {fact(words.say("lab-fact-status"), undone)}
            {fact(words.say("my-data-amount"), amount)}
            {fact(words.say("my-data-lasts"), lasts)}
            {fact(words.say("my-data-other-brand"), other)}
            {fact(words.say("my-data-pharmacy"), it.pharmacy.clone())}
            {fact(words.say("my-data-dispensed-by"), it.handed_over_by.clone())}
            {fact(words.say("my-data-dispensed-to"), it.collector.as_ref().map(|it| who(words, it)))}
            {fact(words.say("my-data-paper"), it.identity.as_ref().map(|it| paper(words, it)))}
            {fact(words.say("my-data-agreed"), it.agreed.as_ref().map(|it| agreed(words, it)))}
        </dl>
    }
    .into_any()
}

fn who(words: Words, who: &Collector) -> String {
    match who {
        Collector::Patient => words.say("my-data-to-patient"),
        Collector::Named(name) => name.clone(),
    }
}

fn paper(words: Words, it: &Identity) -> String {
    let values = [("kind", it.kind.as_str().into()), ("last", it.last.as_str().into())];
    words.tell("my-data-paper-ends", values)
}

fn agreed(words: Words, it: &Agreed) -> String {
    match it {
        Agreed::Code => words.say("my-data-agreed-code"),
        Agreed::Exception(reason) => {
            words.tell("my-data-agreed-otherwise", [("reason", reason.as_str().into())])
        }
    }
}
