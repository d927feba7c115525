//! One line of the history: its place in the sealed log, and what to do if it was not the patient.

use super::{
    row::{facts, flaw, sentence},
    sought::{Sought, with},
};
use crate::{
    desk::{Asked, Desk},
    pages::{Halt, Shown, Written},
    parts::footer,
    paths,
    problem::Problem,
    shell::Frame,
};
use leptos::prelude::*;
use portal::{
    Refusal, audit, history,
    history::{By, Reported, Told},
};

/// What shows that the line is in the log.
enum Proof {
    /// It stands at this place, counted from 0.
    At(u64),
    /// It has no place yet.
    Waits,
    /// The log is not as it was left.
    Broken,
}

/// `/history/{id}`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let id = paths::event_of(&asked.path).ok_or(Problem::NotFound)?;
    let portal = asked.site.portal();
    let told = history::one(portal, &who, asked.visitor.former(), id).await?;
    let proof = match audit::receipt(portal, &who, id).await {
        Ok(Some(receipt)) => Proof::At(receipt.index),
        Ok(None) => Proof::Waits,
        Err(refusal @ Refusal::Inner(_)) => {
            // It is logged for those who run the portal.
            asked.visitor.fate(&refusal);
            Proof::Broken
        }
        Err(refusal) => return Err(Halt::from(refusal)),
    };
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = sentence(words, &told);
    let carried = Sought::read(&asked.query, &desk.dates).carried();
    let back = with("/history".to_owned(), carried.as_deref());
    let main = view! {
        <p><a href=back>{words.say("history-back")}</a></p>
        <h1>{title.clone()}</h1>
        <section class="sheet stack stack-tight">
            <p>{desk.dates.moment(told.line.at)}</p>
            {facts(desk, &told)}
            {flaw(words, &told)}
        </section>
        {after(desk, &told, carried.as_deref())}
        {proved(desk, &told, &proof)}
    };
    Ok(Shown(Frame::titled(title), main.into_any()))
}

/// What the patient can do, or what happens now that they did.
fn after(desk: &Desk, told: &Told, carried: Option<&str>) -> Option<AnyView> {
    match told.reported {
        Reported::No => told.can_be_disowned().then(|| ask(desk, told, carried)),
        Reported::Waiting(_) | Reported::LookedAt(_) => Some(next(desk, told)),
    }
}

fn ask(desk: &Desk, told: &Told, carried: Option<&str>) -> AnyView {
    let words = desk.words;
    let href = with(format!("{}/not-me", paths::history(told.line.id)), carried);
    view! {
        <section class="sheet stack" aria-labelledby="not-me-title">
            <h2 id="not-me-title">{words.say("history-not-me-question")}</h2>
            <p>{words.say("history-not-me-lead")}</p>
            <p><a class="button button-quiet" href=href>{words.say("history-not-me")}</a></p>
        </section>
    }
    .into_any()
}

fn next(desk: &Desk, told: &Told) -> AnyView {
    let words = desk.words;
    let here = (told.by == By::Here).then(|| view! { <li>{words.say("history-next-here")}</li> });
    let guardian = matches!(told.by, By::Guardian(_))
        .then(|| view! { <li>{words.say("history-guardian-stays")}</li> });
    let help = desk.house.help.as_ref();
    let help = help.map(|help| view! { <p>{footer::around(desk, "history-next-help", help)}</p> });
    view! {
        <section class="sheet stack" aria-labelledby="next-title">
            <h2 id="next-title">{words.say("history-next-title")}</h2>
            <ul class="bullets">
                <li>{words.say("history-next-sessions")}</li>
                <li>{words.say("history-next-clinic")}</li>
                {here}
                {guardian}
                <li>{words.say("history-next-password")}</li>
            </ul>
            <p><a class="button" href="/settings">{words.say("history-next-button")}</a></p>
            {help}
        </section>
    }
    .into_any()
}

fn proved(desk: &Desk, told: &Told, proof: &Proof) -> AnyView {
    let words = desk.words;
    let says = match proof {
        Proof::At(index) => {
            let place = (index + 1).to_string();
            words.tell("history-proof-place", [("place", place.into())])
        }
        Proof::Waits => words.say("history-proof-waits"),
        Proof::Broken => words.say("history-proof-broken"),
    };
    let href = format!("{}/proof", paths::history(told.line.id));
    let file = matches!(proof, Proof::At(_)).then(|| {
        view! {
            <p>{words.say("history-proof-file")}</p>
            <p><a class="button button-quiet" href=href download="">{words.say("history-proof-button")}</a></p>
        }
    });
    view! {
        <section class="sheet stack" aria-labelledby="proof-title">
            <h2 id="proof-title">{words.say("history-proof-title")}</h2>
            <p>{says}</p>
            {file}
        </section>
    }
    .into_any()
}
