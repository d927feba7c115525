//! Taking one's data away.

use super::{Shown, Written, erasure};
use crate::{
    desk::{Asked, Desk},
    parts::notice,
    paths,
    shell::{Frame, Next},
};
use leptos::prelude::*;
use portal::{
    domain::{Millis, id::ExportId},
    export::{Export, File, State, Waiting},
};

/// After how many seconds the page asks again how far the files are.
const AGAIN: u64 = 3;
/// Bytes in a tenth of a megabyte, as people count them.
const TENTH: u64 = 100_000;

/// `/my-data`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let export = portal::export::newest(asked.site.portal(), &who).await?;
    let standing = portal::erasure::standing(asked.site.portal(), &who).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("my-data-title");
    let making = export.as_ref().is_some_and(|it| matches!(it.state, State::Making(..)));
    // A browser goes on by itself while the files are made, which is no sign of life.
    let next =
        if making { Next::Again(AGAIN, paths::when_over("/my-data")) } else { Next::default() };
    let frame = Frame { next, ..Frame::titled(title.clone()) };
    let own = who.by().is_none();
    let erasing = own.then(|| erasure::section(desk, asked.site.portal(), &standing));
    let copy = section(desk, export.as_ref());
    // What was just asked for, and cannot be undone once it is done, comes before what can be had.
    let parts = if erasure::is_open(&standing) {
        view! { {erasing}{copy} }.into_any()
    } else {
        view! { {copy}{erasing} }.into_any()
    };
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        <h1>{title}</h1>
        <p class="lead">{words.say("my-data-lead")}</p>
        {parts}
        {own.then(|| view! { <p><a href="/settings">{words.say("my-data-back")}</a></p> })}
    };
    Ok(Shown(frame, main.into_any()))
}

fn section(desk: &Desk, export: Option<&Export>) -> AnyView {
    match export {
        None => ask(desk, None),
        Some(Export { state: State::GivenUp, .. }) => ask(desk, Some("my-data-given-up")),
        Some(Export { state: State::Making(done, records), .. }) => making(desk, *done, *records),
        Some(Export { id, until, state: State::Ready(files) }) => ready(desk, *id, *until, files),
    }
}

fn ask(desk: &Desk, before: Option<&str>) -> AnyView {
    let words = desk.words;
    let before = before.map(|key| view! { <p class="hint">{words.say(key)}</p> });
    view! {
        <section class="sheet stack">
            {before}
            <p>{words.say("my-data-files")}</p>
            <ul class="bullets">
                <li>{words.say("my-data-is-page")}</li>
                <li>{words.say("my-data-is-bundle")}</li>
            </ul>
            <p>{words.say("my-data-without")}</p>
            <p>{words.say("my-data-once")}</p>
            <p>{words.say("my-data-safe")}</p>
            <form class="buttons" method="post" action="/my-data/ask">
                <button class="button">{words.say("my-data-ask")}</button>
            </form>
            <p class="hint">{words.say("settings-code-hint")}</p>
        </section>
    }
    .into_any()
}

fn making(desk: &Desk, done: u64, records: u64) -> AnyView {
    let words = desk.words;
    let says = words.tell("my-data-making", [("done", done.into()), ("all", records.into())]);
    view! {
        <section class="sheet stack" aria-live="polite">
            <h2>{words.say("my-data-making-title")}</h2>
            <p><progress max=records.max(1) value=done aria-label=says.clone()></progress></p>
            <p>{says}</p>
            <p class="hint">{words.say("my-data-making-hint")}</p>
            <p><a class="button button-quiet" href="/my-data">{words.say("my-data-again")}</a></p>
        </section>
    }
    .into_any()
}

fn ready(desk: &Desk, id: ExportId, until: Millis, files: &[Waiting]) -> AnyView {
    let words = desk.words;
    let is_left = files.iter().any(|it| it.taken_at.is_none());
    let title = if is_left { "my-data-ready-title" } else { "my-data-over-title" };
    let time = || words.tell("my-data-until", [("time", desk.dates.time(until).into())]);
    view! {
        <section class="sheet stack">
            <h2>{words.say(title)}</h2>
            {is_left.then(|| view! { <p>{time()}</p> })}
            {files.iter().map(|it| file(desk, id, it)).collect_view()}
            <p class="hint">{words.say("my-data-lost")}</p>
        </section>
        <form class="buttons" method="post" action="/my-data/ask">
            <button class="button button-quiet">{words.say("my-data-anew")}</button>
        </form>
    }
    .into_any()
}

fn file(desk: &Desk, id: ExportId, it: &Waiting) -> AnyView {
    let words = desk.words;
    let (name, button, class) = match it.file {
        File::Page => ("my-data-is-page", "my-data-take-page", "button"),
        File::Bundle => ("my-data-is-bundle", "my-data-take-bundle", "button button-quiet"),
    };
    let action = format!("/my-data/{id}/{}", it.file.name());
    // The least is a tenth: nobody is handed nothing.
    let tenths = it.size.div_ceil(TENTH);
    let size = format!("{}.{}", tenths / 10, tenths % 10);
    let part = match it.taken_at {
        Some(_) => view! { <p>{words.say("my-data-taken")}</p> }.into_any(),
        None => view! {
            <form class="buttons" method="post" action=action>
                <button class=class>
                    {words.tell(button, [("size", size.into())])}
                </button>
            </form>
        }
        .into_any(),
    };
    view! { <p>{words.say(name)}</p>{part} }.into_any()
}
