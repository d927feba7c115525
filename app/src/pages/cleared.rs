//! Where the page of a lost browser goes once it was told to forget everything.

use super::{Shown, Written};
use crate::{desk::Asked, shell::Frame};
use leptos::prelude::*;
use std::future::{Ready, ready};

/// `/cleared`
pub(crate) fn write(asked: &mut Asked) -> Ready<Written> {
    let words = asked.desk.words;
    let title = words.say("device-wiped-title");
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{words.say("device-wiped-text")}</p>
        <p><a class="button" href="/sign-in">{words.say("session-out-again")}</a></p>
    };
    ready(Ok(Shown(Frame::titled(title), main.into_any())))
}
