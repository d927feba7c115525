//! One choice of several, and a box to tick.

use super::notice;
use crate::{desk::Desk, seat::Flash};
use leptos::prelude::*;

/// Choices of which one is taken.
pub(crate) struct Choices {
    pub name: &'static str,
    pub label: String,
    /// What each sends, and says.
    pub all: Vec<(String, String)>,
    /// What the one sends that is taken; none while none is.
    pub taken: Option<String>,
}

/// The choices under their label.
pub(crate) fn choices(choices: Choices) -> AnyView {
    let Choices { name, label, all, taken } = choices;
    let items = all.into_iter().enumerate().map(|(at, (value, says))| {
        let id = format!("{name}-{at}");
        let checked = taken.as_ref() == Some(&value);
        let its_label = id.clone();
        view! {
            <label class="option" for=its_label>
                <input type="radio" id=id name=name value=value checked=checked/>
                <span>{says}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend>{label}</legend>
            <div class="options">{items.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// A box to tick.
pub(crate) fn tick(
    desk: &Desk,
    flash: &Flash,
    name: &'static str,
    value: String,
    says: String,
) -> AnyView {
    let fault = notice::fault_of(desk, flash, name);
    let class = if fault.is_some() { "field field-fault" } else { "field" };
    let invalid = fault.is_some().then_some("true");
    let described = fault.is_some().then(|| format!("{name}-fault"));
    let prefix = desk.words.say("common-error-prefix") + " ";
    let checked = flash.typed(name).is_some();
    view! {
        <div class=class>
            {fault.map(|text| view! {
                <p class="fault" id=format!("{name}-fault")><span class="unseen">{prefix}</span>{text}</p>
            })}
            <label class="option" for=name>
                <input type="checkbox" id=name name=name value=value checked=checked
                    aria-invalid=invalid aria-describedby=described/>
                <span>{says}</span>
            </label>
        </div>
    }
    .into_any()
}
