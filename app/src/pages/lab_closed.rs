//! A report that is not open: sealed, under review, or withdrawn.

use super::Shown;
use crate::{
    desk::Desk,
    parts::{icon, mark, notice},
    paths,
    seat::Flash,
    shell::{Frame, Place},
};
use leptos::prelude::*;
use portal::{domain::grant::REPORT_LIFE, reports::Glance};

/// A sealed report, and how it is opened.
pub(super) fn sealed(desk: &Desk, glance: &Glance, flash: &Flash) -> Shown {
    let words = desk.words;
    let title = titled(desk, "lab-sealed-title", glance);
    let frame = Frame { faulty: notice::is_faulty(flash), ..frame(title.clone()) };
    let test = glance.line.title.clone().map(|test| view! { <br/>{test} });
    let laboratory =
        glance.line.laboratory.clone().unwrap_or_else(|| words.say("labs-laboratory-unknown"));
    let main = view! {
        {notice::flash(desk, flash, &[])}
        <div class="letter stack">
            {icon::seal("seal")}
            <h1>{title}</h1>
            <p class="lead">{words.say("lab-sealed-lead")}</p>
            <p>{laboratory}{test}</p>
            <h2>{words.say("lab-sealed-steps-title")}</h2>
            {steps(desk, glance)}
            <form class="buttons" method="post" action=format!("{}/ask", paths::report(glance.line.id))>
                <button class="button">{words.say("lab-sealed-button")}</button>
            </form>
        </div>
        <p><a class="button button-link" href="/labs">{words.say("lab-back-to-list")}</a></p>
    };
    Shown(frame, main.into_any())
}

/// A report that somebody must check first.
pub(super) fn review(desk: &Desk, glance: &Glance) -> Shown {
    let words = desk.words;
    let title = titled(desk, "lab-review-title", glance);
    let main = view! {
        <p>{mark::tag(desk, glance.line.mark)}</p>
        <h1>{title.clone()}</h1>
        <p class="lead">{words.say("lab-review-lead")}</p>
        <p>{words.say("lab-review-why")}</p>
        {notice::note(words.say("lab-review-worry"))}
        {back(desk)}
    };
    Shown(frame(title), main.into_any())
}

/// A report that the laboratory took back.
pub(super) fn withdrawn(desk: &Desk, glance: &Glance) -> Shown {
    let words = desk.words;
    let title = titled(desk, "lab-withdrawn-title", glance);
    let main = view! {
        <p>{mark::tag(desk, glance.line.mark)}</p>
        <h1>{title.clone()}</h1>
        <p class="lead">{words.say("lab-withdrawn-lead")}</p>
        <p>{words.say("lab-withdrawn-why")}</p>
        {back(desk)}
    };
    Shown(frame(title), main.into_any())
}

fn steps(desk: &Desk, glance: &Glance) -> AnyView {
    let words = desk.words;
    let code = glance.tail.as_ref().map_or_else(
        || words.say("lab-sealed-step-code-plain"),
        |tail| words.tell("lab-sealed-step-code", [("ending", tail.as_str().into())]),
    );
    let minutes = REPORT_LIFE.as_secs() / 60;
    view! {
        <ol class="steps">
            <li>{code}</li>
            <li>{words.say("lab-sealed-step-type")}</li>
            <li>{words.tell("lab-sealed-step-open", [("minutes", minutes.into())])}</li>
        </ol>
    }
    .into_any()
}

fn back(desk: &Desk) -> AnyView {
    let label = desk.words.say("lab-back-to-list");
    view! { <p><a class="button button-quiet" href="/labs">{label}</a></p> }.into_any()
}

fn titled(desk: &Desk, key: &'static str, glance: &Glance) -> String {
    let date = desk.dates.day_or_none(glance.line.at);
    desk.words.tell(key, [("date", date.into())])
}

fn frame(title: String) -> Frame {
    Frame { place: Some(Place::Labs), ..Frame::titled(title) }
}
