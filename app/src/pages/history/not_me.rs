//! "This was not me": what will happen, before it does.

use super::{
    row::{facts, sentence},
    sought::{Sought, with},
};
use crate::{
    desk::Asked,
    pages::{Halt, Shown, Written},
    paths,
    problem::Problem,
    shell::Frame,
    words::Words,
};
use leptos::prelude::*;
use portal::history::{self, By, Reported};

/// `/history/{id}/not-me`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let id = paths::event_of(&asked.path).ok_or(Problem::NotFound)?;
    let own = asked.visitor.former();
    let told = history::one(asked.site.portal(), &who, own, id).await?;
    // What of the history the person came from.
    let carried = Sought::read(&asked.query, &asked.desk.dates).carried();
    let page = with(paths::history(id), carried.as_deref());
    match told.reported {
        Reported::No if told.can_be_disowned() => {}
        Reported::No => return Err(Problem::NotFound.into()),
        Reported::Waiting(_) | Reported::LookedAt(_) => return Err(Halt::go(page)),
    }
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("history-not-me-title");
    let action = with(format!("{}/not-me", paths::history(id)), carried.as_deref());
    let main = view! {
        <h1>{title.clone()}</h1>
        <section class="sheet stack stack-tight">
            <p><strong>{sentence(words, &told)}</strong></p>
            <p>{desk.dates.moment(told.line.at)}</p>
            {facts(desk, &told)}
        </section>
        <p class="lead">{words.say("history-not-me-will")}</p>
        <ul class="bullets">
            <li>{words.say("history-not-me-sessions")}</li>
            <li>{words.say("history-not-me-clinic")}</li>
            {of_whom(words, &told.by)}
        </ul>
        <form class="buttons" method="post" action=action>
            <button class="button button-grave">{words.say("history-not-me-button")}</button>
            <a class="button button-link" href=page>{words.say("history-not-me-cancel")}</a>
        </form>
    };
    Ok(Shown(Frame::titled(title), main.into_any()))
}

/// What follows from who it was.
fn of_whom(words: Words, by: &By) -> AnyView {
    let keys: &[_] = match by {
        By::Here => &["history-next-here"],
        By::Guardian(_) => &["history-not-me-guardian", "history-guardian-stays"],
        _ => &[],
    };
    keys.iter().map(|key| view! { <li>{words.say(key)}</li> }).collect_view().into_any()
}
