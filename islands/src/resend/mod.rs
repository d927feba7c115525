//! Asking for a code once more, or for a call that says it.

mod form;
mod state;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::form::{Words, wake};

/// One way to ask.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Way {
    /// Where the form is posted to.
    pub action: String,
    /// The seconds until it may be posted, from when the page was written.
    pub again_in: u32,
    /// The words of the button.
    pub button: String,
    /// Its words while it waits, with `{time}` for minutes and seconds.
    pub wait: String,
}

/// Forms that ask for a challenge's code again. Woken, each waits visibly until it may ask, and
/// asks without leaving the page; whatever goes wrong, it is the plain form again.
#[island]
pub fn ResendCode(
    /// The challenge whose code it is.
    challenge: String,
    /// The same message again; none if it will not be sent again.
    again: Option<Way>,
    /// The code another way; none if it will not be sent again.
    instead: Option<Way>,
    /// What is said when the code will not be sent again.
    none_left: String,
    /// What is said after the code was sent, if the server does not say it better.
    sent: String,
) -> impl IntoView {
    let ways: Vec<Way> = again.into_iter().chain(instead).collect();
    let (said, class) = match ways.as_slice() {
        [] => (none_left.clone(), "notice"),
        _ => (String::new(), "unseen"),
    };
    let waits = ways.iter().map(|way| (way.again_in, way.wait.clone())).collect();
    let words = Words { waits, none_left, sent };
    let form = move |way: Way| {
        view! {
            <form class="buttons" method="post" action=way.action>
                <input type="hidden" name="challenge" value=challenge.clone() />
                <button class="button button-quiet">{way.button}</button>
            </form>
        }
    };
    view! {
        {ways.into_iter().map(form).collect_view()}
        <div role="status" tabindex="-1" class=class use:wake=words><p>{said}</p></div>
    }
}
