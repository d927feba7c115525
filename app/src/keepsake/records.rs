//! Reports and prescriptions.

use super::{dispensed, fact, html};
use crate::{
    desk::Desk,
    parts::{
        amount,
        result::{Line, table},
        value,
    },
};
use base64::{Engine, engine::general_purpose::STANDARD};
use leptos::prelude::*;
use portal::{
    domain::{
        Millis,
        clinical::{Dispense, Dispensing, Document, Prescription, Quantity, Report, Status},
    },
    export::{Counter, Found},
};

pub(super) fn report(
    desk: &Desk,
    status: Status,
    it: &Report,
    results: &[Found],
    documents: &[Document],
) -> String {
    let words = desk.words;
    let moment = |at: Option<Millis>| at.map(|at| desk.dates.moment(at));
    let lines: Vec<Line<'_>> = results.iter().enumerate().map(line).collect();
    let caption = words
        .tell("lab-results-caption", [("date", desk.dates.day_or_none(it.collected_at).into())]);
    let results = (!lines.is_empty()).then(|| table(desk, caption, &lines));
    let conclusion = it.conclusion.clone().map(|text| {
        view! { <h4>{words.say("lab-conclusion-title")}</h4><p class="text">{text}</p> }
    });
    let section = view! {
        <section>
            <h3>{it.title.clone()}</h3>
            <dl>
                {fact(words.say("lab-fact-laboratory"), it.laboratory.clone())}
                {fact(words.say("lab-fact-doctor"), it.asked_by.clone())}
                {fact(words.say("lab-fact-signed"), Some(it.signed_by.join(", ")))}
                {fact(words.say("lab-fact-collected"), moment(it.collected_at))}
                {fact(words.say("lab-fact-reported"), moment(it.issued_at))}
                {fact(words.say("lab-fact-number"), it.number.clone())}
                {fact(words.say("lab-fact-status"), Some(words.say(state(status))))}
            </dl>
            {results}
            {conclusion}
            {documents.iter().map(|it| document(desk, it)).collect_view()}
        </section>
    };
    html(section.into_any())
}

fn line((place, it): (usize, &Found)) -> Line<'_> {
    let panel = it.panel.as_deref();
    Line { place, observation: &it.observation, panel, has_trend: false }
}

const fn state(status: Status) -> &'static str {
    match status {
        Status::UnderReview => "status-preliminary",
        Status::Final => "status-final",
        Status::Amended => "status-amended",
        Status::Withdrawn => "status-entered-in-error",
    }
}

/// The laboratory's own paper, within the page.
fn document(desk: &Desk, it: &Document) -> AnyView {
    let href = format!("data:{};base64,{}", it.media_type, STANDARD.encode(&it.bytes));
    let title = format!("{} {}", desk.words.say("lab-pdf"), it.title);
    view! { <p><a href=href download="document.pdf">{title}</a></p> }.into_any()
}

/// A report that cannot be opened: that there is one.
pub(super) fn closed(
    desk: &Desk,
    status: Status,
    at: Option<Millis>,
    laboratory: Option<&str>,
) -> String {
    let key = match status {
        Status::Withdrawn => "my-data-withdrawn",
        Status::UnderReview | Status::Final | Status::Amended => "my-data-under-review",
    };
    let says = desk.words.tell(key, [("date", desk.dates.day_or_none(at).into())]);
    let from = laboratory.map(|laboratory| format!(" {laboratory}"));
    html(view! { <section><p>{says}{from}</p></section> }.into_any())
}

pub(super) fn prescription(
    desk: &Desk,
    it: &Prescription,
    counter: Option<&Counter>,
    handed_out: &[Dispensing],
) -> String {
    let words = desk.words;
    let lines = |all: &[String]| {
        all.iter().map(|line| view! { <li>{line.clone()}</li> }).collect_view().into_any()
    };
    let ended = (it.status == Status::Withdrawn).then(|| words.say("my-data-prescription-ended"));
    let section = view! {
        <section>
            <h3>{it.medicine.clone()}</h3>
            <ul>{lines(&it.dosage)}</ul>
            <dl>
                {fact(words.say("lab-fact-status"), ended)}
                {fact(words.say("my-data-written"), it.authored_at.map(|at| desk.dates.moment(at)))}
                {fact(words.say("my-data-prescriber"), it.prescriber.clone())}
                {fact(words.say("my-data-reason"), Some(it.reasons.join(", ")))}
                {fact(words.say("my-data-schedule"), it.schedule.clone())}
                {it.dispense.as_ref().map(|it| dispense(desk, it))}
                {fact(words.say("my-data-remarks"), Some(it.notes.join(" ")))}
                {fact(words.say("my-data-counter-number"), counter.map(|it| it.number.to_string()))}
                {fact(words.say("my-data-collectors"), counter.map(|it| collectors(desk, it)))}
            </dl>
            {dispensed::list(desk, handed_out)}
        </section>
    };
    html(section.into_any())
}

fn collectors(desk: &Desk, it: &Counter) -> String {
    let each = it.collectors.iter().map(|it| {
        let day = desk.dates.of_fhir(&it.day.to_string());
        let values = [("name", it.name.as_str().into()), ("date", day.into())];
        desk.words.tell("prescriptions-collector", values)
    });
    each.collect::<Vec<_>>().join("; ")
}

fn dispense(desk: &Desk, it: &Dispense) -> AnyView {
    let words = desk.words;
    let date = |text: &Option<String>| text.as_deref().map(|text| desk.dates.of_fhir(text));
    let amount = |it: &Option<Quantity>| it.as_ref().map(|it| amount::of(desk, it));
    let time = |it: &Option<Quantity>| it.as_ref().map(|it| value::quantity(desk, it));
    let first = it.first.as_ref().and_then(|first| amount(&first.quantity));
    view! {
        {fact(words.say("my-data-amount"), amount(&it.quantity))}
        {fact(words.say("my-data-amount-first"), first)}
        {fact(words.say("my-data-lasts"), time(&it.supply))}
        {fact(words.say("my-data-repeats"), Some(it.repeats.to_string()))}
        {fact(words.say("my-data-interval"), time(&it.interval))}
        {fact(words.say("my-data-valid-from"), date(&it.valid_from))}
        {fact(words.say("my-data-valid-until"), date(&it.valid_until))}
    }
    .into_any()
}
