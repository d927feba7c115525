//! The PIN, after a code: the last step of signing in for whoever has one.

use super::{Halt, Shown, Written, pin};
use crate::{desk::Asked, parts::notice, shell::Frame};
use leptos::prelude::*;

/// `/sign-in/pin`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let portal = asked.site.portal().clone();
    let Some((admitted, chosen)) = asked.visitor.seat().pin_due(portal.now()) else {
        return Err(Halt::go("/sign-in"));
    };
    let several = admitted.patients.len() > 1;
    let flash = asked.visitor.take_flash().await?;
    let person = portal::profile::person(&portal, chosen).await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    // A browser writes titles down, so that the name stands on the page alone.
    let asks = words.tell("pin-ask-title", [("name", person.given.into())]);
    let frame =
        Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(words.say("pin-title")) };
    let main = view! {
        {notice::flash(desk, &flash, &["pin"])}
        <h1>{asks}</h1>
        <form class="sheet stack" method="post" action="/sign-in/pin" novalidate>
            {pin::current(desk, &flash)}
            <div class="buttons">
                <button class="button">{words.say("pin-ask-button")}</button>
                {several.then(|| view! {
                    <a class="button button-link" href="/sign-in/who">{words.say("pin-ask-other")}</a>
                })}
            </div>
        </form>
        <p class="hint">{words.say("pin-forgotten")}</p>
    };
    Ok(Shown(frame, main.into_any()))
}
