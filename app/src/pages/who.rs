//! Choosing a person, where several share a phone and a password.

use super::{Halt, Shown, Written};
use crate::{
    desk::{Asked, Desk},
    parts::notice,
    shell::Frame,
};
use leptos::prelude::*;
use portal::sign_in::Candidate;

/// `/sign-in/who`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let portal = asked.site.portal().clone();
    let Some(choices) = asked.visitor.seat().choices(portal.now()).map(<[_]>::to_vec) else {
        return Err(Halt::go("/sign-in"));
    };
    let flash = asked.visitor.take_flash().await?;
    let candidates = portal::sign_in::candidates(&portal, &choices).await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("who-title");
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title.clone()) };
    let choices = candidates.iter().map(|candidate| choice(desk, candidate)).collect_view();
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        <h1>{title}</h1>
        <p class="lead">{words.say("who-lead")}</p>
        <ul class="choices" aria-label=words.say("who-list-label")>{choices}</ul>
        <p>{words.say("who-missing")}</p>
    };
    Ok(Shown(frame, main.into_any()))
}

fn choice(desk: &Desk, candidate: &Candidate) -> AnyView {
    let initial = candidate.name.chars().next().map(String::from).unwrap_or_default();
    let label = desk.words.tell("who-button", [("name", candidate.name.as_str().into())]);
    view! {
        <li>
            <form method="post" action="/sign-in/who">
                <button class="choice" name="patient" value=candidate.patient.to_string() aria-label=label>
                    <span class="choice-sign" data-letter=initial></span>
                    <span class="choice-name">{candidate.name.clone()}</span>
                </button>
            </form>
        </li>
    }
    .into_any()
}
