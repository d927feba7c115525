//! Asking for a code once more.

mod form;
mod state;

use leptos::prelude::*;

use self::form::{Words, wake};

/// A form that asks for a challenge's code again. Woken, it waits visibly until it may ask, and
/// asks without leaving the page; whatever goes wrong, it is the plain form again.
#[island]
pub fn ResendCode(
    /// Where the form is posted to.
    action: String,
    /// The challenge whose code it is.
    challenge: String,
    /// The seconds until the code may be asked for again, from when the page was written; none if
    /// it will not be sent again.
    again_in: Option<u32>,
    /// The words of the button.
    button: String,
    /// Its words while it waits, with `{time}` for minutes and seconds.
    wait: String,
    /// What is said when the code will not be sent again.
    none_left: String,
    /// What is said after the code was sent, if the server does not say it better.
    sent: String,
) -> impl IntoView {
    let (said, class) = match again_in {
        Some(_) => (String::new(), "unseen"),
        None => (none_left.clone(), "notice"),
    };
    let label = button.clone();
    let words = Words { button, wait, none_left, sent };
    view! {
        {again_in.map(|again_in| view! {
            <form class="buttons" method="post" action=action use:wake=(again_in, words)>
                <input type="hidden" name="challenge" value=challenge />
                <button class="button button-quiet">{label}</button>
            </form>
        })}
        <div role="status" tabindex="-1" class=class><p>{said}</p></div>
    }
}
