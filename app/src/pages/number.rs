//! The phone number that codes go to: seeing it, changing it, and stopping one that the clinic was asked for.

use super::{
    Shown, Written,
    new_password::{earned, over},
};
use crate::{
    desk::{Asked, Desk},
    errand::Errand,
    kept,
    parts::{
        field::{self, Field, Kind, field},
        icon::{Sign, sign},
        notice,
    },
    shell::{Frame, Next},
};
use leptos::prelude::*;
use portal::{Portal, Principal, Refusal, account, number, rebind, rebind::Waiting};

/// What a patient sees of their own number.
pub(super) struct Own {
    /// Its last digits; none where no code can be sent.
    tail: Option<String>,
    /// The one that waits to take its place.
    waiting: Option<Waiting>,
}

impl Own {
    pub(super) async fn of(portal: &Portal, who: &Principal) -> Result<Self, Refusal> {
        let tail = account::tail(portal, who).await?;
        Ok(Self { tail, waiting: rebind::waiting(portal, who.patient).await? })
    }
}

/// The section of the settings.
pub(super) fn section(desk: &Desk, own: &Own) -> AnyView {
    let words = desk.words;
    let present = match &own.tail {
        Some(tail) => words.tell("number-present", [("ending", tail.as_str().into())]),
        None => words.say("number-none"),
    };
    view! {
        <section class="sheet stack" aria-labelledby="number-title">
            <h2 id="number-title">{words.say("number-title")}</h2>
            {own.waiting.as_ref().map(|it| stop(desk, it))}
            <p>{present}</p>
            <p>{words.say("number-text")}</p>
            <p><a class="button button-quiet" href="/settings/number">{words.say("number-button")}</a></p>
        </section>
    }
    .into_any()
}

/// That another number waits, and the button that stops it.
fn stop(desk: &Desk, waiting: &Waiting) -> AnyView {
    view! {
        <div class="notice" role="status">{sign(Sign::Note)}<p>{says(desk, waiting)}</p></div>
        <form class="buttons" method="post" action="/settings/number/stop">
            <button class="button">{desk.words.say("number-stop")}</button>
        </form>
    }
    .into_any()
}

/// The same on the first page, with the way to the settings.
pub(super) fn warning(desk: &Desk, waiting: &Waiting) -> AnyView {
    view! {
        <div class="notice" role="status">
            {sign(Sign::Note)}
            <p>{says(desk, waiting)}" "<a href="/settings">{desk.words.say("number-stop")}</a></p>
        </div>
    }
    .into_any()
}

fn says(desk: &Desk, waiting: &Waiting) -> String {
    let values = [
        ("ending", waiting.tail.as_str().into()),
        ("date", desk.dates.moment(waiting.due_at).into()),
    ];
    desk.words.tell("number-waits", values)
}

/// `/settings/number`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.themselves().await?;
    let tail = account::tail(asked.site.portal(), &who).await?;
    let mut flash = asked.visitor.take_flash().await?;
    let kept = asked.visitor.take_kept(&kept::NUMBER, &mut flash).await?;
    let typed = flash.typed("phone").or_else(|| kept.as_ref()?.typed("phone"));
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("number-change-title");
    let (faulty, next) = (notice::is_faulty(&flash), Next::Nowhere);
    let frame = Frame { faulty, next, ..Frame::titled(title.clone()) };
    let phone = Field {
        id: "phone",
        label: words.say("number-new-label"),
        hint: words.say("number-new-hint"),
        fault: notice::fault_of(desk, &flash, "phone"),
        kind: Kind::Phone(typed.map(str::to_owned)),
    };
    let lead = match &tail {
        Some(tail) => words.tell("number-change-lead", [("ending", tail.as_str().into())]),
        None => words.say("number-none"),
    };
    let main = view! {
        {notice::flash(desk, &flash, &["phone"])}
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        <form class="sheet stack" method="post" action="/settings/number" novalidate
            data-kept=kept::NUMBER.page>
            {field::stay(desk)}
            {field(desk, phone)}
            <div class="buttons">
                <button class="button">{words.say("number-change-button")}</button>
                <a class="button button-link" href="/settings">{words.say("code-cancel-change")}</a>
            </div>
        </form>
        <p>{words.say("number-lost")}</p>
    };
    Ok(Shown(frame, main.into_any()))
}

/// `/settings/number/new`
pub(crate) async fn taken(asked: &mut Asked) -> Written {
    let who = asked.themselves().await?;
    let left = earned(asked, Errand::Number)?;
    let tail = match number::tail(asked.site.portal(), &who, left).await {
        Ok(tail) => tail,
        Err(Refusal::Lapsed) => return over(asked, Errand::Number).await,
        Err(refusal) => return Err(refusal.into()),
    };
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("number-taken-title");
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        <h1>{title.clone()}</h1>
        <p class="lead">{words.tell("number-taken-lead", [("ending", tail.into())])}</p>
        <form class="buttons" method="post" action="/settings/number/new/ask">
            <button class="button">{words.say("number-taken-button")}</button>
            <a class="button button-link" href="/settings">{words.say("code-cancel-change")}</a>
        </form>
    };
    Ok(Shown(Frame::titled(title), main.into_any()))
}
