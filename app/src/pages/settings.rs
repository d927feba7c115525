//! What a person sets for themselves.

use super::{
    Halt, Shown, Written,
    new_password::{earned, over},
    number,
};
use crate::{
    desk::{Asked, Desk},
    errand::Errand,
    kept::{self, Kept},
    parts::{
        choices::{Choices, choices},
        field::{self, Field, Kind, field},
        notice,
        set::{codes_by, named, size},
    },
    shell::{Frame, Next},
    words::Words,
};
use leptos::prelude::*;
use portal::{
    Refusal,
    domain::{
        Language,
        challenge::Channel,
        settings::{Settings, TextSize},
    },
};

/// `/settings`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.themselves().await?;
    let set = portal::settings::of(asked.site.portal(), who.patient).await?;
    let has_pin = portal::pin::is_set(asked.site.portal(), who.patient).await?;
    let own = number::Own::of(asked.site.portal(), &who).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("settings-title");
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title.clone()) };
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        <h1>{title}</h1>
        <section class="sheet stack">
            {summary(words, set)}
            <form class="buttons" method="post" action="/settings/ask">
                <button class="button">{words.say("settings-change-button")}</button>
            </form>
            <p class="hint">{words.say("settings-code-hint")}</p>
        </section>
        {number::section(desk, &own)}
        <section class="sheet stack" aria-labelledby="password-title">
            <h2 id="password-title">{words.say("settings-password-title")}</h2>
            <p>{words.say("settings-password-text")}</p>
            <form class="buttons" method="post" action="/settings/password/ask">
                <button class="button button-quiet">{words.say("settings-password-button")}</button>
            </form>
        </section>
        {super::pin::section(words, has_pin)}
        {super::family::section(words)}
        <p><a href="/my-data">{words.say("my-data-link")}</a></p>
        <p><a href="/notice">{words.say("settings-notice-link")}</a></p>
    };
    Ok(Shown(frame, main.into_any()))
}

fn summary(words: Words, set: Settings) -> AnyView {
    let language = set.language.unwrap_or(words.0);
    let lines = [
        (words.say("settings-codes-label"), codes_by(words, set.codes_by)),
        (words.say("settings-language-label"), named(words, language)),
        (words.say("settings-text-label"), size(words, set.text)),
    ];
    let lines = lines.map(|(label, says)| view! { <dt>{label}</dt><dd>{says}</dd> });
    view! { <dl class="set">{lines.into_iter().collect_view()}</dl> }.into_any()
}

/// `/settings/change`
pub(crate) async fn change(asked: &mut Asked) -> Written {
    let who = asked.themselves().await?;
    let challenge = earned(asked, Errand::Settings)?;
    match portal::settings::is_open(asked.site.portal(), &who, challenge).await {
        Ok(()) => {}
        Err(Refusal::Lapsed) => return over(asked, Errand::Settings).await,
        Err(refusal) => return Err(refusal.into()),
    }
    let set = portal::settings::of(asked.site.portal(), who.patient).await?;
    let mut flash = asked.visitor.take_flash().await?;
    let kept = asked.visitor.take_kept(&kept::SETTINGS, &mut flash).await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("settings-change-title");
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        <h1>{title.clone()}</h1>
        <form class="sheet stack" method="post" action="/settings/change" novalidate
            data-kept=kept::SETTINGS.page>
            {field::stay(desk)}
            {questions(words, set, kept.as_ref())}
            <div class="buttons">
                <button class="button">{words.say("settings-save")}</button>
                <a class="button button-link" href="/settings">{words.say("code-cancel-change")}</a>
            </div>
        </form>
    };
    Ok(Shown(Frame { next: Next::Nowhere, ..Frame::titled(title) }, main.into_any()))
}

fn questions(words: Words, set: Settings, kept: Option<&Kept>) -> AnyView {
    // What was kept of a form goes before what is set; a question of which nothing was kept shows what is set.
    let taken = |name: &str, set: String| {
        Some(kept.and_then(|kept| kept.typed(name)).map_or(set, str::to_owned))
    };
    let channels = [None, Some(Channel::Sms), Some(Channel::Voice)];
    let value = |channel: Option<Channel>| channel.map_or("default", Channel::name).to_owned();
    let codes = Choices {
        name: "codes-by",
        label: words.say("settings-codes-label"),
        all: channels.map(|it| (value(it), codes_by(words, it))).into(),
        taken: taken("codes-by", value(set.codes_by)),
    };
    let language = Choices {
        name: "language",
        label: words.say("settings-language-label"),
        all: Language::ALL.map(|it| (it.tag().to_owned(), named(words, it))).into(),
        taken: taken("language", set.language.unwrap_or(words.0).tag().to_owned()),
    };
    let text = Choices {
        name: "text",
        label: words.say("settings-text-label"),
        all: TextSize::ALL.map(|it| (it.name().to_owned(), size(words, it))).into(),
        taken: taken("text", set.text.name().to_owned()),
    };
    [codes, language, text].map(choices).into_iter().collect_view().into_any()
}

/// `/settings/password`
pub(crate) async fn password(asked: &mut Asked) -> Written {
    let who = asked.themselves().await?;
    let challenge = earned(asked, Errand::Password)?;
    match portal::password::is_open(asked.site.portal(), &who, challenge).await {
        Ok(()) => {}
        Err(Refusal::Lapsed) => return over(asked, Errand::Password).await,
        Err(refusal) => return Err(Halt::from(refusal)),
    }
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("settings-password-title");
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title.clone()) };
    let main = view! {
        {notice::flash(desk, &flash, &["current", "password"])}
        <h1>{title}</h1>
        <form class="sheet stack" method="post" action="/settings/password" novalidate>
            {current(desk, notice::fault_of(desk, &flash, "current"))}
            {super::new_password::password(desk, &flash)}
            <div class="buttons">
                <button class="button">{words.say("account-password-button")}</button>
                <a class="button button-link" href="/settings">{words.say("code-cancel-change")}</a>
            </div>
        </form>
    };
    Ok(Shown(frame, main.into_any()))
}

/// The field of the password that is theirs.
pub(super) fn current(desk: &Desk, fault: Option<String>) -> AnyView {
    let current = Field {
        id: "current",
        label: desk.words.say("settings-current-label"),
        hint: desk.words.say("settings-current-hint"),
        fault,
        kind: Kind::Password,
    };
    field(desk, current)
}
