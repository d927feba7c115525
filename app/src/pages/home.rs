//! The first page after signing in.

use super::{Shown, Written, number, pin, prescriptions};
use crate::{
    desk::{Asked, Desk},
    parts::{
        how,
        icon::{self, sign},
        mark, notice,
    },
    paths,
    shell::{Frame, Place},
    words::Words,
};
use leptos::prelude::*;
use portal::{
    account::Greeting,
    reports::{Line, Mark},
};

/// `/home`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let flash = asked.visitor.take_flash().await?;
    let greeting = portal::account::greeting(asked.site.portal(), &who).await?;
    let lines = portal::reports::list(asked.site.portal(), &who).await?;
    let family = portal::family::family(asked.site.portal(), &who).await?;
    let advised = portal::pin::is_advised(asked.site.portal(), &who).await?;
    let waiting = portal::rebind::waiting(asked.site.portal(), who.patient).await?;
    let pharmacies = prescriptions::pharmacies(asked, &who).await?;
    let (desk, words, acting) = (&asked.desk, asked.desk.words, who.by().is_some());
    let frame =
        Frame { place: Some(Place::Home), split: true, ..Frame::titled(words.say("common-home")) };
    let main = view! {
        <div class="stack">
            {notice::flash(desk, &flash, &[])}
            {pharmacies}
            {waiting.map(|it| number::warning(desk, &it))}
            {head(words, &greeting, acting)}
            {advised.then(|| pin::advice(words))}
            {ways(words, !lines.is_empty(), acting)}
            {latest(desk, lines.first(), acting)}
            <p><a href="/history">{words.say("home-history")}</a></p>
            {(!family.wards.is_empty()).then(|| view! { <p><a href="/family">{words.say("home-family")}</a></p> })}
            {others(words, acting)}
        </div>
        {how::aside(desk)}
    };
    Ok(Shown(frame, main.into_any()))
}

/// Whose page it is: a greeting, or a name for whoever acts for them.
fn head(words: Words, greeting: &Greeting, acting: bool) -> AnyView {
    let titled = |key| words.tell(key, [("name", greeting.given.clone().into())]);
    if acting {
        return view! { <h1>{titled("home-title-acting")}</h1> }.into_any();
    }
    view! { <h1>{titled("home-title")}</h1><p class="lead">{words.say("home-lead")}</p> }.into_any()
}

/// The ways to the records, first to the reports where there are any.
fn ways(words: Words, has_reports: bool, acting: bool) -> AnyView {
    let (labs, prescriptions) = if acting {
        ("common-labs", "common-prescriptions")
    } else {
        ("home-labs-button", "home-prescriptions-button")
    };
    let mut ways = [("/labs", labs), ("/prescriptions", prescriptions)];
    if !has_reports {
        ways.reverse();
    }
    let classes = ["button", "button button-quiet"];
    let ways = ways.into_iter().zip(classes).map(|((href, key), class)| {
        view! { <a class=class href=href>{words.say(key)}</a> }
    });
    view! { <div class="buttons">{ways.collect_view()}</div> }.into_any()
}

/// What is the reader's own; of somebody whom they act for, the data alone.
fn others(words: Words, acting: bool) -> AnyView {
    if acting {
        return view! { <p><a href="/my-data">{words.say("home-data-of")}</a></p> }.into_any();
    }
    view! {
        <p><a href="/settings">{words.say("home-settings")}</a></p>
        <p><a href="/security">{words.say("devices-link")}</a></p>
    }
    .into_any()
}

fn latest(desk: &Desk, line: Option<&Line>, acting: bool) -> AnyView {
    let words = desk.words;
    let of = |own, acted| words.say(if acting { acted } else { own });
    let Some(line) = line else {
        return view! { <p>{of("home-none", "home-none-acting")}</p> }.into_any();
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
            {seal(line.mark)}
            <div class="stack stack-tight">
                <h2 id="latest-title">{of("home-latest-title", "home-latest-title-acting")}</h2>
                <p>{words.tell("labs-row-link", [("date", date.into())])}<br/>{laboratory}</p>
                <p>{mark::tag(desk, line.mark)}</p>
            </div>
            <p><a class="button button-quiet" href=href>{label}</a></p>
        </section>
    }
    .into_any()
}

/// The seal, whole while it is; else the sign of how the report stands.
fn seal(mark: Mark) -> AnyView {
    match mark {
        Mark::Sealed => icon::seal("seal"),
        Mark::Open(_) | Mark::UnderReview | Mark::Withdrawn => {
            let class = format!("letter-sign letter-{}", mark::kind(mark));
            view! { <span class=class>{sign(mark::shown(mark))}</span> }.into_any()
        }
    }
}
