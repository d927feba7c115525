//! The list of prescriptions, and the pharmacies that wait.

use super::{says, untold::notices};
use crate::{
    desk::{Asked, Desk},
    pages::{Shown, Written},
    parts::{
        icon::{Sign, sign},
        notice,
    },
    paths,
    shell::Frame,
};
use leptos::prelude::*;
use portal::{
    Principal, Refusal,
    domain::pharmacy::State,
    prescriptions::{Line, Waiting},
};

/// `/prescriptions`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.principal().await?;
    let lines = portal::prescriptions::list(asked.site.portal(), &who).await?;
    let pharmacies = pharmacies(asked, &who).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("prescriptions-title");
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title.clone()) };
    let (current, past): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.is_current());
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        {pharmacies}
        <h1>{title}</h1>
        {lines.is_empty().then(|| empty(desk))}
        {section(desk, "prescriptions-current", &current)}
        {(who.by().is_none() && !current.is_empty()).then(|| view! {
            <p><a href="/prescriptions/send">{words.say("prescriptions-send-title")}</a></p>
        })}
        {section(desk, "prescriptions-past", &past)}
    };
    Ok(Shown(frame, main.into_any()))
}

fn empty(desk: &Desk) -> AnyView {
    let words = desk.words;
    view! {
        <section class="sheet stack stack-tight">
            <h2>{words.say("prescriptions-empty-title")}</h2>
            <p>{words.say("prescriptions-empty-text")}</p>
        </section>
    }
    .into_any()
}

fn section(desk: &Desk, key: &'static str, lines: &[&Line]) -> Option<AnyView> {
    let items = || lines.iter().map(|line| item(desk, line)).collect_view();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby=key>
                <h2 id=key>{desk.words.say(key)}</h2>
                <ul class="reports">{items()}</ul>
            </section>
        }
        .into_any()
    })
}

fn item(desk: &Desk, line: &Line) -> AnyView {
    view! {
        <li>
            <a class="report report-sealed" href=paths::prescription(line.id)>
                {sign(Sign::Sealed)}
                <span class="report-date">{says::titled(desk, line)}</span>
                <span class="report-from">{says::all(desk, line)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// What pharmacies did without a code and what they wait for, at the top of a page.
pub(crate) async fn pharmacies(asked: &Asked, who: &Principal) -> Result<AnyView, Refusal> {
    let (desk, portal) = (&asked.desk, asked.site.portal());
    let untold = portal::prescriptions::untold(portal, who).await?;
    let asking = portal::prescriptions::waiting(portal, who).await?;
    Ok(view! { {notices(desk, &untold)}{waiting(desk, &asking)} }.into_any())
}

/// The pharmacies that wait for this patient, each with the way to its page.
fn waiting(desk: &Desk, pharmacies: &[Waiting]) -> AnyView {
    let words = desk.words;
    let one = |it: &Waiting| {
        let values = [("name", it.pharmacy.clone().into()), ("count", it.medicines.into())];
        view! {
            <div class="notice" role="status">
                {sign(Sign::Note)}
                <p>
                    {words.tell(stage(it.state), values)}" "
                    <a href=paths::asked(it.id)>{words.say("prescriptions-waits-link")}</a>
                </p>
            </div>
        }
    };
    pharmacies.iter().map(one).collect_view().into_any()
}

/// Whether it still waits for a yes, or has had it and can still be told no.
const fn stage(state: State) -> &'static str {
    match state {
        State::Allowed(_) => "prescriptions-let-in",
        _ => "prescriptions-waits",
    }
}
