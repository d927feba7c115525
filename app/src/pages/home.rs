//! The first page after signing in.

use super::{Shown, Written, number, pin, prescriptions};
use crate::{
    desk::{Asked, Desk},
    parts::{how, icon, mark, notice},
    paths,
    shell::{Frame, Place},
};
use leptos::prelude::*;
use portal::reports::{Line, Mark};

/// `/home`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.principal().await?;
    let flash = asked.visitor.take_flash().await?;
    let greeting = portal::account::greeting(asked.site.portal(), &who).await?;
    let lines = portal::reports::list(asked.site.portal(), &who).await?;
    let family = portal::family::family(asked.site.portal(), &who).await?;
    let advised = portal::pin::is_advised(asked.site.portal(), &who).await?;
    let waiting = portal::rebind::waiting(asked.site.portal(), who.patient).await?;
    let pharmacies = prescriptions::pharmacies(asked, &who).await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let frame =
        Frame { place: Some(Place::Home), split: true, ..Frame::titled(words.say("common-home")) };
    let main = view! {
        <div class="stack">
            {notice::flash(desk, &flash, &[])}
            {pharmacies}
            {waiting.map(|it| number::warning(desk, &it))}
            <h1>{words.tell("home-title", [("name", greeting.given.into())])}</h1>
            <p class="lead">{words.say("home-lead")}</p>
            {advised.then(|| pin::advice(words))}
            <div class="buttons">
                <a class="button" href="/labs">{words.say("home-labs-button")}</a>
                <a class="button button-quiet" href="/prescriptions">{words.say("prescriptions-title")}</a>
            </div>
            {latest(desk, lines.first())}
            <p><a href="/history">{words.say("home-history")}</a></p>
            {(!family.wards.is_empty()).then(|| view! { <p><a href="/family">{words.say("home-family")}</a></p> })}
            {match who.by() {
                None => view! {
                    <p><a href="/settings">{words.say("home-settings")}</a></p>
                    <p><a href="/security">{words.say("devices-link")}</a></p>
                }.into_any(),
                Some(_) => view! { <p><a href="/my-data">{words.say("home-data-of")}</a></p> }.into_any(),
            }}
        </div>
        {how::aside(desk)}
    };
    Ok(Shown(frame, main.into_any()))
}

fn latest(desk: &Desk, line: Option<&Line>) -> AnyView {
    let words = desk.words;
    let Some(line) = line else {
        return view! { <p>{words.say("home-none")}</p> }.into_any();
    };
    let date = desk.dates.day_or_none(line.at);
    let laboratory =
        line.laboratory.clone().unwrap_or_else(|| words.say("labs-laboratory-unknown"));
    let label = match line.mark {
        Mark::Sealed => words.say("home-latest-open"),
        Mark::Open(_) | Mark::UnderReview | Mark::Withdrawn => words.say("home-latest-look"),
    };
    let href = paths::report(line.id);
    view! {
        <section class="letter stack" aria-labelledby="latest-title">
            {icon::seal("seal")}
            <div class="stack stack-tight">
                <h2 id="latest-title">{words.say("home-latest-title")}</h2>
                <p>{words.tell("labs-row-link", [("date", date.into())])}<br/>{laboratory}</p>
                <p>{mark::tag(desk, line.mark)}</p>
            </div>
            <p><a class="button button-quiet" href=href>{label}</a></p>
        </section>
    }
    .into_any()
}
