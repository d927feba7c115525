//! The operator's page: what became of messages in the last hour, day or week.

use super::{
    Room,
    access::Entry,
    chart::{self, HEIGHT, Piece, Tick, WIDTH},
    sign_in,
    standing::{self, Line},
    table::{self, Carrier, Refusal},
    view::{Head, NOTHING, head, moment, percent, seconds},
};
use crate::edge::failure::{failed, rendered};
use app::Words;
use askama::Template;
use axum::{
    extract::{Query, State},
    http::request::Parts,
    response::Response,
};
use jiff::tz::TimeZone;
use portal::{
    domain::{
        Millis,
        delivery::{Figures, LAST, Took, begin_of},
    },
    watch::{self, Raised},
    wrapping,
};
use serde::Deserialize;
use std::{sync::Arc, time::Duration};

/// Which span the page is asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    span: Span,
}

/// A span that the page shows.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Span {
    #[default]
    Hour,
    Day,
    Week,
}

impl Span {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Hour, "hour"), (Self::Day, "day"), (Self::Week, "week")];

    /// How long it is, in what steps its charts are drawn, and how those are named.
    const fn shape(self) -> (Duration, Duration, &'static str) {
        match self {
            Self::Hour => (Duration::from_hours(1), Duration::from_mins(15), "%H:%M"),
            Self::Day => (Duration::from_hours(24), Duration::from_hours(1), "%H:%M"),
            Self::Week => (Duration::from_hours(168), Duration::from_hours(6), "%d/%m %H:%M"),
        }
    }
}

/// A step of the charts.
struct Step {
    label: String,
    short: String,
    x: f64,
    labelled: bool,
    column: [Piece; 3],
    amounts: [u64; 3],
    answered: String,
    median: String,
    late: String,
}

/// The charts, all over the same steps.
struct Charts {
    steps: Vec<Step>,
    sent: [Tick; 3],
    answered: String,
    shares: [Tick; 3],
    median: String,
    late: String,
    times: [Tick; 3],
}

