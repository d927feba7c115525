//! One medicine, as it is handed over.

use super::{
    super::prescriptions::brand,
    line::{Line, line, tick},
};
use crate::{
    desk::Desk,
    parts::{amount::counted, notice},
    seat::Flash,
};
use leptos::prelude::*;
use portal::{
    counter::Medicine,
    domain::dispense::{Amount, Left},
};

/// How a medicine may be handed over now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Now {
    /// So much of it at the most.
    Counted(Amount),
    /// As a whole.
    Whole,
}

impl Now {
    /// How it may be; none where it may not.
    fn of(it: &Medicine) -> Option<Self> {
        match it.left {
            Left::Now { most, .. } => Some(most.map_or(Self::Whole, Self::Counted)),
            _ => None,
        }
    }
}

/// Which medicine has the focus when the page opens: the one that is at fault, else the first of which there is an amount to write, so
/// that whoever hands over what may be handed over presses Enter. None otherwise: were it on the button, a scanner's Enter would
/// press that.
pub(super) fn first(flash: &Flash, medicines: &[Medicine]) -> Option<usize> {
    let faulty = flash.typed("faulty").and_then(|at| at.parse().ok());
    faulty.or_else(|| medicines.iter().position(|it| matches!(Now::of(it), Some(Now::Counted(_)))))
}

/// Whether anything of them may be handed over now.
pub(super) fn any(medicines: &[Medicine]) -> bool {
    medicines.iter().any(|it| Now::of(it).is_some())
}

/// What was typed about this medicine, in the form that was sent before; the list may have been another then.
fn typed(flash: &Flash, at: usize, it: &Medicine) -> Flash {
    let seen = flash.typed(&format!("medicine-{at}")).and_then(|seen| seen.split(' ').next());
    if seen == Some(it.record.to_string().as_str()) { flash.clone() } else { Flash::default() }
}

/// A medicine: what it is, how it is taken, and what is handed over of it.
pub(super) fn section(
    desk: &Desk,
    flash: &Flash,
    (at, it): (usize, &Medicine),
    first: Option<usize>,
) -> AnyView {
    let (words, flash) = (desk.words, &typed(flash, at, it));
    let title = format!("medicine-title-{at}");
    let dosage = it.prescription.dosage.iter().map(|line| view! { <li>{line.clone()}</li> });
    let fields = Now::of(it).map(|now| fields(desk, flash, (at, it), now, first));
    let controlled =
        it.controlled.then(|| view! { <p><b>{words.say("pharmacy-controlled")}</b></p> });
    let labelled_by = title.clone();
    view! {
        <section class="sheet stack" aria-labelledby=labelled_by>
            <h2 id=title>{it.prescription.medicine.clone()}</h2>
            <ul class="bullets">{dosage.collect_view()}</ul>
            {controlled}
            {it.prescription.substitution.map(|may| view! { <p>{words.say(brand(may))}</p> })}
            {left(desk, it).map(|says| view! { <p>{says}</p> })}
            {fields}
        </section>
    }
    .into_any()
}

/// What may be handed over of it now, in words.
fn left(desk: &Desk, it: &Medicine) -> Option<String> {
    let words = desk.words;
    let Left::Now { most, fills_after } = it.left else { return None };
    let most = most.map_or_else(
        || words.say("pharmacy-left-whole"),
        |most| words.tell("pharmacy-left-most", [("amount", measured(it, most).into())]),
    );
    let after = words.tell("pharmacy-left-after", [("times", fills_after.into())]);
    let until = |at| words.tell("pharmacy-left-until", [("day", desk.dates.day(at).into())]);
    let all = [Some(most), Some(after), it.until.map(until)];
    Some(all.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// An amount with the unit that the prescription is in.
fn measured(it: &Medicine, amount: Amount) -> String {
    let of = it.prescription.dispense.as_ref().and_then(|it| it.quantity.as_ref());
    counted(amount, of.and_then(|of| of.unit.as_deref()))
}

fn fields(
    desk: &Desk,
    flash: &Flash,
    (at, it): (usize, &Medicine),
    now: Now,
    first: Option<usize>,
) -> AnyView {
    let words = desk.words;
    let seen = format!("{} {}", it.record, it.version);
    let faulty = flash.typed("faulty") == Some(at.to_string().as_str());
    let fault = |field| notice::fault_of(desk, flash, field).filter(|_| faulty);
    let paper_faults = (fault("paper"), fault("number"));
    let amount = match now {
        Now::Counted(most) => {
            let given =
                flash.typed(&format!("amount-{at}")).map_or(most.to_string(), str::to_owned);
            let label = words.say("pharmacy-amount-label");
            let amount = Line {
                name: format!("amount-{at}"),
                label,
                hint: None,
                value: given,
                fault: fault("amount"),
                // What is wrong has the focus, so that Enter does not send the same once more.
                focus: first == Some(at) && paper_faults == (None, None),
                longest: 40,
            };
            line(desk, amount)
        }
        Now::Whole => tick(
            flash,
            &format!("whole-{at}"),
            words.say("pharmacy-whole-label"),
            flash.typed.is_empty(),
        ),
    };
    let substitution = it.prescription.substitution == Some(true);
    let brand = substitution
        .then(|| tick(flash, &format!("brand-{at}"), words.say("pharmacy-brand-label"), false));
    let paper = it.controlled.then(|| paper(desk, flash, at, paper_faults));
    view! {
        <input type="hidden" name=format!("medicine-{at}") value=seen/>
        {amount}{brand}{paper}
    }
    .into_any()
}

/// The paper by which whoever collects a controlled medicine is known.
fn paper(
    desk: &Desk,
    flash: &Flash,
    at: usize,
    (kind_fault, number_fault): (Option<String>, Option<String>),
) -> AnyView {
    let words = desk.words;
    let given = |name: &str| flash.typed(name).unwrap_or_default().to_owned();
    let (kind, number) = (format!("paper-{at}"), format!("number-{at}"));
    let (kind_given, number_given) = (given(&kind), given(&number));
    let kind_is_faulty = kind_fault.is_some();
    let kind = Line {
        name: kind,
        label: words.say("pharmacy-paper-label"),
        hint: Some(words.say("pharmacy-paper-hint")),
        value: kind_given,
        focus: kind_fault.is_some(),
        fault: kind_fault,
        longest: 60,
    };
    let number = Line {
        name: number,
        label: words.say("pharmacy-paper-number-label"),
        hint: Some(words.say("pharmacy-paper-number-hint")),
        value: number_given,
        focus: !kind_is_faulty && number_fault.is_some(),
        fault: number_fault,
        longest: 60,
    };
    view! { {line(desk, kind)}{line(desk, number)} }.into_any()
}
