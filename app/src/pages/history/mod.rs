//! The access history: what happened with the account and its records, the newest first, by day.

mod line;
mod not_me;
mod row;
mod sought;

pub(crate) use line::write as line;
pub(crate) use not_me::write as not_me;

use super::{Shown, Written};
use crate::{
    desk::{Asked, Desk},
    parts::field::{self, DateField},
    shell::Frame,
};
use leptos::prelude::*;
use portal::history::{self, Page, Told};
use sought::{Sought, Typed};

/// `/history`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let sought = Sought::read(&asked.query, &asked.desk.dates);
    let found = match sought.wanted() {
        Some(wanted) => {
            let own = asked.visitor.former();
            Some(history::page(asked.site.portal(), &who, own, &wanted).await?)
        }
        None => None,
    };
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("history-title");
    let frame = Frame { faulty: sought.is_faulty(), ..Frame::titled(title.clone()) };
    let main = view! {
        {summary(desk, &sought)}
        <h1>{title}</h1>
        <p class="lead">{words.say("history-lead")}</p>
        {filter(desk, &sought)}
        {found.map(|page| lines(desk, &sought, &page))}
    };
    Ok(Shown(frame, main.into_any()))
}

/// What is wrong with the dates, with links to them.
fn summary(desk: &Desk, sought: &Sought) -> Option<AnyView> {
    let items = sought.faults().map(|(id, fault)| {
        view! { <li><a href=format!("#{id}")>{desk.words.say(fault.key())}</a></li> }
    });
    sought.is_faulty().then(|| {
        view! {
            <div class="fault-summary" role="alert" aria-labelledby="fault-title" tabindex="-1">
                <h2 id="fault-title">{desk.words.say("common-error-title")}</h2>
                <ul>{items.collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}

/// What is to be shown: a form that is sent by its address, so that the page can be kept and gone back to.
fn filter(desk: &Desk, sought: &Sought) -> AnyView {
    let words = desk.words;
    let options = sought::Show::all().map(|show| {
        let chosen = show == sought.show;
        view! { <option value=show.name() selected=chosen>{words.say(show.key())}</option> }
    });
    view! {
        <details class="sheet filter" open=sought.is_narrowed()>
            <summary>{words.say("history-filter")}</summary>
            <form class="stack" method="get" action="/history" novalidate>
                <div class="field">
                    <label for="show">{words.say("history-show")}</label>
                    <select id="show" name="show">{options.collect_view()}</select>
                </div>
                {date(desk, "from", words.say("history-from"), &sought.from)}
                {date(desk, "to", words.say("history-to"), &sought.to)}
                <div class="buttons">
                    <button class="button">{words.say("history-filter-button")}</button>
                    <a class="button button-link" href="/history">{words.say("history-filter-reset")}</a>
                </div>
            </form>
        </details>
    }
    .into_any()
}

fn date(desk: &Desk, id: &'static str, label: String, typed: &Typed) -> AnyView {
    let fault = typed.fault().map(|fault| desk.words.say(fault.key()));
    let hint = desk.words.say("history-date-hint");
    field::date(desk, DateField { id, label, hint, fault, typed: typed.text.clone() })
}

fn lines(desk: &Desk, sought: &Sought, page: &Page) -> AnyView {
    let words = desk.words;
    if page.lines.is_empty() {
        return view! { <p>{words.say("history-none")}</p> }.into_any();
    }
    let day = |told: &Told| desk.dates.day(told.line.at);
    let carried = sought.carried();
    let days = page.lines.chunk_by(|one, next| day(one) == day(next));
    let days = days.map(|lines| {
        let heading = lines.first().map(day).unwrap_or_default();
        let rows = lines.iter().map(|told| row::row(desk, told, carried.as_deref()));
        view! {
            <section class="stack stack-tight">
                <h2>{heading}</h2>
                <ol class="history">{rows.collect_view()}</ol>
            </section>
        }
    });
    let next = page.next.map(|after| {
        view! { <p><a class="button button-quiet" href=sought.next(after)>{words.say("history-older")}</a></p> }
    });
    view! { {days.collect_view()}{next} }.into_any()
}
