//! A birth date, in three fields.

use super::notice;
use crate::{acts::claim::BIRTH, desk::Desk, seat::Flash};
use leptos::prelude::*;

/// The day, the month and the year; what had been typed is there again.
pub(crate) fn fields(desk: &Desk, flash: &Flash) -> AnyView {
    let words = desk.words;
    let fault = notice::fault_of(desk, flash, "day");
    let class = if fault.is_some() { "field field-fault" } else { "field" };
    let invalid = fault.is_some().then_some("true");
    let described = if fault.is_some() { "birth-hint day-fault" } else { "birth-hint" };
    let labels = ["birth-day", "birth-month", "birth-year"].map(|key| words.say(key));
    let lengths = ["2", "2", "4"];
    let complete = ["bday-day", "bday-month", "bday-year"];
    let parts = BIRTH.into_iter().zip(labels).zip(lengths.into_iter().zip(complete)).map(
        |((name, label), (length, complete))| {
            let typed = flash.typed(name).map(str::to_owned);
            view! {
                <span class="date-part">
                    <label for=name>{label}</label>
                    <input id=name name=name type="text" inputmode="numeric" maxlength=length
                        autocomplete=complete value=typed aria-invalid=invalid/>
                </span>
            }
        },
    );
    let prefix = words.say("common-error-prefix") + " ";
    view! {
        <fieldset class=class aria-describedby=described>
            <legend>{words.say("birth-label")}</legend>
            <p class="hint" id="birth-hint">{words.say("birth-hint")}</p>
            {fault.map(|text| view! {
                <p class="fault" id="day-fault"><span class="unseen">{prefix}</span>{text}</p>
            })}
            <div class="date">{parts.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
