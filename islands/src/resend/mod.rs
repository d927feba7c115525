//! Asking for a code once more.

mod form;
mod state;

use leptos::prelude::*;

use self::form::{Desk, Words};

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
    let may_ask = again_in.is_some();
    let said = if may_ask { String::new() } else { none_left.clone() };
    let label = button.clone();
    let desk = Desk::new(label, said, Words { button, wait, none_left, sent });
    Effect::new(move |_| desk.open(again_in));
    view! {
        {may_ask.then(|| view! {
            <form class="buttons" method="post" action=action
                node_ref=desk.form on:submit=move |event| desk.asked(&event)>
                <input type="hidden" name="challenge" value=challenge />
                <button class="button button-quiet"
                    aria-disabled=move || desk.inert.get().then_some("true")>
                    {move || desk.label.get()}
                </button>
            </form>
        })}
        <div role="status" tabindex="-1" node_ref=desk.status class=move || desk.status_class()>
            <p>{move || desk.said.get()}</p>
        </div>
    }
}
