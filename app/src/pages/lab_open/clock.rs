//! How long a report stays open, and the button that seals it.

use super::address;
use crate::{
    desk::Desk,
    parts::icon::{Sign, sign},
    paths,
};
use islands::Countdown;
use leptos::prelude::*;
use portal::reports::Opened;

/// The bar above an open report.
pub(super) fn bar(desk: &Desk, opened: &Opened) -> AnyView {
    let words = desk.words;
    let until = words.tell("lab-open-until", [("time", desk.dates.time(opened.until).into())]);
    let left = words.tell("lab-open-time-left", [("clock", "{time}".into())]);
    let spoken = words.tell("lab-open-time-left-spoken", [("seconds", "{seconds}".into())]);
    view! {
        <div class="clock across" role="timer" aria-live="off">
            {sign(Sign::Open)}
            <p>
                <span class="until">{until}</span>" "
                <Countdown
                    until=Desk::millis(opened.until)
                    now=Desk::millis(desk.now)
                    words=left
                    then=paths::when_over(&address(opened.id))
                    spoken=spoken
                />
            </p>
            <form method="post" action=format!("{}/seal", address(opened.id))>
                <button class="button button-quiet">{words.say("lab-seal-button")}</button>
            </form>
        </div>
    }
    .into_any()
}
