//! The devices that a person signed in with, and what to do about a lost one.

use super::{Halt, Shown, Written};
use crate::{
    desk::{Asked, Desk},
    parts::{device, notice},
    problem::Problem,
    shell::Frame,
};
use leptos::prelude::*;
use portal::{
    devices::{self, Device},
    domain::{device::Wipe, id::DeviceId},
};

/// `/security`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.themselves().await?;
    let all = devices::list(asked.site.portal(), &who, asked.visitor.device()).await?;
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("devices-title");
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title.clone()) };
    let has_others = all.iter().any(|it| !it.is_this && it.is_signed_in);
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        <h1>{title}</h1>
        <p class="lead">{words.say("devices-lead")}</p>
        {all.iter().map(|it| entry(desk, it)).collect_view()}
        {has_others.then(|| others(desk))}
        <p><a href="/settings">{words.say("my-data-back")}</a></p>
    };
    Ok(Shown(frame, main.into_any()))
}

fn entry(desk: &Desk, it: &Device) -> AnyView {
    // Two can be called alike, so they are no landmarks.
    view! {
        <section class="sheet stack">
            <h2>{device::name(desk.words, it.look.model())}</h2>
            {device::standing(desk, it)}
            {device::facts(desk, it)}
            {buttons(desk, it)}
        </section>
    }
    .into_any()
}

/// What can be done about a device. A person signs this one out as on every page.
fn buttons(desk: &Desk, it: &Device) -> Option<AnyView> {
    if it.wipe != Wipe::Unasked {
        return None;
    }
    let words = desk.words;
    let end = (it.is_signed_in && !it.is_this).then(|| {
        view! {
            <form method="post" action=format!("/security/devices/{}/end", it.id)>
                <button class="button button-quiet">{words.say("devices-end-button")}</button>
            </form>
        }
    });
    let lost = if it.is_this { "devices-clear-link" } else { "devices-lost-link" };
    let href = format!("/security/devices/{}/lost", it.id);
    let row = view! {
        <div class="buttons">
            {end}
            <a class="button button-link" href=href>{words.say(lost)}</a>
        </div>
    };
    Some(row.into_any())
}

fn others(desk: &Desk) -> AnyView {
    let words = desk.words;
    view! {
        <form class="buttons" method="post" action="/security/others/end">
            <button class="button">{words.say("devices-others-button")}</button>
        </form>
    }
    .into_any()
}

/// `/security/devices/{id}/lost`
pub(crate) async fn lost(asked: &mut Asked) -> Written {
    let who = asked.themselves().await?;
    let id = named(&asked.path)?;
    let all = devices::list(asked.site.portal(), &who, asked.visitor.device()).await?;
    let found = all.into_iter().find(|it| it.id == id && it.wipe == Wipe::Unasked);
    let it = found.ok_or(Halt::Problem(Problem::NotFound))?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say(if it.is_this { "devices-clear-title" } else { "devices-lost-title" });
    let text = words.say(if it.is_this { "devices-clear-text" } else { "devices-lost-text" });
    let main = view! {
        <div class="sheet stack">
            <h1>{title.clone()}</h1>
            <p><strong>{device::name(desk.words, it.look.model())}</strong></p>
            {device::facts(desk, &it)}
            <p>{text}</p>
            <p>{words.say("devices-lost-kept")}</p>
            <div class="buttons">
                <form method="post" action=format!("/security/devices/{id}/wipe")>
                    <button class="button button-grave">{words.say("devices-lost-button")}</button>
                </form>
                <a class="button button-link" href="/security">{words.say("devices-lost-back")}</a>
            </div>
        </div>
    };
    Ok(Shown(Frame::titled(title), main.into_any()))
}

/// The device that a path names.
fn named(path: &str) -> Result<DeviceId, Halt> {
    let id = path.split('/').nth(3).and_then(|id| id.parse().ok());
    id.ok_or(Halt::Problem(Problem::NotFound))
}
