//! The counter: one field for a number, and what was looked up today.

use super::super::{Shown, Written};
use crate::{
    desk::{Asked, Desk},
    parts::{
        field::{Field, Kind, field},
        notice,
    },
    paths,
    seat::Flash,
    shell::{Frame, Place},
    words::Words,
};
use leptos::prelude::*;
use portal::{
    counter::{self, Glance, Once},
    domain::pharmacy::State,
};

/// `/pharmacy`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.at_counter().await?;
    let greeting = counter::sign_in::greeting(asked.site.portal(), &who).await?;
    let today = counter::today(asked.site.portal(), &who).await?;
    let flash = asked.visitor.take_flash().await?;
    let key = Once::fresh_key(asked.site.portal());
    let (desk, words) = (&asked.desk, asked.desk.words);
    let frame = Frame {
        faulty: notice::is_faulty(&flash),
        place: Some(Place::Counter),
        ..Frame::titled(words.say("pharmacy-menu"))
    };
    let main = view! {
        {notice::flash(desk, &flash, &["number"])}
        <h1>{greeting.pharmacy}</h1>
        <p>{words.tell("pharmacy-greeting", [("name", greeting.name.into())])}</p>
        {form(desk, &flash, key)}
        {looked_up(desk, &today)}
    };
    Ok(Shown(frame, main.into_any()))
}

/// The form, with a key of its own: a scanner that presses Enter twice looks a number up once.
fn form(desk: &Desk, flash: &Flash, key: String) -> AnyView {
    let words = desk.words;
    let number = Field {
        id: "number",
        label: words.say("pharmacy-number-label"),
        hint: words.say("pharmacy-number-hint"),
        fault: notice::fault_of(desk, flash, "number"),
        kind: Kind::Prescription(flash.typed("number").map(str::to_owned)),
    };
    view! {
        <form class="sheet stack" method="post" action="/pharmacy" novalidate>
            <input type="hidden" name="once" value=key/>
            {field(desk, number)}
            <div class="buttons">
                <button class="button">{words.say("pharmacy-number-button")}</button>
            </div>
        </form>
    }
    .into_any()
}

fn looked_up(desk: &Desk, today: &[Glance]) -> Option<AnyView> {
    let (words, dates) = (desk.words, &desk.dates);
    let line = |it: &Glance| {
        let time = dates.time(it.asked_at);
        let patient = it.patient.clone().map(|name| view! { " "<span>{name}</span> });
        view! {
            <li>
                <a href=paths::look_up(it.id)>
                    {time}" "<b>{said(words, it.state)}</b>{patient}
                </a>
            </li>
        }
    };
    let lines: Vec<_> = today.iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="today-title">
                <h2 id="today-title">{words.say("pharmacy-today-title")}</h2>
                <ul class="look-ups">{lines}</ul>
            </section>
        }
        .into_any()
    })
}

fn said(words: Words, state: State) -> String {
    words.say(match state {
        State::Asked | State::LookedAt => "pharmacy-state-asked",
        State::Allowed(_) => "pharmacy-state-allowed",
        State::Refused => "pharmacy-state-refused",
        State::Dispensed { .. } => "pharmacy-state-dispensed",
        State::Undone(_) => "pharmacy-state-undone",
        State::Over => "pharmacy-state-over",
    })
}
