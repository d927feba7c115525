//! What is filled in about one medicine: a line to write on, or a box to tick.

use crate::{desk::Desk, seat::Flash};
use leptos::prelude::*;

/// One line to write on.
pub(super) struct Line {
    /// Its name in the form.
    pub name: String,
    /// What it is.
    pub label: String,
    /// What stands above it.
    pub hint: Option<String>,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// What is in it.
    pub value: String,
    /// Whether it has the focus.
    pub focus: bool,
    /// How many characters it takes.
    pub longest: u32,
}

/// The line, with its label.
pub(super) fn line(desk: &Desk, it: Line) -> AnyView {
    let Line { name, label, hint, fault, value, focus, longest } = it;
    let class = if fault.is_some() { "field field-fault" } else { "field" };
    let invalid = fault.is_some().then_some("true");
    let hint_id = hint.as_ref().map(|_| format!("{name}-hint"));
    let fault_id = fault.as_ref().map(|_| format!("{name}-fault"));
    let described: Vec<_> = [&hint_id, &fault_id].into_iter().flatten().cloned().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let prefix = desk.words.say("common-error-prefix") + " ";
    let (id, its_label) = (name.clone(), name.clone());
    view! {
        <div class=class>
            <label for=its_label>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {fault.map(|text| view! {
                <p class="fault" id=fault_id><span class="unseen">{prefix}</span>{text}</p>
            })}
            <input id=id name=name type="text" autocomplete="off" spellcheck="false"
                maxlength=longest value=value autofocus=focus
                aria-describedby=described aria-invalid=invalid/>
        </div>
    }
    .into_any()
}

/// A box to tick, with its label; ticked as it was, or as it is otherwise.
pub(super) fn tick(flash: &Flash, name: &str, says: String, otherwise: bool) -> AnyView {
    let (id, its_label, name) = (name.to_owned(), name.to_owned(), name.to_owned());
    let checked = flash.typed(&name).is_some() || otherwise;
    view! {
        <div class="field">
            <label class="option" for=its_label>
                <input type="checkbox" id=id name=name value="yes" checked=checked/>
                <span>{says}</span>
            </label>
        </div>
    }
    .into_any()
}
