//! One prescription: the page for the counter, and behind a code its medicines.

use super::{card::card, framed, given, id, medicine, says, send};
use crate::{
    desk::{Asked, Desk},
    pages::{Shown, Written},
    parts::{clock, icon, notice},
    paths,
    remark::Counter,
    shell::{Frame, Next},
};
use leptos::prelude::*;
use portal::{
    Portal, Principal, Refusal,
    domain::{id::PrescriptionId, pharmacy::PrescriptionNumber},
    prescriptions::{self, Given, Line, Opened, collector::Collecting},
};

/// Everything that the page shows.
struct Whole {
    line: Line,
    number: PrescriptionNumber,
    given: Vec<Given>,
    collecting: Vec<Collecting>,
    /// The medicines; none while they are sealed.
    opened: Option<Opened>,
    /// Whether somebody acts for the patient.
    is_acted_for: bool,
}

impl Whole {
    async fn of(portal: &Portal, who: &Principal, id: PrescriptionId) -> Result<Self, Refusal> {
        Ok(Self {
            line: prescriptions::one(portal, who, id).await?,
            number: prescriptions::number(portal, who, id).await?,
            given: prescriptions::given(portal, who, id).await?,
            collecting: prescriptions::collector::collecting(portal, who, id).await?,
            opened: match prescriptions::read(portal, who, id).await {
                Ok(opened) => Some(opened),
                Err(Refusal::Sealed) => None,
                Err(refusal) => return Err(refusal),
            },
            is_acted_for: who.by().is_some(),
        })
    }
}

/// `/prescriptions/{id}`
pub(crate) async fn single(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let id = id(&asked.path)?;
    let whole = Whole::of(asked.site.portal(), &who, id).await?;
    let mut flash = asked.visitor.take_flash().await?;
    if asked.over && whole.opened.is_none() && flash.messages.is_empty() {
        flash = crate::remark::Remark::from(Counter::SealedByTime).into();
    }
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = says::titled(desk, &whole.line);
    let frame = Frame { faulty: notice::is_faulty(&flash), ..frame(desk, &whole, title.clone()) };
    let (is_current, page) = (whole.line.is_current(), paths::prescription(id));
    let main = view! {
        {whole.opened.as_ref().map(|it| clock::bar(desk, it.until, &page, &page))}
        {notice::flash(desk, &flash, &[])}
        <h1>{title}</h1>
        <p class="lead">{says::all(desk, &whole.line)}</p>
        {is_current.then(|| card(desk, &whole.number))}
        {medicines(desk, id, whole.opened.as_ref(), &whole.given)}
        {is_current.then(|| send::section(desk, id, &whole.collecting, !whole.is_acted_for))}
        {given::section(desk, id, &whole.given, whole.opened.as_ref())}
        <p><a class="button button-link" href="/prescriptions">{words.say("prescriptions-back")}</a></p>
    };
    Ok(Shown(frame, main.into_any()))
}

fn frame(desk: &Desk, whole: &Whole, title: String) -> Frame {
    let Some(opened) = &whole.opened else { return framed(title) };
    let left = desk.now.until(opened.until).as_secs() + 1;
    let over = paths::when_over(&paths::prescription(whole.line.id));
    Frame { wakes: true, next: Next::Before(left, over), ..framed(title) }
}

fn medicines(desk: &Desk, id: PrescriptionId, opened: Option<&Opened>, given: &[Given]) -> AnyView {
    let words = desk.words;
    let title = words.say("prescriptions-medicines-title");
    match opened {
        Some(opened) => view! {
            <section class="stack" aria-labelledby="medicines-title">
                <h2 id="medicines-title">{title}</h2>
                {medicine::all(desk, &opened.medicines, given)}
            </section>
        }
        .into_any(),
        None => view! {
            <section class="letter stack unprinted" aria-labelledby="medicines-title">
                {icon::seal("seal")}
                <h2 id="medicines-title">{title}</h2>
                <p>{words.say("prescriptions-sealed")}</p>
                <form class="buttons" method="post" action=format!("{}/ask", paths::prescription(id))>
                    <button class="button">{words.say("prescriptions-see")}</button>
                </form>
                <p class="hint">{words.say("settings-code-hint")}</p>
            </section>
        }
        .into_any(),
    }
}
