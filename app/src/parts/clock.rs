//! How long what was opened stays open, and the button that seals it.

use crate::{
    desk::Desk,
    parts::icon::{Sign, sign},
    paths,
};
use islands::Countdown;
use leptos::prelude::*;
use portal::domain::Millis;

/// The bar above what is open until then, on the page at this address; what is sealed by hand has its own at `sealed`.
pub(crate) fn bar(desk: &Desk, until: Millis, address: &str, sealed: &str) -> AnyView {
    let words = desk.words;
    let says = words.tell("lab-open-until", [("time", desk.dates.time(until).into())]);
    let left = words.tell("lab-open-time-left", [("clock", "{time}".into())]);
    let spoken = words.tell("lab-open-time-left-spoken", [("seconds", "{seconds}".into())]);
    view! {
        <div class="clock across" role="timer" aria-live="off">
            {sign(Sign::Open)}
            <p>
                <span class="until">{says}</span>" "
                <Countdown
                    until=Desk::millis(until)
                    now=Desk::millis(desk.now)
                    words=left
                    then=paths::when_over(address)
                    spoken=spoken
                />
            </p>
            <form method="post" action=format!("{sealed}/seal")>
                <button class="button button-quiet">{words.say("lab-seal-button")}</button>
            </form>
        </div>
    }
    .into_any()
}
