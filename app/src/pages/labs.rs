//! The list of reports.

use super::{Shown, Written};
use crate::{
    desk::{Asked, Desk},
    parts::{how, icon, mark, notice},
    paths,
    shell::{Frame, Place},
};
use leptos::prelude::*;
use portal::reports::{Line, Mark};

/// `/labs`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let flash = asked.visitor.take_flash().await?;
    let lines = portal::reports::list(asked.site.portal(), &who).await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say(if who.by().is_some() { "common-labs" } else { "labs-title" });
    let frame = Frame {
        faulty: notice::is_faulty(&flash),
        place: Some(Place::Labs),
        split: true,
        ..Frame::titled(title.clone())
    };
    let (list, aside) = match lines.as_slice() {
        [] => (empty(desk), how::aside(desk)),
        lines => (years(desk, lines), mark::legend(desk, &marks(lines))),
    };
    let main = view! {
        <div class="stack">{notice::flash(desk, &flash, &[])}<h1>{title}</h1>{list}</div>
        {aside}
    };
    Ok(Shown(frame, main.into_any()))
}

fn empty(desk: &Desk) -> AnyView {
    let words = desk.words;
    view! {
        <section class="sheet stack stack-tight">
            <h2>{words.say("labs-empty-title")}</h2>
            <p>{words.say("labs-empty-text")}</p>
        </section>
    }
    .into_any()
}

/// One list for each year, under its heading.
fn years(desk: &Desk, lines: &[Line]) -> AnyView {
    let words = desk.words;
    let year = |line: &Line| line.at.map(|at| desk.dates.year(at));
    let group = |lines: &[Line]| {
        let heading = match lines.first().and_then(year) {
            Some(year) => words.tell("labs-year", [("year", year.into())]),
            None => words.say("labs-date-unknown"),
        };
        let items = lines.iter().map(|line| item(desk, line, has_twin(desk, lines, line)));
        let items = items.collect_view();
        view! { <h2 class="year">{heading}</h2><ul class="reports">{items}</ul> }
    };
    view! {
        <p class="lead">{words.say("labs-lead")}</p>
        {lines.chunk_by(|a, b| year(a) == year(b)).map(group).collect_view()}
    }
    .into_any()
}

/// Whether another report has the same day and laboratory, so that these tell nobody which is which.
fn has_twin(desk: &Desk, lines: &[Line], line: &Line) -> bool {
    let day = |line: &Line| line.at.map(|at| desk.dates.day(at));
    let is_twin = |other: &&Line| day(other) == day(line) && other.laboratory == line.laboratory;
    lines.iter().filter(is_twin).count() > 1
}

fn item(desk: &Desk, line: &Line, has_twin: bool) -> AnyView {
    let kind = mark::kind(line.mark);
    let date = match line.at {
        Some(at) if has_twin => desk.dates.moment(at),
        Some(at) => desk.dates.day(at),
        None => desk.words.say("labs-date-unknown"),
    };
    let laboratory =
        line.laboratory.clone().unwrap_or_else(|| desk.words.say("labs-laboratory-unknown"));
    let title = line.title.clone().map(|title| view! { <br/>{title} });
    view! {
        <li>
            <a class=format!("report report-{kind}") href=paths::report(line.id)>
                {icon::sign(mark::shown(line.mark))}
                <span class="report-date">{date}</span>
                <span class="report-from">{laboratory}{title}</span>
                <span class=format!("mark mark-{kind}")>{mark::words(desk, line.mark)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The marks to explain: the two that every report may have, and those that are on the page.
fn marks(lines: &[Line]) -> Vec<Mark> {
    let rare = [Mark::UnderReview, Mark::Withdrawn];
    let present = rare.into_iter().filter(|mark| lines.iter().any(|line| line.mark == *mark));
    let until = portal::domain::Millis::default();
    [Mark::Sealed, Mark::Open(until)].into_iter().chain(present).collect()
}