#[derive(Template)]
#[template(path = "ops.html")]
struct Page {
    head: Head,
    words: Words,
    spans: [(&'static str, bool); 3],
    counted: String,
    can_leave: bool,
    alarms: Vec<Alarmed>,
    /// How many people were erased whom older copies of the database still hold.
    copies: u64,
    standings: Vec<Line>,
    carriers: Vec<Carrier>,
    limits: Vec<Refusal>,
    charts: Charts,
    width: f64,
    height: f64,
}

/// `GET /ops/delivery`
pub(super) async fn page(State(room): State<Arc<Room>>, parts: Parts) -> Response {
    let entry = room.door.entry(&parts);
    if entry != Entry::Open {
        return sign_in::refused(&room, &parts, &entry);
    }
    let asked = Query::<Asked>::try_from_uri(&parts.uri);
    let span = asked.map(|Query(asked)| asked.span).unwrap_or_default();
    match made(&room, &parts, span).await {
        Ok(page) => rendered(&page),
        Err(refusal) => failed(refusal),
    }
}

async fn made(room: &Room, parts: &Parts, span: Span) -> Result<Page, portal::Refusal> {
    let (length, step, form) = span.shape();
    let figured = watch::figures(&room.portal, length).await?;
    let over_time = watch::over_time(&room.portal, length, step).await?;
    let zone = &room.site.clinic().time_zone;
    let now = room.portal.now();
    let steps = steps(figured.since, now, step).into_iter().map(|begins| {
        let found = over_time.iter().find(|span| span.begins == begins);
        (moment(begins, zone, form), found.map(|span| span.figures).unwrap_or_default())
    });
    let head = head(room, parts);
    Ok(Page {
        copies: wrapping::standing(&room.portal).await?.waiting,
        words: head.words,
        head,
        spans: Span::ALL.map(|(one, name)| (name, one == span)),
        counted: moment(now, zone, "%d/%m/%Y %H:%M"),
        can_leave: room.door.has_token(),
        alarms: watch::raised(&room.portal).into_iter().map(|it| alarmed(it, zone)).collect(),
        standings: standing::lines(room.courier.standings(), zone),
        carriers: table::carriers(&figured.tallies, &figured.refusals),
        limits: table::limits(&figured.refusals),
        charts: charts(&steps.collect::<Vec<_>>()),
        width: WIDTH,
        height: HEIGHT,
    })
}

/// A line of the table of alarms, its words by their message.
struct Alarmed {
    alarm: String,
    about: String,
    at: String,
}

fn alarmed(Raised { alarm, about, at }: Raised, zone: &TimeZone) -> Alarmed {
    let about = if about.is_empty() { NOTHING.to_owned() } else { about };
    Alarmed { alarm: format!("ops-alarm-{}", alarm.name()), about, at: moment(at, zone, "%H:%M") }
}

/// The beginnings of the steps that a span touches.
fn steps(since: Millis, now: Millis, step: Duration) -> Vec<Millis> {
    let first = begin_of(since, step);
    std::iter::successors(Some(first), |begins| Some(begins.after(step)))
        .take_while(|begins| *begins <= now)
        .collect()
}

fn charts(steps: &[(String, Figures)]) -> Charts {
    let fates = |it: &Figures| {
        let waiting = it.accepted.saturating_sub(it.delivered);
        [it.delivered, waiting, it.sent.saturating_sub(it.accepted.max(it.delivered))]
    };
    let sums = steps.iter().map(|(_, figures)| number(fates(figures).iter().sum()));
    let most = chart::ceiling(sums);
    let shares: Vec<_> = steps.iter().map(|(_, figures)| figures.conversion()).collect();
    let medians: Vec<_> = steps.iter().map(|(_, figures)| drawn(figures.took(0.5))).collect();
    let lates: Vec<_> = steps.iter().map(|(_, figures)| drawn(figures.took(0.95))).collect();
    let longest = chart::ceiling(medians.iter().chain(&lates).flatten().copied());
    // As many labels as fit at the width of a phone.
    let every = steps.len().div_ceil(4).max(1);
    let made = steps.iter().enumerate().map(|(place, (label, figures))| Step {
        label: label.clone(),
        short: label.split(' ').next().unwrap_or_default().to_owned(),
        x: chart::middle(place, steps.len()),
        labelled: place % every == 0,
        column: chart::column(place, steps.len(), fates(figures).map(number), most),
        amounts: fates(figures),
        answered: percent(figures.conversion()),
        median: seconds(figures.took(0.5)),
        late: seconds(figures.took(0.95)),
    });
    Charts {
        steps: made.collect(),
        sent: chart::ticks(most),
        answered: chart::line(&shares, 1.0),
        shares: chart::ticks(1.0),
        median: chart::line(&medians, longest),
        late: chart::line(&lates, longest),
        times: chart::ticks(longest),
    }
}

/// A time as it is drawn, in seconds; one beyond the last bound, at the bound.
fn drawn(took: Option<Took>) -> Option<f64> {
    took.map(|took| match took {
        Took::About(span) => span.as_secs_f64(),
        Took::Longer => number(LAST),
    })
}

/// A count as a number to draw.
#[expect(clippy::cast_precision_loss, reason = "no column shows the difference")]
const fn number(amount: u64) -> f64 {
    amount as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_whole_and_reach_to_now() {
        let hour = 3_600_000;
        let found = steps(Millis(hour + 900_000), Millis(3 * hour), Duration::from_hours(1));
        assert_eq!(found, [1, 2, 3].map(|n| Millis(n * hour)));
    }

    #[test]
    fn a_column_is_made_of_what_became_of_all_that_was_sent() {
        let figures = Figures { sent: 10, accepted: 7, delivered: 5, ..Figures::default() };
        let charts = charts(&[("a".to_owned(), figures), ("b".to_owned(), Figures::default())]);
        assert_eq!(charts.steps[0].amounts, [5, 2, 3]);
        assert_eq!(charts.steps[1].amounts, [0, 0, 0]);
        assert!(charts.steps[0].labelled);
    }
}
