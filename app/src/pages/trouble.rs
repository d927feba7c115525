//! The page of a problem.

use crate::{
    desk::Desk,
    problem::Problem,
    shell::{self, Frame},
};
use leptos::prelude::*;

/// The whole document.
pub(crate) fn document(desk: &Desk, problem: &Problem) -> AnyView {
    let words = desk.words;
    let (title, text) = sentences(desk, problem);
    let frame = Frame::titled(title.clone());
    let reference = match problem {
        Problem::Server(reference) if !reference.0.is_empty() => {
            Some(words.tell("problem-ref", [("ref", reference.0.as_str().into())]))
        }
        _ => None,
    };
    let main = view! {
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        {reference.map(|text| view! { <p class="small">{text}</p> })}
        <p><a class="button" href="/">{words.say("common-go-home")}</a></p>
    };
    shell::document(desk, &frame, main.into_any())
}

/// The heading and the text.
fn sentences(desk: &Desk, problem: &Problem) -> (String, String) {
    let words = desk.words;
    let (title, text) = match problem {
        Problem::NotFound | Problem::WrongMethod => {
            ("problem-not-found-title", "problem-not-found-text")
        }
        Problem::Misdirected => ("problem-misdirected-title", "problem-misdirected-text"),
        Problem::Forbidden => ("problem-forbidden-title", "problem-forbidden-text"),
        Problem::ForPatients => ("pharmacy-for-patients-title", "pharmacy-for-patients-text"),
        Problem::ForPharmacies => ("pharmacy-for-pharmacies-title", "pharmacy-for-pharmacies-text"),
        Problem::Wiped(_) => ("device-wiped-title", "device-wiped-text"),
        Problem::TooLarge => ("problem-too-large-title", "problem-too-large-text"),
        Problem::Malformed => ("problem-malformed-title", "problem-malformed-text"),
        Problem::TooMany(None) => ("problem-too-many-title", "problem-too-many-text-plain"),
        Problem::Unavailable => ("problem-unavailable-title", "problem-unavailable-text"),
        Problem::Server(_) => ("problem-server-title", "problem-server-text"),
        Problem::TooMany(Some(until)) => {
            let values = [("time", desk.dates.time(*until).into())];
            let text = words.tell("problem-too-many-text", values);
            return (words.say("problem-too-many-title"), text);
        }
    };
    (words.say(title), words.say(text))
}
