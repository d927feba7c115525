//! What may be handed over, once the patient let the pharmacy see it.

use super::{
    super::{Shown, Written},
    medicine,
};
use crate::{
    desk::{Asked, Desk},
    parts::{
        choices::{Choices, choices},
        notice,
        progress::{self, Told},
    },
    paths,
    seat::Flash,
    shell::{Frame, Next, Place},
};
use islands::Countdown;
use leptos::prelude::*;
use portal::{
    counter::Look,
    domain::{Millis, id::VerificationId},
};

/// The page of the medicines, until a time.
pub(super) async fn write(
    asked: &mut Asked,
    id: VerificationId,
    look: &Look,
    until: Millis,
) -> Written {
    let flash = asked.visitor.take_flash().await?;
    let (desk, words, page) = (&asked.desk, asked.desk.words, paths::look_up(id));
    let left = desk.now.until(until).as_secs();
    let frame = Frame {
        faulty: notice::is_faulty(&flash),
        place: Some(Place::Counter),
        wakes: true,
        next: Next::Before(left + 1, paths::when_over(&page)),
        ..Frame::titled(words.say("pharmacy-medicines-title"))
    };
    let main = view! {
        {notice::flash(desk, &flash, fields(&flash))}
        {look.vouched.then(|| notice::note(words.say(vouched(look))))}
        {look.changed.then(|| notice::note(words.say("pharmacy-changed")))}
        {nothing(desk, look).map(notice::note)}
        <h1>{look.patient.clone()}</h1>
        <p class="lead">{words.say(lead(look))}</p>
        {open_until(desk, until, &page)}
        {progress::line(Told::open(words), format!("{page}/code/progress?open"))}
        {form(desk, look, &flash, &page)}
    };
    Ok(Shown(frame, main.into_any()))
}

/// What is said where nothing can be handed over. Of what, and why, is none of the pharmacy's business.
fn nothing(desk: &Desk, look: &Look) -> Option<String> {
    let says = || match look.next {
        Some(at) => desk.words.tell("pharmacy-nothing-yet", [("day", desk.dates.day(at).into())]),
        None => desk.words.say("pharmacy-nothing"),
    };
    // Otherwise another sentence says why there is nothing.
    (look.medicines.is_empty() && !look.changed && !look.vouched).then(says)
}

/// What is said where a second pharmacist stands for it.
const fn vouched(look: &Look) -> &'static str {
    if look.untold { "pharmacy-vouched-untold" } else { "pharmacy-vouched" }
}

/// A single medicine is not left out.
const fn lead(look: &Look) -> &'static str {
    match look.medicines.len() {
        0 | 1 => "pharmacy-medicine-lead",
        _ => "pharmacy-medicines-lead",
    }
}

/// The fields that an error may be of. Those of a medicine have its place after their names.
fn fields(flash: &Flash) -> &'static [&'static str] {
    match flash.typed("faulty") {
        Some(_) => &["collector", "amount", "paper", "number"],
        None => &["collector"],
    }
}

fn open_until(desk: &Desk, until: Millis, page: &str) -> AnyView {
    let words = desk.words;
    let left = words.tell("code-time-left", [("clock", "{time}".into())]);
    let time = desk.dates.time(until);
    view! {
        <p class="works">
            <span>{words.tell("pharmacy-open-until", [("time", time.into())])}</span>" "
            <Countdown
                until=Desk::millis(until)
                now=Desk::millis(desk.now)
                words=left
                then=paths::when_over(page)
            />
        </p>
    }
    .into_any()
}

fn form(desk: &Desk, look: &Look, flash: &Flash, page: &str) -> AnyView {
    let words = desk.words;
    let first = medicine::first(flash, &look.medicines);
    let medicines = look.medicines.iter().enumerate();
    let medicines = medicines.map(|(at, it)| medicine::section(desk, flash, (at, it), first));
    let button = medicine::any(&look.medicines)
        .then(|| view! { <button class="button">{words.say("pharmacy-dispense-button")}</button> });
    view! {
        <form class="stack" method="post" action=format!("{page}/dispense") novalidate>
            {collector(desk, look, flash)}
            {medicines.collect_view()}
            <div class="buttons">
                {button}
                <a class="button button-link" href="/pharmacy">{words.say("pharmacy-dispense-nothing")}</a>
            </div>
        </form>
    }
    .into_any()
}

/// Who collects, where the patient named somebody for today.
fn collector(desk: &Desk, look: &Look, flash: &Flash) -> Option<AnyView> {
    let words = desk.words;
    let patient = (String::new(), look.patient.clone().unwrap_or_default());
    let named = look.collectors.iter().map(|name| (name.clone(), name.clone()));
    let all: Vec<_> = std::iter::once(patient).chain(named).collect();
    let taken = flash.typed("collector").unwrap_or_default().to_owned();
    (all.len() > 1).then(|| {
        choices(Choices {
            name: "collector",
            label: words.say("pharmacy-collector-label"),
            all,
            taken: Some(taken),
        })
    })
}
