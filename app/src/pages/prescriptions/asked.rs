//! A pharmacy that waits for the patient: the code on the patient's own phone, the medicines, and yes or no.

use super::{framed, medicine, part, says, untold};
use crate::{
    desk::{Asked, Desk},
    pages::{Shown, Written, code::works},
    parts::{
        clock,
        field::{Field, Kind, field},
        notice,
    },
    paths,
    seat::Flash,
    shell::{Frame, Next},
};
use islands::CodeFromText;
use leptos::prelude::*;
use portal::{
    challenge::Pending,
    counter::Medicine,
    domain::{Millis, id::VerificationId, pharmacy::State},
    prescriptions::{self, Seen, asked::Waiting},
};

/// `/prescriptions/asked/{id}`
pub(crate) async fn asked(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let id: VerificationId = part(&asked.path, 3)?;
    let (it, medicines) = prescriptions::asked::shown(asked.site.portal(), &who, id).await?;
    let pending = match it.state {
        State::Asked => prescriptions::asked::pending(asked.site.portal(), &who, id).await?,
        _ => None,
    };
    let pending = pending.filter(|pending| pending.live);
    let until = match it.state {
        State::LookedAt => {
            prescriptions::open_until(asked.site.portal(), &who, it.prescription).await?
        }
        _ => None,
    };
    let untolds = prescriptions::untold(asked.site.portal(), &who).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let (title, tab) = titles(it.state);
    let title = words.tell(title, [("name", it.pharmacy.clone().into())]);
    let frame = Frame {
        faulty: notice::is_faulty(&flash),
        wakes: pending.is_some() || until.is_some(),
        next: next(desk, &it, pending.map(|it| it.expires_at).or(until)),
        // Which pharmacy it is stays out of the browser's own lists.
        ..framed(words.say(tab))
    };
    let (page, sealed) = (paths::asked(id), paths::prescription(it.prescription));
    let main = view! {
        {until.map(|until| clock::bar(desk, until, &page, &sealed))}
        {notice::flash(desk, &flash, &["code"])}
        <h1>{title}</h1>
        <p class="lead">{format!("{} · {}", says::medicines(words, it.medicines), desk.dates.moment(it.at))}</p>
        {untolds.iter().find(|it| it.id == id).map(|it| untold::section(desk, it))}
        {now(desk, &it, pending.as_ref(), &medicines, &flash)}
        <p><a class="button button-link" href=sealed>
            {words.say("asked-to-prescription")}
        </a></p>
    };
    Ok(Shown(frame, main.into_any()))
}

/// What the page is headed, and called in the browser's lists: whether there is still something to answer.
const fn titles(state: State) -> (&'static str, &'static str) {
    match state {
        State::Asked | State::LookedAt => ("asked-title", "asked-tab"),
        State::Allowed(_)
        | State::Refused
        | State::Dispensed { .. }
        | State::Undone(_)
        | State::Over => ("asked-was-title", "asked-was-tab"),
    }
}

/// A page with a code, or with medicines, goes on by itself when their time is over.
fn next(desk: &Desk, it: &Waiting, until: Option<Millis>) -> Next {
    let Some(until) = until else { return Next::default() };
    let left = desk.now.until(until).as_secs() + 1;
    Next::Before(left, paths::when_over(&paths::asked(it.id)))
}

fn now(
    desk: &Desk,
    it: &Waiting,
    pending: Option<&Pending>,
    medicines: &[Medicine],
    flash: &Flash,
) -> AnyView {
    match (it.state, pending) {
        (State::Asked, Some(pending)) => code(desk, it, pending, flash),
        (State::Asked, None) => late(desk, it),
        (State::LookedAt | State::Allowed(_), _) if it.medicines == 0 => {
            said(desk, "asked-nothing", Some(it))
        }
        (State::LookedAt, _) if medicines.is_empty() => said(desk, "asked-closed", Some(it)),
        (State::LookedAt, _) => choice(desk, it, medicines),
        (State::Allowed(until), _) => {
            let time = [("time", desk.dates.time(until).into())];
            let says = desk.words.tell("asked-allowed", time);
            view! { <p><strong>{says}</strong></p>{no(desk, it)} }.into_any()
        }
        (State::Refused, _) => said(desk, "asked-refused", None),
        (State::Dispensed { .. }, _) => said(desk, "asked-dispensed", None),
        (State::Undone(_), _) => said(desk, "asked-undone", None),
        (State::Over, _) => said(desk, "asked-over", None),
    }
}

/// A plain sentence; with the no where there is still something to say no to.
fn said(desk: &Desk, key: &'static str, open: Option<&Waiting>) -> AnyView {
    view! { <p><strong>{desk.words.say(key)}</strong></p>{open.map(|it| no(desk, it))} }.into_any()
}

fn code(desk: &Desk, it: &Waiting, pending: &Pending, flash: &Flash) -> AnyView {
    let words = desk.words;
    let address = paths::asked(it.id);
    let reference = pending.reference.to_string();
    let code = Field {
        id: "code",
        label: words.say("code-label"),
        hint: words.say("code-hint"),
        fault: notice::fault_of(desk, flash, "code"),
        kind: Kind::Code,
    };
    view! {
        <p class="purpose">
            <span>{words.say("asked-purpose")}</span>" "
            <span class="ref">{words.tell("code-ref", [("ref", reference.into())])}</span>
        </p>
        <p>{words.say("asked-how")}</p>
        <form class="sheet stack" method="post" action=format!("{address}/code") novalidate>
            <input type="hidden" name="challenge" value=pending.id.to_string()/>
            {field(desk, code)}
            <CodeFromText/>
            {works(desk, &paths::when_over(&address), pending.expires_at)}
            <div class="buttons"><button class="button">{words.say("prescriptions-see")}</button></div>
        </form>
        {no(desk, it)}
    }
    .into_any()
}

fn late(desk: &Desk, it: &Waiting) -> AnyView {
    let words = desk.words;
    view! {
        <p><strong>{words.say("asked-late")}</strong></p>
        <p><a class="button" href=paths::asked(it.id)>{words.say("asked-again")}</a></p>
        {no(desk, it)}
    }
    .into_any()
}

fn choice(desk: &Desk, it: &Waiting, medicines: &[Medicine]) -> AnyView {
    let words = desk.words;
    view! {
        <section class="stack" aria-labelledby="medicines-title">
            <h2 id="medicines-title">{words.say("asked-medicines")}</h2>
            {medicine::all(desk, medicines, &[])}
        </section>
        <form class="buttons" method="post" action=format!("{}/yes", paths::asked(it.id))>
            <input type="hidden" name="seen" value=Seen::of(medicines).to_string()/>
            <button class="button">{words.say("asked-yes")}</button>
        </form>
        {no(desk, it)}
    }
    .into_any()
}

/// The no is there from the start, and takes no code.
fn no(desk: &Desk, it: &Waiting) -> AnyView {
    view! {
        <form class="buttons" method="post" action=format!("{}/no", paths::asked(it.id))>
            <button class="button button-quiet">{desk.words.say("asked-no")}</button>
        </form>
    }
    .into_any()
}
