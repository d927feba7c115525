//! After signing out.

use super::{Shown, Written};
use crate::{desk::Asked, language, parts::icon, shell::Frame};
use axum::http::header;
use leptos::prelude::*;
use std::future::{Ready, ready};

/// `/signed-out`
pub(crate) fn write(asked: &mut Asked) -> Ready<Written> {
    let words = asked.desk.words;
    let says = vec![words.say("session-out-text"), words.say("session-out-shared")];
    ready(Ok(letter(asked, says, "/sign-in")))
}

/// What is said to somebody who has signed out, with the way back in.
pub(super) fn letter(asked: &mut Asked, says: Vec<String>, again: &'static str) -> Shown {
    // The address may be where a choice of language is kept: not every sign-out spared the cookies.
    let choice = asked.visitor.choice();
    if let Some(cookie) = choice.and_then(|choice| language::cookie(&asked.site, choice)) {
        asked.response.append_header(header::SET_COOKIE, cookie);
    }
    let words = asked.desk.words;
    let title = words.say("session-out-title");
    let says = says.into_iter().enumerate().map(|(at, text)| {
        view! { <p class=(at == 0).then_some("lead")>{text}</p> }
    });
    let main = view! {
        <div class="letter stack">
            {icon::seal("seal")}
            <h1>{title.clone()}</h1>
            {says.collect_view()}
            <p><a class="button" href=again>{words.say("session-out-again")}</a></p>
        </div>
    };
    Shown(Frame::titled(title), main.into_any())
}
