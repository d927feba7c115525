//! The trend of an analyte: a line, and the same numbers as a table.

use super::{flag, range, result, value};
use crate::{
    desk::Desk,
    draw::{
        Bounds, Side,
        trend::{Chart, Dot, HEIGHT, LEFT, RIGHT, WIDTH, chart},
    },
};
use leptos::prelude::*;
use portal::{
    domain::clinical::{Flag, Observation, Quantity, Range},
    reports::Point,
};

/// A trend, as its figure shows it.
pub(crate) struct Trend<'a> {
    /// The place of the result in the report, from 0.
    pub place: usize,
    /// The result in this report.
    pub observation: &'a Observation,
    /// Its values, oldest first; this report's is the last.
    pub points: &'a [Point],
}

/// The figure; none where there is nothing to draw.
pub(crate) fn figure(desk: &Desk, trend: &Trend<'_>) -> Option<AnyView> {
    let (first, newest) = (trend.points.first()?, trend.points.last()?);
    let bounds = range::bounds(&trend.observation.ranges, &newest.quantity);
    let values: Vec<_> =
        trend.points.iter().map(|point| (point.at, point.quantity.value.value())).collect();
    let chart = chart(&values, bounds)?;
    let name = trend.observation.analyte.name.clone();
    let since = [("count", trend.points.len().into()), ("since", desk.dates.year(first.at).into())];
    Some(
        view! {
            <figure class="trend sheet" id=result::anchor(trend.place)>
                <figcaption>
                    <h3>{name}</h3>
                    <p class="small">{desk.words.tell("trend-caption", since)}</p>
                </figcaption>
                {picture(desk, trend, &chart, first, newest)}
                <details>
                    <summary>{desk.words.say("trend-table-show")}</summary>
                    {table(desk, trend, bounds)}
                </details>
            </figure>
        }
        .into_any(),
    )
}

fn picture(
    desk: &Desk,
    trend: &Trend<'_>,
    chart: &Chart,
    first: &Point,
    newest: &Point,
) -> AnyView {
    let size = format!("0 0 {WIDTH} {HEIGHT}");
    let band = chart.band.map(|(top, height)| {
        let (y, height) = (format!("{top:.1}"), format!("{height:.1}"));
        view! { <rect class="trend-band" x=LEFT.to_string() y=y width=(RIGHT - LEFT).to_string() height=height/> }
    });
    let edges = chart.edges.iter().map(|(y, bound)| edge(*y, &written(trend, *bound)));
    let newest_dot = chart.newest().map(|dot| {
        let (x, y) = (format!("{:.1}", dot.x), format!("{:.1}", dot.y));
        view! { <circle class="trend-now" cx=x cy=y r="13"/> }
    });
    let below = (HEIGHT - 5.0).to_string();
    view! {
        <svg viewBox=size role="img" aria-label=spoken(desk, trend, first, newest)>
            {band}
            {edges.collect_view()}
            <path class="trend-line" d=chart.line()/>
            {chart.points.iter().map(dot).collect_view()}
            {newest_dot}
            <text class="trend-words trend-words-soft" x=LEFT.to_string() y=below.clone()>
                {desk.dates.short_month(first.at)}
            </text>
            <text class="trend-words" x=RIGHT.to_string() y=below text-anchor="end">
                {desk.words.say("trend-now")}
            </text>
        </svg>
    }
    .into_any()
}

fn edge(y: f64, bound: &str) -> AnyView {
    let (path, y) = (format!("M{LEFT} {y:.1}H{RIGHT}"), format!("{:.1}", y + 5.0));
    let bound = bound.to_owned();
    view! {
        <path class="trend-edge" d=path/>
        <text class="trend-words trend-words-soft" x=(LEFT - 6.0).to_string() y=y text-anchor="end">
            {bound}
        </text>
    }
    .into_any()
}

fn dot(dot: &Dot) -> AnyView {
    match dot.side {
        Side::Within => {
            let (x, y) = (format!("{:.1}", dot.x), format!("{:.1}", dot.y));
            view! { <circle class="trend-dot" cx=x cy=y r="5"/> }.into_any()
        }
        Side::Below | Side::Above => {
            view! { <path class="trend-out" d=dot.triangle()/> }.into_any()
        }
    }
}

/// A bound as the laboratory wrote it.
fn written(trend: &Trend<'_>, bound: f64) -> String {
    let bounds = trend.observation.ranges.iter().flat_map(|range| [&range.low, &range.high]);
    let same = |it: &&Quantity| it.value.value().total_cmp(&bound).is_eq();
    bounds.flatten().find(same).map_or_else(|| bound.to_string(), |it| it.value.to_string())
}

/// What the picture shows, for those who hear it.
fn spoken(desk: &Desk, trend: &Trend<'_>, first: &Point, newest: &Point) -> String {
    let (words, dates) = (desk.words, &desk.dates);
    let values = [
        ("name", trend.observation.analyte.name.as_str().into()),
        ("first", value::quantity(desk, &first.quantity).into()),
        ("from", dates.month(first.at).into()),
        ("last", value::quantity(desk, &newest.quantity).into()),
        ("to", dates.month(newest.at).into()),
    ];
    let usual = |range: &Range| range::text(desk, range);
    match trend.observation.ranges.iter().find_map(usual) {
        Some(range) => {
            words.tell("trend-picture", values.into_iter().chain([("range", range.into())]))
        }
        None => words.tell("trend-picture-plain", values),
    }
}

fn table(desk: &Desk, trend: &Trend<'_>, bounds: Option<Bounds>) -> AnyView {
    let words = desk.words;
    let name = trend.observation.analyte.name.as_str();
    let newest = trend.points.len().saturating_sub(1);
    let rows = trend.points.iter().enumerate().rev().map(|(place, point)| {
        let flags = match (place == newest, bounds) {
            (true, _) => trend.observation.flags.clone(),
            (false, Some(bounds)) => vec![compared(bounds, point)],
            (false, None) => Vec::new(),
        };
        row(desk, point, &flags)
    });
    view! {
        <table class="plain">
            <caption>{words.tell("trend-table-caption", [("name", name.into())])}</caption>
            <thead><tr>
                <th scope="col">{words.say("trend-column-date")}</th>
                <th scope="col">{words.say("trend-column-value")}</th>
                <th scope="col">{words.say("trend-column-flag")}</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// What an earlier value says, measured by what is usual in this report.
fn compared(bounds: Bounds, point: &Point) -> Flag {
    bounds.side(point.quantity.value.value()).flag()
}

fn row(desk: &Desk, point: &Point, flags: &[Flag]) -> AnyView {
    let flags = flags.iter().map(|raised| flag::tag(desk, *raised)).collect_view();
    view! {
        <tr>
            <th scope="row">{desk.dates.day(point.at)}</th>
            <td>{value::quantity(desk, &point.quantity)}</td>
            <td>{flags}</td>
        </tr>
    }
    .into_any()
}
