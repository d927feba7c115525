//! Having everything erased: what would go, what must stay, and where a request stands.

use crate::desk::Desk;
use leptos::prelude::*;
use portal::{
    Portal,
    domain::Millis,
    erasure::{Reason, Standing, State},
};

/// A day, in seconds.
const DAY: u64 = 86_400;

/// The part of the page about it.
pub(crate) fn section(desk: &Desk, portal: &Portal, standing: &Standing) -> AnyView {
    let words = desk.words;
    let part = match standing.state {
        None | Some(State::Withdrawn | State::Closed(_) | State::Erased(_)) => {
            ask(desk, portal, standing)
        }
        Some(State::Refused(why)) => refused(desk, portal, standing, why),
        Some(State::Asked) => open(desk, words.say("erasure-asked")),
        Some(State::Confirmed(due)) => confirmed(desk, due),
    };
    view! {
        <section class="sheet stack" aria-labelledby="erasure-title">
            <h2 id="erasure-title">{words.say("erasure-title")}</h2>
            {part}
        </section>
    }
    .into_any()
}

/// Whether a request waits, for the clinic's answer or for its day.
pub(crate) const fn is_open(standing: &Standing) -> bool {
    matches!(standing.state, Some(State::Asked | State::Confirmed(_)))
}

fn ask(desk: &Desk, portal: &Portal, standing: &Standing) -> AnyView {
    let words = desk.words;
    let days = portal.rules().erasure_notice.as_secs() / DAY;
    view! {
        <p>{words.say("erasure-lead")}</p>
        <ul class="bullets">
            <li>{words.say("erasure-goes-records")}</li>
            <li>{words.say("erasure-goes-account")}</li>
            <li>{words.say("erasure-goes-copies")}</li>
        </ul>
        <p>{kept(desk, portal, standing.kept_until)}</p>
        <p>{words.say("erasure-log")}</p>
        <p>{words.tell("erasure-notice", [("days", days.into())])}</p>
        <form class="buttons" method="post" action="/my-data/erase/ask">
            <button class="button button-quiet button-grave">{words.say("erasure-ask")}</button>
        </form>
        <p class="hint">{words.say("settings-code-hint")}</p>
    }
    .into_any()
}

/// What the law has the clinic keep, and for how long.
fn kept(desk: &Desk, portal: &Portal, until: Option<Millis>) -> String {
    let words = desk.words;
    let years = portal.rules().record_years;
    match until {
        Some(until) => {
            let values = [("years", years.into()), ("date", desk.dates.day(until).into())];
            words.tell("erasure-kept", values)
        }
        None => words.say("erasure-kept-none"),
    }
}

fn refused(desk: &Desk, portal: &Portal, standing: &Standing, why: Reason) -> AnyView {
    let says = desk.words.say(match why {
        Reason::Law => "erasure-refused-law",
        Reason::Treatment => "erasure-refused-treatment",
        Reason::Identity => "erasure-refused-identity",
    });
    view! { <p><strong>{says}</strong></p>{ask(desk, portal, standing)} }.into_any()
}

fn confirmed(desk: &Desk, due: Millis) -> AnyView {
    open(desk, desk.words.tell("erasure-confirmed", [("date", desk.dates.day(due).into())]))
}

/// A request that can be taken back.
fn open(desk: &Desk, says: String) -> AnyView {
    view! {
        <p><strong>{says}</strong></p>
        <p>{desk.words.say("erasure-stop-lead")}</p>
        <form class="buttons" method="post" action="/my-data/erase/stop">
            <button class="button">{desk.words.say("erasure-stop")}</button>
        </form>
    }
    .into_any()
}
