//! The page on which the code of somebody else is typed: of the patient, or of a second pharmacist.

use super::super::{
    Shown,
    code::{Purpose, again, works},
};
use crate::{
    desk::Desk,
    parts::{
        field::{Field, Kind, field},
        notice,
        progress::{self, Told},
    },
    seat::Flash,
    shell::{Frame, Place},
};
use leptos::prelude::*;
use portal::{challenge::Pending, domain::challenge::Channel};

/// What one of these pages says that the other does not.
pub(super) struct Says {
    /// Its heading.
    pub title: String,
    /// What stands above the field.
    pub hint: String,
    /// How long a text may take.
    pub note: &'static str,
    /// What stands beside the button.
    pub beside: Option<AnyView>,
    /// What stands below the form.
    pub below: Option<AnyView>,
    /// Other ways, at the end.
    pub ways: Option<AnyView>,
}

/// The page while the code can be answered.
pub(super) fn page(
    desk: &Desk,
    purpose: &Purpose,
    (pending, told): (&Pending, Told),
    flash: &Flash,
    says: Says,
) -> Shown {
    let words = desk.words;
    let frame = Frame {
        faulty: notice::is_faulty(flash),
        place: Some(Place::Counter),
        wakes: true,
        ..Frame::titled(says.title.clone())
    };
    let (sent, note) = match pending.first {
        Channel::Sms => (&purpose.sent.text, says.note),
        Channel::Voice => (&purpose.sent.call, "code-ring-note"),
    };
    let reference = pending.reference.to_string();
    let main = view! {
        {notice::flash(desk, flash, &["code"])}
        <h1>{says.title}</h1>
        <p class="purpose">
            <span>{purpose.says.clone()}</span>" "
            <span class="ref">{words.tell("code-ref", [("ref", reference.into())])}</span>
        </p>
        <p>{sent.clone()}</p>
        {progress::line(told, purpose.progress())}
        {form(desk, purpose, pending, flash, (says.hint, says.beside))}
        {says.below}
        <section class="help stack">
            <p>{words.say(note)}</p>
            {again(desk, purpose, pending)}
            {says.ways}
        </section>
    };
    Shown(frame, main.into_any())
}

fn form(
    desk: &Desk,
    purpose: &Purpose,
    pending: &Pending,
    flash: &Flash,
    (hint, beside): (String, Option<AnyView>),
) -> AnyView {
    let code = Field {
        id: "code",
        label: desk.words.say("code-label"),
        hint,
        fault: notice::fault_of(desk, flash, "code"),
        kind: Kind::TheirCode,
    };
    view! {
        <form class="sheet stack" method="post" action=purpose.action() novalidate>
            <input type="hidden" name="challenge" value=pending.id.to_string()/>
            {field(desk, code)}
            {works(desk, &purpose.over, pending.expires_at)}
            <div class="buttons">
                <button class="button">{purpose.button.clone()}</button>
                {beside}
            </div>
        </form>
    }
    .into_any()
}
