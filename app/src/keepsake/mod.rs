//! The page that a person takes away with their data: one file, which needs nothing beside itself.

mod account;
mod dispensed;
mod facts;
mod records;

use crate::{desk::Desk, site::Site, words::Words};
use facts::{begin, end};
use leptos::prelude::*;
use portal::{
    audit::Who,
    domain::Language,
    export::{Line, Pages, Piece},
};
use records::{closed, prescription, report};

/// How it looks, on a screen and on paper.
const STYLE: &str = include_str!("style.css");

impl Pages for Site {
    fn clinic(&self) -> &str {
        &self.clinic().name
    }

    fn write(&self, language: Language, piece: &Piece<'_>) -> String {
        let desk = Desk::bare(self.house(), language, self.portal().now());
        let words = desk.words;
        match piece {
            Piece::Begin(person, at) => begin(&desk, person, *at),
            Piece::Account(it) => account::account(&desk, *it),
            Piece::Reports(0) => heading(words, "my-data-reports", Some("my-data-reports-none")),
            Piece::Reports(_) => heading(words, "my-data-reports", None),
            Piece::Report(status, it, results, documents) => {
                report(&desk, *status, it, results, documents)
            }
            Piece::Closed(status, at, laboratory) => closed(&desk, *status, *at, *laboratory),
            Piece::Prescriptions(0) => {
                heading(words, "my-data-prescriptions", Some("my-data-prescriptions-none"))
            }
            Piece::Prescriptions(_) => heading(words, "my-data-prescriptions", None),
            Piece::Prescription(it, counter, dispensed) => {
                prescription(&desk, it, *counter, dispensed)
            }
            Piece::Dispensings(_) => heading(words, "my-data-dispensings", None),
            Piece::Dispensing(it) => dispensed::alone(&desk, it),
            Piece::History => heading(words, "my-data-history", Some("my-data-history-lead")),
            Piece::Line(it) => line(&desk, it),
            Piece::End => end(),
        }
    }
}

fn heading(words: Words, title: &str, text: Option<&str>) -> String {
    let text = text.map(|key| view! { <p>{words.say(key)}</p> });
    html(view! { <h2>{words.say(title)}</h2>{text} }.into_any())
}

/// A line of the access history.
fn line(desk: &Desk, it: &Line) -> String {
    let words = desk.words;
    let what = words.say(&format!("history-event-{}", it.event.name()));
    let who = it.who.map(|who| {
        words.say(match who {
            Who::Browser => "my-data-by-you",
            Who::Guardian(_) => "my-data-by-guardian",
            Who::Pharmacy { .. } => "my-data-by-pharmacy",
            Who::Clinic => "my-data-by-clinic",
        })
    });
    let when = format!("{}, {}", desk.dates.day(it.at), desk.dates.time(it.at));
    let who = who.map(|who| format!(" ({who})"));
    html(view! { <p class="line"><span>{when}</span>" "{what}{who}</p> }.into_any())
}

/// What a view writes. There is nothing to hydrate, so what would lead hydration is left out.
fn html(view: AnyView) -> String {
    let mut text = view.to_html().replace("<!>", "");
    text.push('\n');
    text
}

/// A name with what is known under it; nothing where nothing is.
fn fact(label: String, value: Option<String>) -> AnyView {
    let value = value.filter(|value| !value.is_empty());
    value.map(|value| view! { <div><dt>{label}</dt><dd>{value}</dd></div> }).into_any()
}

#[cfg(test)]
mod tests;
