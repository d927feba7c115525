//! After signing out.

use super::{Shown, Written};
use crate::{desk::Asked, language, parts::icon, shell::Frame};
use axum::http::{HeaderValue, header};
use leptos::prelude::*;
use std::future::{Ready, ready};

/// `/signed-out`
pub(crate) fn write(asked: &mut Asked) -> Ready<Written> {
    // The address may be where a choice of language is kept: not every sign-out spared the cookies.
    let choice = asked.visitor.choice().map(language::cookie);
    if let Some(Ok(cookie)) = choice.map(HeaderValue::try_from) {
        asked.response.append_header(header::SET_COOKIE, cookie);
    }
    let words = asked.desk.words;
    let title = words.say("session-out-title");
    let main = view! {
        <div class="letter stack">
            {icon::seal("seal")}
            <h1>{title.clone()}</h1>
            <p class="lead">{words.say("session-out-text")}</p>
            <p>{words.say("session-out-shared")}</p>
            <p><a class="button" href="/sign-in">{words.say("session-out-again")}</a></p>
        </div>
    };
    ready(Ok(Shown(Frame::titled(title), main.into_any())))
}
