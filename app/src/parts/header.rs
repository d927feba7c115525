//! The top of every page.

use super::icon;
use crate::{desk::Desk, shell::Place};
use leptos::prelude::*;
use portal::domain::Language;

/// The clinic's name, and the other language.
pub(crate) fn masthead(desk: &Desk) -> AnyView {
    let others = Language::ALL.into_iter().filter(|language| *language != desk.words.0);
    view! {
        <header class="masthead"><div class="masthead-row">
            {icon::seal("logo")}
            <p class="clinic"><a href="/">{desk.house.clinic.name.clone()}</a></p>
            <form class="language" method="post" action="/language">
                <input type="hidden" name="back" value=desk.address.clone()/>
                {others.map(|other| switch(desk, other)).collect_view()}
            </form>
        </div></header>
    }
    .into_any()
}

fn switch(desk: &Desk, other: Language) -> AnyView {
    let words = desk.words;
    let name = match other {
        Language::En => "language-en",
        Language::Hi => "language-hi",
    };
    let change = words.say("common-language-change") + " ";
    view! {
        <button name="language" value=other.tag() lang=other.tag()>
            <span class="unseen" lang=words.0.tag()>{change}</span>
            {words.say(name)}
        </button>
    }
    .into_any()
}

/// The menu of a person who is signed in.
pub(crate) fn places(desk: &Desk, here: Option<Place>) -> AnyView {
    let words = desk.words;
    let current = |place| (here == Some(place)).then_some("page");
    let links = if desk.at_counter {
        vec![("/pharmacy", Place::Counter, "pharmacy-menu")]
    } else {
        vec![
            ("/home", Place::Home, "common-home"),
            ("/labs", Place::Labs, "common-labs"),
            ("/prescriptions", Place::Prescriptions, "common-prescriptions"),
        ]
    };
    let links = links.into_iter().map(|(href, place, key)| {
        view! { <a href=href aria-current=current(place)>{words.say(key)}</a> }
    });
    view! {
        <nav class="places-strip" aria-label=words.say("common-menu-label")><div class="places">
            {links.collect_view()}
            <form method="post" action="/sign-out">
                <button>{words.say("common-sign-out")}</button>
            </form>
        </div></nav>
    }
    .into_any()
}
