//! Medicines, once they may be seen.

use crate::{
    desk::Desk,
    parts::amount::{self, counted},
    words::Words,
};
use leptos::prelude::*;
use portal::{
    counter::Medicine,
    domain::{Millis, dispense::Left},
    prescriptions::{Given, Share},
};

/// The medicines, one under the other, each with what was handed over of it.
pub(super) fn all(desk: &Desk, medicines: &[Medicine], given: &[Given]) -> AnyView {
    medicines.iter().map(|it| one(desk, it, given)).collect_view().into_any()
}

fn one(desk: &Desk, it: &Medicine, given: &[Given]) -> AnyView {
    let words = desk.words;
    let dosage = it.prescription.dosage.iter().map(|line| view! { <li>{line.clone()}</li> });
    let fact = |(key, says): (&'static str, Option<String>)| {
        says.map(|says| view! { <div><dt>{words.say(key)}</dt><dd>{says}</dd></div> })
    };
    view! {
        <article class="sheet stack stack-tight medicine">
            <h3>{it.prescription.medicine.clone()}</h3>
            <ul class="bullets">{dosage.collect_view()}</ul>
            <dl class="facts">{facts(desk, it).map(fact).collect_view()}{fills(desk, it, given)}</dl>
            {it.controlled.then(|| view! { <p>{words.say("medicine-controlled")}</p> })}
        </article>
    }
    .into_any()
}

fn facts(desk: &Desk, it: &Medicine) -> [(&'static str, Option<String>); 7] {
    let words = desk.words;
    let quantity = it.allowance.dispense.quantity.as_ref();
    let times = it.allowance.times(&it.fills);
    let values = [("left", times.left.into()), ("of", times.of.into())];
    let still = words.tell("prescriptions-times", values);
    let brand = it.prescription.substitution.map(|may| words.say(brand(may)));
    [
        ("medicine-prescriber", it.prescription.prescriber.clone()),
        ("medicine-each-time", quantity.map(|it| amount::of(desk, it))),
        ("medicine-now", Some(now(words, it))),
        ("medicine-times", Some(still)),
        ("medicine-next", next(desk, it.left)),
        ("medicine-until", until(desk, it)),
        ("medicine-brand", brand),
    ]
}

/// Until when it can be collected, while it can.
fn until(desk: &Desk, it: &Medicine) -> Option<String> {
    it.until.filter(|_| it.left.is_open()).map(|at| desk.dates.day(at))
}

/// What was handed over of a medicine and stands: how much, and on which day.
fn fills(desk: &Desk, it: &Medicine, given: &[Given]) -> Option<AnyView> {
    let standing = given.iter().filter(|it| it.undone_at.is_none());
    let own = standing.flat_map(|given| given.shares.iter().map(|share| (given.at, share)));
    let fills: Vec<_> = own
        .filter(|(_, share)| share.medicine == it.record)
        .map(|(at, share)| view! { <dd>{fill(desk, at, share)}</dd> })
        .collect();
    (!fills.is_empty())
        .then(|| view! { <div><dt>{desk.words.say("medicine-given")}</dt>{fills}</div> }.into_any())
}

fn fill(desk: &Desk, at: Millis, share: &Share) -> String {
    let date = desk.dates.day(at);
    match &share.amount {
        Some(amount) => {
            let amount = amount::of(desk, amount);
            let values = [("amount", amount.into()), ("date", date.into())];
            desk.words.tell("medicine-given-amount", values)
        }
        None => desk.words.tell("medicine-given-whole", [("date", date.into())]),
    }
}

/// The words for whether another brand may be given.
pub(in crate::pages) const fn brand(may: bool) -> &'static str {
    if may { "medicine-brand-any" } else { "medicine-brand-this" }
}

/// How much may be handed over now.
fn now(words: Words, it: &Medicine) -> String {
    match it.left {
        Left::Now { most: Some(most), .. } => {
            let amount = counted(most, it.allowance.unit());
            words.tell("medicine-up-to", [("amount", amount.into())])
        }
        Left::Now { most: None, .. } => words.say("medicine-whole"),
        Left::UsedUp => words.say("prescriptions-used-up"),
        Left::Expired => words.say("prescriptions-expired"),
        Left::Withdrawn => words.say("prescriptions-withdrawn"),
        Left::From(_) | Left::NotYetValid(_) => words.say("medicine-not-now"),
    }
}

/// From which day on there is more.
fn next(desk: &Desk, left: Left) -> Option<String> {
    match left {
        Left::From(at) | Left::NotYetValid(at) => Some(desk.dates.day(at)),
        Left::Now { .. } | Left::UsedUp | Left::Expired | Left::Withdrawn => None,
    }
}
