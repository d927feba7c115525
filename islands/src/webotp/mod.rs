//! The code, straight from the text message.

mod listen;

use leptos::prelude::*;

use self::listen::wake;

/// Where the browser can read the code out of the message (WebOTP API, W3C), one tap fills it in
/// and sends the form that this stands in. It is nothing to see, and does nothing elsewhere.
#[island]
pub fn CodeFromText() -> impl IntoView {
    view! { <span hidden use:wake></span> }
}
