//! The cells of one result.

use super::{Component, Desk, Line, Observation, Status, anchor, flag, range, value};
use leptos::prelude::*;

/// The name.
pub(super) fn analyte(observation: &Observation) -> AnyView {
    let name = observation.analyte.name.clone();
    view! { <th scope="row" role="rowheader" class="analyte">{name}</th> }.into_any()
}

/// The way to the trend, where there is one.
pub(super) fn earlier(desk: &Desk, line: Line<'_>) -> Option<AnyView> {
    line.has_trend.then(|| {
        let href = format!("#{}", anchor(line.place));
        let whose = format!(": {}", line.observation.analyte.name);
        let says = desk.words.say("trend-jump");
        view! { <a class="earlier" href=href>{says}<span class="unseen">{whose}</span></a> }
            .into_any()
    })
}

/// The value, and those of the components. A withdrawn result has none to show.
pub(super) fn values(desk: &Desk, observation: &Observation) -> AnyView {
    if observation.status == Status::Withdrawn {
        return value::worded(desk.words.say("status-entered-in-error"));
    }
    let components = &observation.components;
    let parts = (!components.is_empty()).then(|| {
        let part = |component: &Component| part(desk, component);
        view! { <dl class="parts">{components.iter().map(part).collect_view()}</dl> }
    });
    let own = (parts.is_none() || observation.value.is_ok())
        .then(|| value::shown(desk, &observation.value));
    view! { {own}{parts} }.into_any()
}

fn part(desk: &Desk, component: &Component) -> AnyView {
    let flags = component.flags.iter().map(|raised| flag::tag(desk, *raised)).collect_view();
    view! {
        <div>
            <dt>{component.analyte.name.clone()}</dt>
            <dd>{value::shown(desk, &component.value)}" "{flags}</dd>
        </div>
    }
    .into_any()
}

/// What is usual, for the result or for each of its components.
pub(super) fn ranges(desk: &Desk, observation: &Observation) -> AnyView {
    let bounded = observation.components.iter().filter(|component| !component.ranges.is_empty());
    let entry = |component: &Component| {
        let name = component.analyte.name.clone();
        let shown = range::shown(desk, &component.ranges, component.value.as_ref().ok());
        view! { <div><dt>{name}</dt><dd>{shown}</dd></div> }
    };
    let parts: Vec<_> = bounded.map(entry).collect();
    match (observation.ranges.as_slice(), parts.is_empty()) {
        ([], false) => view! { <dl class="parts">{parts}</dl> }.into_any(),
        (own, _) => {
            let settled = observation.status != Status::Withdrawn;
            range::shown(desk, own, observation.value.as_ref().ok().filter(|_| settled))
        }
    }
}

/// What the laboratory makes of it.
pub(super) fn flags(desk: &Desk, observation: &Observation) -> AnyView {
    if observation.status == Status::Withdrawn {
        return ().into_any();
    }
    observation.flags.iter().map(|raised| flag::tag(desk, *raised)).collect_view().into_any()
}

/// Remarks, and whether the result may still change or was changed.
pub(super) fn remarks(desk: &Desk, observation: &Observation) -> AnyView {
    let state = match observation.status {
        Status::UnderReview => Some(desk.words.say("status-preliminary")),
        Status::Amended => Some(desk.words.say("status-amended")),
        Status::Final | Status::Withdrawn => None,
    };
    let all = state.into_iter().chain(observation.notes.iter().cloned());
    all.map(|text| view! { <p class="remark">{text}</p> }).collect_view().into_any()
}
