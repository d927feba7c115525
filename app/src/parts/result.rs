//! The results of a report, as a table.

use super::{flag, range, value};
use crate::desk::Desk;
use leptos::prelude::*;
use portal::domain::clinical::{Component, Flag, Observation, Status};

mod cells;

/// One result, as its table shows it.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    /// Its place in the report, from 0; names its trend on the page.
    pub place: usize,
    /// The result.
    pub observation: &'a Observation,
    /// The panel it belongs to.
    pub panel: Option<&'a str>,
    /// Whether its trend is on the page.
    pub has_trend: bool,
}

/// The table, with a heading for each panel.
pub(crate) fn table(desk: &Desk, caption: String, lines: &[Line<'_>]) -> AnyView {
    let words = desk.words;
    let heads = [
        words.say("lab-column-test"),
        words.say("lab-column-result"),
        words.say("lab-column-range"),
        words.say("lab-column-flag"),
    ];
    let head = |text: String| view! { <th scope="col" role="columnheader">{text}</th> };
    let mut panel = None;
    let mut rows = Vec::new();
    for line in lines {
        if line.panel.is_some() && line.panel != panel {
            rows.extend(line.panel.map(heading));
        }
        panel = line.panel;
        rows.push(row(desk, *line));
    }
    view! {
        <table class="results" role="table">
            <caption class="unseen">{caption}</caption>
            <thead role="rowgroup"><tr role="row">{heads.map(head).to_vec()}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The name under which the trend of a result stands on the page.
pub(crate) fn anchor(place: usize) -> String {
    format!("trend-{place}")
}

/// The way to a result on the page, with what it is.
pub(crate) fn link(desk: &Desk, place: usize, observation: &Observation) -> AnyView {
    let name = observation.analyte.name.clone();
    let value = observation.value.is_ok().then(|| value::shown(desk, &observation.value));
    let value = value.map(|value| view! { ": "{value} });
    view! { <a href=format!("#{}", row_id(place))>{name}{value}</a> }.into_any()
}

/// The name under which a result stands on the page.
fn row_id(place: usize) -> String {
    format!("result-{place}")
}

/// Every flag of a result, its components' included, each once, the gravest first. A withdrawn one has none.
pub(crate) fn flags<'a>(observations: impl IntoIterator<Item = &'a Observation>) -> Vec<Flag> {
    let mut raised = Vec::new();
    for observation in observations.into_iter().filter(|it| it.status != Status::Withdrawn) {
        raised.extend(&observation.flags);
        raised.extend(observation.components.iter().flat_map(|component| &component.flags));
    }
    flag::GRAVEST_FIRST.into_iter().filter(|flag| raised.contains(flag)).collect()
}

/// Whether somebody must act on it.
pub(crate) fn is_critical(observation: &Observation) -> bool {
    flags([observation]).into_iter().any(flag::is_critical)
}

fn heading(panel: &str) -> AnyView {
    let panel = panel.to_owned();
    view! {
        <tr role="row" class="panel">
            <th scope="colgroup" role="columnheader" colspan="4">{panel}</th>
        </tr>
    }
    .into_any()
}

fn row(desk: &Desk, line: Line<'_>) -> AnyView {
    let observation = line.observation;
    let critical = is_critical(observation);
    let (class, id) = (critical.then_some("row-critical"), critical.then(|| row_id(line.place)));
    view! {
        <tr role="row" class=class id=id>
            {cells::analyte(observation)}
            <td role="cell">{cells::values(desk, observation)}</td>
            <td role="cell" data-label=desk.words.say("lab-column-range")>
                {cells::ranges(desk, observation)}{cells::earlier(desk, line)}
            </td>
            <td role="cell">{cells::flags(desk, observation)}{cells::remarks(desk, observation)}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
#[path = "result_tests.rs"]
mod tests;
