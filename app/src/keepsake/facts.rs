//! How the page begins and ends.

use super::{STYLE, fact, html};
use crate::desk::Desk;
use leptos::prelude::*;
use portal::domain::{Millis, person::Person, phone::Phone};

/// Nothing may be loaded by it and nothing runs in it, whatever is written into it (CSP level 3).
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

pub(super) fn begin(desk: &Desk, person: &Person, at: Millis) -> String {
    let words = desk.words;
    let clinic = desk.house.clinic.name.clone();
    let title = words.tell("my-data-page-title", [("name", person.name.as_str().into())]);
    let made = [("clinic", clinic.into()), ("date", desk.dates.moment(at).into())];
    let head = view! {
        <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content=POLICY/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>{title.clone()}</title>
            <style inner_html=STYLE></style>
        </head>
    };
    let phones = person.phones.iter().map(Phone::e164).collect::<Vec<_>>().join(", ");
    let birth = person.birth_date.as_deref().map(|date| desk.dates.of_fhir(date));
    let facts = view! {
        <h1>{title}</h1>
        <p>{words.tell("my-data-page-made", made)}</p>
        <p class="note">{words.say("my-data-page-keep")}</p>
        <dl>
            {fact(words.say("lab-fact-patient"), Some(person.name.clone()))}
            {fact(words.say("my-data-number"), person.number.clone())}
            {fact(words.say("my-data-birth"), birth)}
            {fact(words.say("my-data-phone"), Some(phones))}
            {fact(words.say("my-data-email"), Some(person.emails.join(", ")))}
        </dl>
    };
    let (head, facts) = (html(head.into_any()), html(facts.into_any()));
    format!("<!DOCTYPE html>\n<html lang=\"{}\">\n{head}<body>\n<main>\n{facts}", words.0.tag())
}

pub(super) fn end() -> String {
    "</main>\n</body>\n</html>\n".to_owned()
}
