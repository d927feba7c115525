//! The foot of every page.

use crate::{desk::Desk, site::Help};
use leptos::prelude::*;

/// Whom to ask, and the promise.
pub(crate) fn foot(desk: &Desk) -> AnyView {
    let words = desk.words;
    let sandbox = desk.house.sandbox.then(|| {
        view! { <p class="small"><a href="/sandbox/phone">{words.say("common-sandbox-phone")}</a></p> }
    });
    // At a counter it is somebody else's records that are open.
    let promise = (!desk.at_counter)
        .then(|| view! { <p class="small">{words.say("common-footer-promise")}</p> });
    view! {
        <footer class="foot"><div class="foot-row">
            <p>{help(desk)}</p>
            {promise}
            {sandbox}
        </div></footer>
    }
    .into_any()
}

fn help(desk: &Desk) -> AnyView {
    match &desk.house.help {
        Some(help) => around(desk, "common-footer-help", help),
        None => desk.words.say("common-footer-help-desk").into_any(),
    }
}

/// A message with the clinic's number or address as a link in its place.
pub(crate) fn around(desk: &Desk, key: &'static str, help: &Help) -> AnyView {
    let (before, after) = desk.words.around(key, "phone");
    let link = match help.href.clone() {
        Some(href) => view! { <a href=href>{help.text.clone()}</a> }.into_any(),
        None => help.text.clone().into_any(),
    };
    view! { {before}{link}{after} }.into_any()
}
