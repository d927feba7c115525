//! Who acts for whom.

use super::{Shown, Written};
use crate::{
    desk::{Asked, Desk},
    parts::notice,
    shell::Frame,
    words::Words,
};
use leptos::prelude::*;
use portal::{
    domain::{Millis, id::PatientId},
    family::{Family, Tie, family},
};

/// `/family`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let Family { guardians, wards } = family(asked.site.portal(), &who).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("family-title");
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title.clone()) };
    let now = who.by().map(|_| who.patient);
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        <h1>{title}</h1>
        <section class="sheet stack" aria-labelledby="wards-title">
            <h2 id="wards-title">{words.say("family-wards-title")}</h2>
            {listed(&wards, words.say("family-wards-none"), |tie| ward(desk, tie, now))}
        </section>
        <section class="sheet stack" aria-labelledby="guardians-title">
            <h2 id="guardians-title">{words.say("family-guardians-title")}</h2>
            {listed(&guardians, words.say("family-guardians-none"), |tie| guardian(desk, tie))}
            {(!guardians.is_empty()).then(|| view! { <p class="hint">{words.say("family-guardians-hint")}</p> })}
        </section>
        <p><a href="/home">{words.say("common-go-home")}</a></p>
    };
    Ok(Shown(frame, main.into_any()))
}

fn listed(ties: &[Tie], none: String, item: impl Fn(&Tie) -> AnyView) -> AnyView {
    if ties.is_empty() {
        return view! { <p>{none}</p> }.into_any();
    }
    view! { <ul class="stack ties">{ties.iter().map(item).collect_view()}</ul> }.into_any()
}

fn guardian(desk: &Desk, tie: &Tie) -> AnyView {
    view! { <li>{until(desk, "family-guardian", tie)}</li> }.into_any()
}

fn ward(desk: &Desk, tie: &Tie, now: Option<PatientId>) -> AnyView {
    let button = (now != Some(tie.patient)).then(|| {
        let says = desk.words.tell("family-act-button", [("name", tie.given.clone().into())]);
        view! {
            <form class="buttons" method="post" action="/family/act">
                <button class="button" name="patient" value=tie.patient.to_string()>{says}</button>
            </form>
        }
    });
    view! { <li class="stack">{until(desk, "family-ward", tie)}{button}</li> }.into_any()
}

/// Who, and the last day on which it holds.
fn until(desk: &Desk, key: &'static str, tie: &Tie) -> AnyView {
    let last = desk.dates.day(Millis(tie.until.0 - 1));
    let says = desk.words.tell(key, [("name", tie.name.clone().into()), ("date", last.into())]);
    view! { <p>{says}</p> }.into_any()
}

/// The way here, from the settings.
pub(crate) fn section(words: Words) -> AnyView {
    view! {
        <section class="sheet stack" aria-labelledby="family-title">
            <h2 id="family-title">{words.say("family-title")}</h2>
            <p>{words.say("family-text")}</p>
            <p><a href="/family">{words.say("family-link")}</a></p>
        </section>
    }
    .into_any()
}
