//! Where the message is.

mod follow;
mod pace;

use leptos::prelude::*;

use self::follow::wake;

/// Says where the message with the code is. The server writes what is so when the page is sent;
/// woken, the line follows the message until the code ends.
#[island]
pub fn Progress(
    /// Where to ask.
    at: String,
    /// What is so when the page is sent, in the reader's words.
    says: String,
    /// The same as one word, by which it is drawn.
    state: String,
) -> impl IntoView {
    view! { <p class="progress" role="status" data-state=state use:wake=at>{says}</p> }
}
