//! Somebody else who collects: who was named, and naming somebody after a code.

use super::{framed, says};
use crate::{
    desk::{Asked, Desk},
    errand::Errand,
    kept::{self, Kept},
    pages::{
        Shown, Written,
        new_password::{earned, over},
    },
    parts::{
        choices::{Choices, choices},
        field::{self, DateField, Field, Kind, date, field},
        notice,
    },
    paths,
    seat::Flash,
    shell::{Frame, Next},
};
use leptos::prelude::*;
use portal::{
    Portal, Principal, Refusal,
    domain::id::PrescriptionId,
    prescriptions::{self, collector::Collecting},
};

/// The part of a prescription's page about who collects it.
pub(super) fn section(
    desk: &Desk,
    of: PrescriptionId,
    named: &[Collecting],
    may_name: bool,
) -> AnyView {
    let words = desk.words;
    let link = may_name.then(|| {
        view! { <p><a href="/prescriptions/send">{words.say("prescriptions-send-title")}</a></p> }
    });
    let items = || named.iter().map(|it| item(desk, of, it)).collect_view();
    let list = (!named.is_empty()).then(|| {
        view! {
            <h2 id="collectors-title">{words.say("prescriptions-collectors-title")}</h2>
            <ul class="stack ties">{items()}</ul>
        }
    });
    view! { <div class="stack unprinted">{list}{link}</div> }.into_any()
}

fn item(desk: &Desk, of: PrescriptionId, it: &Collecting) -> AnyView {
    let words = desk.words;
    let day = desk.dates.of_fhir(&it.day.to_string());
    let values = || [("name", it.name.clone().into()), ("date", day.clone().into())];
    let action = format!("{}/collectors/{}/end", paths::prescription(of), it.id);
    view! {
        <li class="stack stack-tight">
            <p>{words.tell("prescriptions-collector", values())}</p>
            <form class="buttons" method="post" action=action>
                <button class="button button-quiet">
                    {words.say("prescriptions-take-back")}
                    <span class="unseen">{format!(": {}", it.name)}</span>
                </button>
            </form>
        </li>
    }
    .into_any()
}

/// A prescription that somebody may collect.
struct Choice {
    id: PrescriptionId,
    /// When it was written, and its number, by which two of one day are told apart.
    says: String,
    named: Vec<Collecting>,
}

async fn current(desk: &Desk, portal: &Portal, who: &Principal) -> Result<Vec<Choice>, Refusal> {
    let mut all = Vec::new();
    for line in prescriptions::list(portal, who).await?.iter().filter(|line| line.is_current()) {
        let number = prescriptions::number(portal, who, line.id).await?.to_string();
        // It stays whole at the end of a line.
        let number = number.replace('-', "\u{2011}");
        let named = prescriptions::collector::collecting(portal, who, line.id).await?;
        let says = format!("{} ({number})", says::titled(desk, line));
        all.push(Choice { id: line.id, says, named });
    }
    Ok(all)
}

/// `/prescriptions/send`
pub(crate) async fn send(asked: &mut Asked) -> Written {
    let who = asked.themselves().await?;
    let all = current(&asked.desk, asked.site.portal(), &who).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("prescriptions-send-title");
    let frame = Frame { faulty: notice::is_faulty(&flash), ..framed(title.clone()) };
    let begin = match all.as_slice() {
        [] => view! { <p>{words.say("prescriptions-send-none")}</p> }.into_any(),
        _ => begin(desk),
    };
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        <h1>{title}</h1>
        <p class="lead">{words.say("prescriptions-send-lead")}</p>
        {begin}
        {all.iter().map(|it| named(desk, it)).collect_view()}
        <p><a class="button button-link" href="/prescriptions">{words.say("prescriptions-back")}</a></p>
    };
    Ok(Shown(frame, main.into_any()))
}

fn begin(desk: &Desk) -> AnyView {
    let words = desk.words;
    view! {
        <section class="sheet stack">
            <ul class="bullets">
                <li>{words.say("prescriptions-send-code")}</li>
                <li>{words.say("prescriptions-send-one")}</li>
            </ul>
            <form class="buttons" method="post" action="/prescriptions/send/ask">
                <button class="button">{words.say("prescriptions-send-button")}</button>
            </form>
            <p class="hint">{words.say("settings-code-hint")}</p>
        </section>
    }
    .into_any()
}

fn named(desk: &Desk, it: &Choice) -> Option<AnyView> {
    let items = || it.named.iter().map(|who| item(desk, it.id, who)).collect_view();
    (!it.named.is_empty()).then(|| {
        view! {
            <section class="stack">
                <h2>{it.says.clone()}</h2>
                <ul class="stack ties">{items()}</ul>
            </section>
        }
        .into_any()
    })
}

/// `/prescriptions/send/who`
pub(crate) async fn who(asked: &mut Asked) -> Written {
    let who = asked.themselves().await?;
    let challenge = earned(asked, Errand::Collector)?;
    match prescriptions::collector::is_open(asked.site.portal(), &who, challenge).await {
        Ok(()) => {}
        Err(Refusal::Lapsed) => return over(asked, Errand::Collector).await,
        Err(refusal) => return Err(refusal.into()),
    }
    let all = current(&asked.desk, asked.site.portal(), &who).await?;
    let mut flash = asked.visitor.take_flash().await?;
    let kept = asked.visitor.take_kept(&kept::COLLECTOR, &mut flash).await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("prescriptions-who-title");
    let (faulty, next) = (notice::is_faulty(&flash), Next::Nowhere);
    let frame = Frame { faulty, next, ..framed(title.clone()) };
    let main = view! {
        {notice::flash(desk, &flash, &["name", "day"])}
        <h1>{title}</h1>
        <p class="lead">{words.say("prescriptions-send-code")}</p>
        <form class="sheet stack" method="post" action="/prescriptions/send/who" novalidate
            data-kept=kept::COLLECTOR.page>
            {field::stay(desk)}
            {questions(desk, &all, &flash, kept.as_ref())}
            <div class="buttons">
                <button class="button">{words.say("prescriptions-who-button")}</button>
                <a class="button button-link" href="/prescriptions/send">{words.say("code-cancel-change")}</a>
            </div>
        </form>
    };
    Ok(Shown(frame, main.into_any()))
}

fn questions(desk: &Desk, all: &[Choice], flash: &Flash, kept: Option<&Kept>) -> AnyView {
    let words = desk.words;
    let typed = |name: &str| {
        let typed = flash.typed(name).or_else(|| kept.and_then(|kept| kept.typed(name)));
        typed.map(str::to_owned)
    };
    let of = Choices {
        name: "prescription",
        label: words.say("prescriptions-who-of"),
        all: all.iter().map(|it| (it.id.to_string(), it.says.clone())).collect(),
        taken: typed("prescription").or_else(|| all.first().map(|it| it.id.to_string())),
    };
    let name = Field {
        id: "name",
        label: words.say("prescriptions-who-name"),
        hint: words.say("prescriptions-who-name-hint"),
        fault: notice::fault_of(desk, flash, "name"),
        kind: Kind::Name(typed("name")),
    };
    let day = DateField {
        id: "day",
        label: words.say("prescriptions-who-day"),
        hint: words.say("prescriptions-who-day-hint"),
        fault: notice::fault_of(desk, flash, "day"),
        typed: typed("day").unwrap_or_default(),
    };
    view! { {choices(of)}{field(desk, name)}{date(desk, day)} }.into_any()
}
