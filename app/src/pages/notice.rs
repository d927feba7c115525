//! The notice on personal data, for somebody who is signed in.

use super::{Halt, Shown, Written};
use crate::{
    desk::Asked,
    parts::{notice, privacy},
    shell::Frame,
};
use leptos::prelude::*;

/// `/notice`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    if asked.visitor.principal().is_none() {
        asked.visitor.ask_to_sign_in(&asked.path).await?;
        return Err(Halt::go("/sign-in"));
    }
    let flash = asked.visitor.take_flash().await?;
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("privacy-page-title");
    let version = asked.site.portal().rules().notice.clone();
    let accept = asked.visitor.owes_notice().then(|| {
        view! {
            <p class="lead">{words.say("privacy-page-lead")}</p>
            <form class="buttons" method="post" action="/notice">
                <input type="hidden" name="version" value=version/>
                <button class="button">{words.say("privacy-accept-button")}</button>
            </form>
            <p>{words.say("privacy-refuse")}</p>
            <form method="post" action="/sign-out">
                <button class="button button-quiet">{words.say("session-leave")}</button>
            </form>
        }
    });
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title.clone()) };
    let main = view! {
        {notice::flash(desk, &flash, &[])}
        <h1>{title}</h1>
        {privacy::notice(desk, asked.site.portal())}
        {accept}
    };
    Ok(Shown(frame, main.into_any()))
}
