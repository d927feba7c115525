//! What a report says besides its results.

use super::address;
use crate::desk::Desk;
use leptos::prelude::*;
use portal::{
    account::Greeting,
    domain::{
        Millis,
        clinical::{Report, Status},
    },
    reports::Opened,
};

/// When the specimen was taken, or the report released.
pub(super) fn date(opened: &Opened) -> Option<Millis> {
    opened.report.collected_at.or(opened.report.issued_at)
}

/// What the laboratory concludes.
pub(super) fn conclusion(desk: &Desk, report: &Report) -> Option<AnyView> {
    let text = report.conclusion.clone()?;
    let paragraphs: Vec<_> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect();
    Some(
        view! {
            <section class="stack" aria-labelledby="said-title">
                <h2 id="said-title">{desk.words.say("lab-conclusion-title")}</h2>
                {paragraphs}
            </section>
        }
        .into_any(),
    )
}

/// The facts, and the laboratory's own paper.
pub(super) fn facts(desk: &Desk, greeting: &Greeting, opened: &Opened) -> AnyView {
    let words = desk.words;
    let fact = |(key, value): (&'static str, String)| {
        view! { <div><dt>{words.say(key)}</dt><dd>{value}</dd></div> }
    };
    let facts: Vec<_> = pairs(desk, greeting, opened).into_iter().map(fact).collect();
    view! {
        <section class="sheet stack stack-tight" aria-labelledby="facts-title">
            <h2 id="facts-title">{words.say("lab-facts-title")}</h2>
            <dl class="facts">{facts}</dl>
            {documents(desk, opened)}
        </section>
    }
    .into_any()
}

/// Each fact that is known, with the key of its label.
fn pairs(desk: &Desk, greeting: &Greeting, opened: &Opened) -> Vec<(&'static str, String)> {
    let report = &opened.report;
    let moment = |at: Option<Millis>| at.map(|at| desk.dates.moment(at));
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let state = match opened.status {
        Status::Final => "status-final",
        Status::Amended => "status-amended",
        Status::UnderReview => "status-preliminary",
        Status::Withdrawn => "status-entered-in-error",
    };
    let known = [
        (key("lab-fact-patient"), text(&greeting.name)),
        (key("lab-fact-test"), text(&report.title)),
        (key("lab-fact-laboratory"), report.laboratory.clone()),
        (key("lab-fact-doctor"), report.asked_by.clone()),
        (key("lab-fact-signed"), text(&report.signed_by.join(", "))),
        (key("lab-fact-collected"), moment(report.collected_at)),
        (key("lab-fact-reported"), moment(report.issued_at)),
        (key("lab-fact-number"), report.number.clone()),
        (key("lab-fact-status"), Some(desk.words.say(state))),
    ];
    known.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

/// Marks a text as a message's key, so that it is known to be one.
const fn key(key: &'static str) -> &'static str {
    key
}

fn documents(desk: &Desk, opened: &Opened) -> Vec<AnyView> {
    let several = opened.report.documents.len() > 1;
    let document = |(part, title): (usize, &String)| {
        let href = format!("{}/documents/{part}", address(opened.id));
        let title = several.then(|| view! { <br/>{title.clone()} });
        view! {
            <p><a class="button button-quiet" href=href download>{desk.words.say("lab-pdf")}{title}</a></p>
        }
        .into_any()
    };
    opened.report.documents.iter().enumerate().map(document).collect()
}
