//! An open report.

use super::Shown;
use crate::{
    desk::Desk,
    parts::{
        clock, flag, footer,
        icon::{Sign, sign},
        notice,
        result::{self, Line},
        trend::{self, Trend},
    },
    paths,
    seat::Flash,
    shell::{Frame, Next, Place},
};
use leptos::prelude::*;
use portal::{
    account::Greeting,
    domain::id::RecordId,
    reports::{Opened, Row},
};

mod about;

/// The page.
pub(super) fn shown(desk: &Desk, greeting: &Greeting, opened: &Opened, flash: &Flash) -> Shown {
    let words = desk.words;
    let date = desk.dates.day_or_none(about::date(opened));
    let title = words.tell("lab-open-title", [("date", date.clone().into())]);
    let left = desk.now.until(opened.until).as_secs() + 1;
    let frame = Frame {
        place: Some(Place::Labs),
        split: true,
        wakes: true,
        next: Next::Before(left, paths::when_over(&address(opened.id))),
        ..Frame::titled(title.clone())
    };
    let main = view! {
        {clock::bar(desk, opened.until, &address(opened.id), &address(opened.id))}
        <h1 class="across">{title}</h1>
        <div class="across stack">
            {notice::flash(desk, flash, &[])}
            {urgent(desk, &opened.rows)}
            {results(desk, &opened.rows, date)}
        </div>
        <div class="stack">
            {about::conclusion(desk, &opened.report)}
            {legend(desk, &opened.rows)}
        </div>
        <aside class="stack">{about::facts(desk, greeting, opened)}</aside>
        {trends(desk, &opened.rows)}
    };
    Shown(frame, main.into_any())
}

/// The address of a report.
fn address(id: RecordId) -> String {
    paths::report(id)
}

/// What must be done today, said calmly and first.
fn urgent(desk: &Desk, rows: &[Row]) -> Option<AnyView> {
    let words = desk.words;
    let grave = rows.iter().enumerate().filter(|(_, row)| result::is_critical(&row.observation));
    let which = grave.map(|(place, row)| result::link(desk, place, &row.observation));
    let which: Vec<_> = which.map(|link| view! { <li>{link}</li> }).collect();
    let count = which.len();
    let text = match &desk.house.help {
        Some(help) => footer::around(desk, "lab-critical-text", help),
        None => words.say("lab-critical-text-plain").into_any(),
    };
    (count > 0).then(|| {
        view! {
            <div class="notice notice-urgent">
                {sign(Sign::Critical)}
                <h2>{words.tell("lab-critical-title", [("count", count.into())])}</h2>
                <p>{text}</p>
                <ul>{which}</ul>
            </div>
        }
        .into_any()
    })
}

fn results(desk: &Desk, rows: &[Row], date: String) -> AnyView {
    let words = desk.words;
    let lines: Vec<Line<'_>> = rows.iter().enumerate().map(line).collect();
    let table = match lines.as_slice() {
        [] => view! { <p>{words.say("lab-results-none")}</p> }.into_any(),
        lines => {
            let caption = words.tell("lab-results-caption", [("date", date.into())]);
            result::table(desk, caption, lines)
        }
    };
    view! {
        <section class="stack" aria-labelledby="results-title">
            <h2 id="results-title">{words.say("lab-results-title")}</h2>
            {table}
        </section>
    }
    .into_any()
}

fn line((place, row): (usize, &Row)) -> Line<'_> {
    Line {
        place,
        observation: &row.observation,
        panel: row.panel.as_deref(),
        has_trend: !row.trend.is_empty(),
    }
}

fn legend(desk: &Desk, rows: &[Row]) -> Option<AnyView> {
    let flags = result::flags(rows.iter().map(|row| &row.observation));
    (!flags.is_empty()).then(|| flag::legend(desk, &flags))
}

fn trends(desk: &Desk, rows: &[Row]) -> Option<AnyView> {
    let words = desk.words;
    let figure = |(place, row): (usize, &Row)| {
        let trend = Trend { place, observation: &row.observation, points: &row.trend };
        trend::figure(desk, &trend)
    };
    let figures: Vec<AnyView> = rows.iter().enumerate().filter_map(figure).collect();
    (!figures.is_empty()).then(|| {
        view! {
            <section class="across stack" aria-labelledby="trends-title">
                <h2 id="trends-title">{words.say("trends-title")}</h2>
                <p>{words.say("trends-lead")}</p>
                <div class="trends">{figures}</div>
            </section>
        }
        .into_any()
    })
}
