//! Signing in at a pharmacy, and having signed out.

use super::super::{
    Halt, Shown, Written,
    code::{Called, Other, Purpose, Sent, now},
    signed_out::letter,
};
use crate::{
    desk::{Asked, Desk},
    parts::{
        field::{Field, Kind, field},
        notice,
    },
    remark::Remark,
    seat::Flash,
    shell::Frame,
};
use leptos::prelude::*;
use portal::counter;
use std::future::{Ready, ready};

/// `/pharmacy/sign-in`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    if asked.visitor.dispenser().is_some() {
        return Err(Halt::go("/pharmacy"));
    }
    let mut flash = asked.visitor.take_flash().await?;
    if asked.visitor.was_sent_to_sign_in() && flash.messages.is_empty() {
        flash.messages.push(Remark::SignInNeeded);
    }
    flash.identifier = flash.identifier.or_else(|| asked.visitor.seat().identifier.clone());
    let (desk, words) = (&asked.desk, asked.desk.words);
    let title = words.say("pharmacy-sign-in-title");
    let frame = Frame { faulty: notice::is_faulty(&flash), ..Frame::titled(title.clone()) };
    let main = view! {
        {notice::flash(desk, &flash, &["identifier", "password"])}
        <h1>{title}</h1>
        <p class="lead">{words.say("pharmacy-sign-in-lead")}</p>
        <form class="sheet stack" method="post" action="/pharmacy/sign-in" novalidate>
            {credentials(desk, &flash, Kind::Identifier, Kind::Password)}
            <div class="buttons"><button class="button">{words.say("sign-in-button")}</button></div>
        </form>
        <p>
            {words.say("pharmacy-sign-in-patient") + " "}
            <a href="/sign-in">{words.say("pharmacy-sign-in-as-patient")}</a>
        </p>
    };
    Ok(Shown(frame, main.into_any()))
}

/// A login and a password, in fields of these kinds.
pub(super) fn credentials(
    desk: &Desk,
    flash: &Flash,
    login: impl FnOnce(Option<String>) -> Kind,
    password: Kind,
) -> AnyView {
    let words = desk.words;
    let login = Field {
        id: "identifier",
        label: words.say("pharmacy-login-label"),
        hint: words.say("pharmacy-login-hint"),
        fault: notice::fault_of(desk, flash, "identifier"),
        kind: login(flash.identifier.clone()),
    };
    let password = Field {
        id: "password",
        label: words.say("sign-in-password-label"),
        hint: words.say("sign-in-password-hint"),
        fault: notice::fault_of(desk, flash, "password"),
        kind: password,
    };
    view! { {field(desk, login)}{field(desk, password)} }.into_any()
}

/// `/pharmacy/sign-in/code`
pub(crate) async fn code(asked: &mut Asked) -> Written {
    if asked.visitor.dispenser().is_some() {
        // A second press of the button comes too late for the code, and they are in already.
        asked.visitor.take_flash().await?;
        return Err(Halt::go("/pharmacy"));
    }
    let caller = asked.visitor.caller();
    let pending = counter::sign_in::pending(asked.site.portal(), &caller).await?;
    let purpose = purpose(&asked.desk);
    let shown = now(asked, &caller, pending, &purpose).await?;
    shown.ok_or_else(|| Halt::go("/pharmacy/sign-in"))
}

fn purpose(desk: &Desk) -> Purpose {
    let words = desk.words;
    Purpose {
        says: words.say("code-purpose-sign-in"),
        sent: Sent { text: words.say("code-sent"), call: words.say("code-sent-call") },
        button: words.say("code-button-sign-in"),
        called: Called::Reader,
        base: "/pharmacy/sign-in".to_owned(),
        over: String::new(),
        other: Other::StartAgain("/pharmacy/sign-in".to_owned()),
    }
}

/// `/pharmacy/signed-out`
pub(crate) fn signed_out(asked: &mut Asked) -> Ready<Written> {
    let words = asked.desk.words;
    let says = vec![words.say("pharmacy-out-text")];
    ready(Ok(letter(asked, says, "/pharmacy/sign-in")))
}
